/** The public shapes of calls (DESIGN §8). Checked by tests; the routes build exactly these. */
import { z } from "zod";
import { ENDED_REASONS } from "../store/schema.ts";
import { moneyShape } from "./common-shapes.ts";

const instant = z.iso.datetime();

export const latencyShape = z.strictObject({
  voiceToVoiceP50Ms: z.int().nullable(),
  voiceToVoiceP95Ms: z.int().nullable(),
});

export const streamShape = z
  .strictObject({
    id: z.string(),
    startedAt: instant,
    endedAt: instant.nullable(),
    endedBecause: z.string().nullable(),
  })
  .meta({ id: "CallStream" });

export const callShape = z
  .strictObject({
    id: z.string(),
    carrier: z.enum(["twilio", "twin", "browser"]),
    carrierCallId: z.string(),
    direction: z.enum(["inbound", "outbound", "web"]),
    status: z.enum(["ringing", "in-progress", "ended"]),
    endedReason: z.enum(ENDED_REASONS).nullable(),
    from: z.string(),
    to: z.string(),
    assistantId: z.string(),
    assistantVersion: z.int(),
    startedAt: instant,
    answeredAt: instant.nullable(),
    endedAt: instant.nullable(),
    durationMs: z.int(),
    streams: z.array(streamShape),
    disclosureHeardAt: instant.nullable(),
    recording: z.enum(["none", "writing", "ready", "deleted"]),
    latency: latencyShape,
    cost: moneyShape.nullable().describe("null: nothing of it has a known price, or nothing is known yet."),
    costComplete: z.boolean().describe("False: it cost more than `cost`, by what has no known price."),
    replayable: z.boolean(),
  })
  .meta({ id: "Call" });

export const turnShape = z
  .strictObject({
    id: z.string(),
    speaker: z.enum(["agent", "caller", "operator"]),
    kind: z.enum(["speech", "dtmf", "backchannel"]),
    text: z.string().describe("An agent's is only what was heard."),
    startMs: z.number(),
    endMs: z.number(),
    interrupted: z.boolean(),
    intendedText: z.string().nullable(),
    heardBy: z.enum(["mark", "word-times", "share"]).nullable(),
    endedBecause: z.string().nullable(),
    confidence: z.number().nullable(),
    latency: z
      .strictObject({
        endpointMs: z.number().nullable(),
        modelMs: z.number().nullable(),
        voiceMs: z.number().nullable(),
        voiceToVoiceMs: z.number().nullable(),
      })
      .nullable(),
  })
  .meta({ id: "Turn" });

export const transcriptShape = z
  .strictObject({ callId: z.string(), final: z.boolean(), turns: z.array(turnShape) })
  .meta({ id: "Transcript" });

export const eventShape = z
  .strictObject({
    seq: z.int(),
    atMs: z.number(),
    audioMs: z.number().nullable(),
    kind: z.enum(["input", "decision", "command", "snapshot"]),
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    /** Chained over everything before it: whoever replays the log sees whether it was changed. */
    hash: z.string(),
  })
  .meta({ id: "LogItem" });

export type CallJson = z.infer<typeof callShape>;
export type EventJson = z.infer<typeof eventShape>;

const limit = (fallback: number, most: number) => z.coerce.number().int().min(1).max(most).default(fallback);

export const callIdParams = z.object({ id: z.string().max(64) });

export const listCallsQuery = z.strictObject({
  carrierCallId: z.string().optional(),
  assistantId: z.string().optional(),
  direction: z.enum(["inbound", "outbound", "web"]).optional(),
  endedReason: z.enum(ENDED_REASONS).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  q: z.string().max(200).optional(),
  limit: limit(50, 200),
  cursor: z.string().max(64).optional(),
});

export const eventsQuery = z.strictObject({
  after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
  limit: limit(500, 1_000),
  // What `nextCursor` of the page before said; the same as `after`.
  cursor: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
});

export const liveQuery = z.strictObject({ after: z.coerce.number().int().min(0).max(2_147_483_647).default(0) });

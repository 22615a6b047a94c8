/** A test call as the operator writes it: who says what, how often, and what must come of it. */
import { z } from "zod";
import { ENDED_REASONS } from "../store/schema.ts";

const sentence = z.string().trim().min(1).max(300);

export const testCallBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** The number that is dialled: which assistant answers is what it is bound to. */
  to: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, "a number as +14155550199 is wanted")
    .default("+14155550199"),
  /** One sentence after the other, each once the agent has finished; then the caller hangs up. */
  says: z.array(sentence).min(1).max(20),
  /** null: only when asked to. */
  everyMinutes: z.int().min(5).max(10_080).nullable().default(null),
  expects: z
    .strictObject({
      /** Heard from the agent, whatever the case of its letters. */
      hears: z.array(sentence).max(20).default([]),
      /** Not heard from the agent. */
      doesNotHear: z.array(sentence).max(20).default([]),
      /** Tools that ran to a good end. */
      tools: z.array(z.string().max(100)).max(20).default([]),
      endedReason: z.array(z.enum(ENDED_REASONS)).min(1).default(["caller-hung-up", "agent-hung-up"]),
      /** From the end of a caller's turn to the agent's next sound. */
      longestWaitMs: z.int().min(100).max(60_000).default(4_000),
    })
    .prefault({}),
});

export type TestCallBody = z.output<typeof testCallBody>;

export interface TestCall extends TestCallBody {
  id: string;
  nextRunAt: Date | null;
  createdAt: Date;
}

export interface TestRun {
  id: string;
  testCallId: string;
  /** Null: the call never came about. */
  callId: string | null;
  startedAt: Date;
  endedAt: Date;
  ok: boolean;
  /** A sentence each; empty where it is ok. */
  problems: readonly string[];
  longestWaitMs: number | null;
}

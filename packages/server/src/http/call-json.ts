/** A call as the API shows it. */
import type { LogItem } from "@offhook/engine/ports";
import { knownTotal } from "../money/cost.ts";
import { moneyJson } from "../money/decimal.ts";
import type { CallView, StreamRow } from "../store/list-calls.ts";
import type { CallJson, EventJson } from "./shapes.ts";

export function callJson(call: CallView, nowMs: number): CallJson {
  return {
    id: call.id,
    carrier: call.carrier,
    carrierCallId: call.carrierCallId,
    direction: call.direction,
    status: call.status,
    endedReason: call.endedReason,
    from: call.fromNumber,
    to: call.toNumber,
    assistantId: call.assistantId,
    assistantVersion: call.assistantVersion,
    startedAt: call.startedAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
    durationMs: durationMsOf(call, nowMs),
    streams: call.streams.map(streamJson),
    disclosureHeardAt: call.disclosureHeardAt?.toISOString() ?? null,
    recording: call.recording,
    latency: { voiceToVoiceP50Ms: call.voiceToVoiceP50Ms, voiceToVoiceP95Ms: call.voiceToVoiceP95Ms },
    ...costJson(call.cost),
    replayable: call.replayable,
  };
}

export function eventJson({ seq, atMs, audioMs, kind, type, data, hash }: LogItem): EventJson {
  return { seq, atMs, audioMs, kind, type, data, hash };
}

function costJson(cost: CallView["cost"]): Pick<CallJson, "cost" | "costComplete"> {
  const known = cost && knownTotal(cost);
  return { cost: known === null ? null : moneyJson(known), costComplete: cost?.complete ?? false };
}

/** From the answer to the end, or to now; a call that was never answered lasted no time. */
function durationMsOf({ answeredAt, endedAt }: CallView, nowMs: number): number {
  if (!answeredAt) return 0;
  return Math.max(0, (endedAt?.getTime() ?? nowMs) - answeredAt.getTime());
}

function streamJson({ id, startedAt, endedAt, endedBecause }: StreamRow): CallJson["streams"][number] {
  return { id, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null, endedBecause };
}

/** One cell in virtual time: the same call every time, with one provider in trouble and a healthy one behind it. */
import type { LogItem } from "@offhook/engine/ports";
import type { VirtualClock } from "@offhook/twin-twilio";
import { speaksAt } from "../virtual/speaks-at.ts";
import { virtualCall } from "../virtual/virtual-call.ts";
import { BOOKING, bookingTool } from "./booking.ts";
import type { Cell } from "./cells.ts";
import { VIRTUAL_SCRIPT } from "./script.ts";
import { scriptedModel } from "./scripted-model.ts";
import { scriptedRealtime } from "./scripted-realtime.ts";
import { scriptedTranscriber } from "./scripted-transcriber.ts";
import { scriptedVoice } from "./scripted-voice.ts";
import { Trouble } from "./trouble.ts";

export interface CallMade {
  callId: string;
  log: readonly LogItem[];
  /** What the caller's telephone played, µ-law, from the stream's start. */
  heard: Uint8Array;
  /** When the trouble first showed; null: never. */
  struckAtMs: number | null;
  /** Arguments of each time the effect ran. */
  effects: readonly unknown[];
}

const isStanding = ({ kind }: Cell): boolean => kind === "transcriber" || kind === "realtime";

/** `alone`: nobody stands behind the provider that is in trouble. */
export async function runVirtual(cell: Cell | null, realtime: boolean, { alone = false } = {}): Promise<CallMade> {
  const effects: unknown[] = [];
  const made: { trouble: Trouble | null } = { trouble: null };
  const callId = cell ? `call_${cell.kind}_${cell.failure}_${cell.phase}`.replaceAll("-", "_") : "call_healthy";
  const troubleOf = (kind: Cell["kind"], clock: VirtualClock): Trouble | null => {
    if (cell?.kind !== kind) return null;
    made.trouble ??= new Trouble(
      cell,
      clock,
      isStanding(cell) && cell.phase === "connect" ? 0 : VIRTUAL_SCRIPT.troubleFromMs,
    );
    return made.trouble;
  };
  const call = await virtualCall({
    callId,
    caller: speaksAt(...VIRTUAL_SCRIPT.stretches.map(({ fromMs, toMs }): [number, number] => [fromMs, toMs])),
    transcriber: (clock) => scriptedTranscriber("scripted/transcriber-1", clock, troubleOf("transcriber", clock)),
    moreTranscribers: (clock) => (alone ? [] : [scriptedTranscriber("scripted/transcriber-2", clock, null)]),
    voices: (clock) => [
      scriptedVoice("scripted/voice-1", clock, troubleOf("voice", clock)),
      ...(alone ? [] : [scriptedVoice("scripted/voice-2", clock, null)]),
    ],
    model: (clock) => scriptedModel("scripted/model-1", clock, troubleOf("model", clock)),
    moreModels: (clock) => (alone ? [] : [scriptedModel("scripted/model-2", clock, null)]),
    ...(realtime
      ? { realtime: (clock) => [scriptedRealtime("scripted/realtime", clock, troubleOf("realtime", clock))] }
      : {}),
    assistant: { tools: [BOOKING], ...(realtime ? { realtime: [{ provider: "scripted" }] } : {}) },
    tools: [bookingTool(effects)],
  });
  await call.clock.advanceBy(VIRTUAL_SCRIPT.endsMs);
  return { callId, log: call.log, heard: call.twinCall.heard, struckAtMs: made.trouble?.struckAtMs ?? null, effects };
}

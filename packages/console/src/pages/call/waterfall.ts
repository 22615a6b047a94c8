/** The wait before an answer, part by part, each with its cause. Pure. */
import type { Turn } from "@offhook/api-client";

export type Cause = "endpoint" | "model" | "voice" | "network";

export interface WaitPart {
  cause: Cause;
  ms: number;
  /** 0–1 of the whole wait. */
  share: number;
  /** Why it took so long, as a code of the log; null: nothing more is known. */
  because: string | null;
}

export interface Waterfall {
  totalMs: number;
  parts: WaitPart[];
}

/** null: nobody waited for this turn. `turns` in the order of the transcript. */
export function waterfallOf(turn: Turn, turns: readonly Turn[]): Waterfall | null {
  const { latency } = turn;
  if (turn.speaker !== "agent" || latency?.voiceToVoiceMs == null) return null;
  const { endpointMs, modelMs, voiceMs, voiceToVoiceMs } = latency;
  const known = (endpointMs ?? 0) + (modelMs ?? 0) + (voiceMs ?? 0);
  // Clocks are rounded: the parts may come to a millisecond more than the whole.
  const totalMs = Math.max(voiceToVoiceMs, known);
  const measured: [Cause, number | null][] = [
    ["endpoint", endpointMs],
    ["model", modelMs],
    ["voice", voiceMs],
    ["network", totalMs - known],
  ];
  const parts = measured.flatMap(([cause, ms]) =>
    ms === null || ms <= 0 ? [] : [partOf(cause, ms, totalMs, turn, turns)],
  );
  return { totalMs, parts };
}

/** How much of all waits of a call each cause had; null: nobody waited. */
export function causesOf(turns: readonly Turn[]): { cause: Cause; share: number }[] | null {
  const sums = new Map<Cause, number>();
  for (const turn of turns)
    for (const { cause, ms } of waterfallOf(turn, turns)?.parts ?? []) sums.set(cause, (sums.get(cause) ?? 0) + ms);
  const totalMs = [...sums.values()].reduce((sum, ms) => sum + ms, 0);
  if (totalMs === 0) return null;
  return [...sums].map(([cause, ms]) => ({ cause, share: ms / totalMs })).sort((a, b) => b.share - a.share);
}

export function worstWaitMs(turns: readonly Turn[]): number | null {
  const waits = turns.flatMap(({ latency }) => (latency?.voiceToVoiceMs == null ? [] : [latency.voiceToVoiceMs]));
  return waits.length > 0 ? Math.max(...waits) : null;
}

function partOf(cause: Cause, ms: number, totalMs: number, turn: Turn, turns: readonly Turn[]): WaitPart {
  const because = cause === "endpoint" ? (callerTurnBefore(turn, turns)?.endedBecause ?? null) : null;
  return { cause, ms, share: ms / totalMs, because };
}

function callerTurnBefore(turn: Turn, turns: readonly Turn[]): Turn | undefined {
  return turns.findLast(
    ({ speaker, kind, startMs }) => speaker === "caller" && kind !== "backchannel" && startMs < turn.startMs,
  );
}

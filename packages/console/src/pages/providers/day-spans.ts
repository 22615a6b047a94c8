/** A provider's day as stretches of one state each. Pure. */
import type { ProviderHistory } from "@offhook/api-client";

type Change = ProviderHistory["changes"][number];

export interface Span {
  state: Change["state"] | "unknown";
  fromMs: number;
  untilMs: number;
  faultCode: string | null;
}

export const DAY_MS = 86_400_000;

/** From a day ago until now, without gaps; before the first change it is unknown. */
export function daySpans(changes: readonly Change[], nowMs: number): Span[] {
  const startMs = nowMs - DAY_MS;
  const marks: { fromMs: number; state: Span["state"]; faultCode: string | null }[] = [
    { fromMs: startMs, state: "unknown", faultCode: null },
    ...changes.map(({ at, state, faultCode }) => ({ fromMs: Math.max(startMs, Date.parse(at)), state, faultCode })),
  ];
  return marks.flatMap(({ fromMs, state, faultCode }, index) => {
    const untilMs = Math.min(nowMs, marks[index + 1]?.fromMs ?? nowMs);
    return untilMs > fromMs ? [{ state, fromMs, untilMs, faultCode }] : [];
  });
}

/** What was not well, the latest first. */
export const troublesOf = (spans: readonly Span[]): Span[] =>
  spans.filter(({ state }) => state === "down" || state === "degraded").reverse();

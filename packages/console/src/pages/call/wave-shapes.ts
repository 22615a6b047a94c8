/** Shapes of the waveform as SVG paths, and the stretches drawn between its two halves. Pure. */
import type { LogItem, Turn } from "@offhook/api-client";
import { unheardMs } from "./heard.ts";
import { type Cause, waterfallOf } from "./waterfall.ts";

export interface Stretch {
  startMs: number;
  endMs: number;
}

/** The line's own hiss is no speech, and would be drawn as a row of dots. */
const LEAST_BAR = 1.6;

/** Bars of one half: upwards from `base` when `rises`, else downwards. One path, however many bars. */
export function barsPath(
  levels: readonly number[],
  pitch: number,
  base: number,
  height: number,
  rises: boolean,
): string {
  const width = Math.max(1, pitch - 1.4);
  return levels
    .map((level, index) => {
      const tall = level * height;
      if (tall < LEAST_BAR) return "";
      const [x, top] = [index * pitch, rises ? base - tall : base];
      return `M${x.toFixed(1)} ${top.toFixed(1)}h${width.toFixed(1)}v${tall.toFixed(1)}h-${width.toFixed(1)}z`;
    })
    .join("");
}

/** Where there is no recording: who spoke when, as even blocks. */
export function levelsOfTurns(
  turns: readonly Turn[],
  speaker: "agent" | "caller",
  bars: number,
  durationMs: number,
): number[] {
  const own = turns.filter((turn) => (speaker === "caller" ? turn.speaker === "caller" : turn.speaker !== "caller"));
  return Array.from({ length: bars }, (_, bar) => {
    const atMs = ((bar + 0.5) / bars) * durationMs;
    return own.some(({ startMs, endMs }) => startMs <= atMs && atMs <= endMs) ? 0.4 : 0;
  });
}

/** Where the agent fell silent because the caller spoke. */
export function cutsOf(items: readonly LogItem[]): number[] {
  return items.filter(({ kind, type }) => kind === "decision" && type === "agent-paused").map(({ atMs }) => atMs);
}

/** What was meant to follow a cut turn, up to where the agent spoke again. `cutsMs` from `cutsOf`. */
export function unheardStretches(
  turns: readonly Turn[],
  durationMs: number,
  cutsMs: readonly number[] = [],
): Stretch[] {
  return turns.flatMap((turn, index) => {
    // A turn ends in the log when it is settled; its sound ended when it was cut.
    const startMs = cutsMs.findLast((ms) => ms > turn.startMs && ms <= turn.endMs) ?? turn.endMs;
    const ms = unheardMs({ ...turn, endMs: startMs });
    if (ms === 0) return [];
    const next = turns.slice(index + 1).find(({ speaker }) => speaker === "agent");
    const endMs = Math.min(startMs + ms, next?.startMs ?? durationMs, durationMs);
    return endMs > startMs ? [{ startMs, endMs }] : [];
  });
}

/** Every wait, part by part, where it was. */
export function gapStretches(turns: readonly Turn[]): (Stretch & { cause: Cause })[] {
  return turns.flatMap((turn) => {
    const waterfall = waterfallOf(turn, turns);
    if (!waterfall) return [];
    let startMs = turn.startMs - waterfall.totalMs;
    return waterfall.parts.map(({ cause, ms }) => {
      const part = { cause, startMs, endMs: startMs + ms };
      startMs += ms;
      return part;
    });
  });
}

/** Turns and log items for tests, as short as the story allows. */
import type { LogItem, Turn } from "@offhook/api-client";

export function turn(
  speaker: Turn["speaker"],
  text: string,
  startMs: number,
  endMs: number,
  more: Partial<Turn> = {},
): Turn {
  return {
    ...{ id: `turn_${startMs}`, speaker, kind: "speech", text, startMs, endMs, interrupted: false, intendedText: null },
    ...{ heardBy: null, endedBecause: null, confidence: null, latency: null },
    ...more,
  };
}

export function log(
  ...items: [atMs: number, kind: LogItem["kind"], type: string, data?: Record<string, unknown>][]
): LogItem[] {
  return items.map(([atMs, kind, type, data = {}], index) => ({
    ...{ seq: index + 1, atMs, audioMs: null, kind, type, data, hash: "" },
  }));
}

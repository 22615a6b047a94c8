/** A call as files that other programs and people read. Pure. */
import type { LogItem, Turn } from "@offhook/api-client";
import { clockTime } from "../../format/times.ts";
import { heardOf } from "./heard.ts";

/** `1:05  Front desk  Tuesday it [is. Shall I book it?]`: in brackets what was not heard. */
export function transcriptText(turns: readonly Turn[], names: Record<Turn["speaker"], string>): string {
  const lines = turns.map((turn) => {
    const { heard, unheard } = heardOf(turn);
    return `${clockTime(turn.startMs)}  ${names[turn.speaker]}  ${heard}${unheard ? ` [${unheard}]` : ""}\n`;
  });
  return lines.join("");
}

export function logLines(items: readonly LogItem[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join("");
}

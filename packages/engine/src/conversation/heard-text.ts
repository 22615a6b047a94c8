/** Turns milliseconds heard into words heard. Knows audio lengths and texts, no state of the call. */
import type { ClauseAudio } from "./ledger.ts";

export type HeardBy = "mark" | "word-times" | "share";

/** The words of a clause that were heard, and how we know. */
export function heardWords(text: string, audio: ClauseAudio): { text: string; by: HeardBy } {
  if (audio.done) return { text, by: audio.byMark ? "mark" : "share" };
  if (audio.heardMs <= 0) return { text: "", by: "mark" };
  if (audio.words && audio.words.length > 0) return { text: byWordTimes(text, audio), by: "word-times" };
  return { text: byShare(text, audio), by: "share" };
}

function byWordTimes(text: string, audio: ClauseAudio): string {
  const heard = (audio.words ?? []).filter((word) => word.endMs <= audio.heardMs).length;
  return text.split(/\s+/).filter(Boolean).slice(0, heard).join(" ");
}

/** Speech runs at a nearly even number of characters a second; a word counts once most of it was heard. */
function byShare(text: string, audio: ClauseAudio): string {
  const totalMs = audio.durationMs ?? estimateMs(text);
  if (totalMs <= 0) return text;
  const share = Math.min(1, audio.heardMs / totalMs);
  const words = text.split(/\s+/).filter(Boolean);
  const characters = words.reduce((sum, word) => sum + word.length + 1, 0);
  let passed = 0;
  const heard: string[] = [];
  for (const word of words) {
    if ((passed + (word.length + 1) / 2) / characters > share) break;
    passed += word.length + 1;
    heard.push(word);
  }
  return heard.join(" ");
}

/** ~14 characters a second: embedded voices at usual speed, measured on the greeting. */
export function estimateMs(text: string): number {
  return Math.round((text.length / 14) * 1_000);
}

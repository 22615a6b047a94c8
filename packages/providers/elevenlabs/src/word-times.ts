/**
 * Joins characters with their times into words. Times count from the beginning of the message they came in, and a word may
 * be cut between two messages.
 */
import type { WordTime } from "@offhook/engine/ports";
import type { Alignment } from "./context-message.ts";

export class WordTimes {
  private open: WordTime | null = null;
  private lastEndMs = 0;

  /** Words that are complete now. `offsetMs`: this message's sound begins there in the request's; it lasts `soundMs`. */
  push({ characters, startsMs, durationsMs }: Alignment, offsetMs: number, soundMs: number): WordTime[] {
    const words: WordTime[] = [];
    for (const [index, character] of characters.entries()) {
      if (/\s/.test(character)) {
        words.push(...this.finish());
        continue;
      }
      const startMs = offsetMs + Math.min(soundMs, startsMs[index] ?? 0);
      const endMs = Math.min(offsetMs + soundMs, startMs + (durationsMs[index] ?? 0));
      // A vendor's rounding does not make time run backwards.
      this.open ??= { word: "", startMs: Math.max(this.lastEndMs, startMs), endMs: 0 };
      const word: string = this.open.word + character;
      this.open = { word, startMs: this.open.startMs, endMs: Math.max(this.open.startMs, this.open.endMs, endMs) };
    }
    return words;
  }

  /** The word that was still open, if any. */
  finish(): WordTime[] {
    const { open } = this;
    this.open = null;
    if (!open) return [];
    this.lastEndMs = open.endMs;
    return [open];
  }
}

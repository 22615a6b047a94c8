/**
 * Keeps words until the sound that they stand in is there: Cartesia may tell a word's time before it sends its sound, and
 * nobody who listens has a use for a place in sound that may never come.
 */
import type { WordTime } from "@offhook/engine/ports";

export class WordTimes {
  private held: WordTime[] = [];
  private lastEndMs = 0;

  push(words: readonly WordTime[]): void {
    this.held.push(...words);
  }

  /** Words whose sound is all there, when so much of the sound is. */
  upTo(soundMs: number): WordTime[] {
    const later = this.held.findIndex(({ endMs }) => endMs > soundMs);
    return this.release(later < 0 ? this.held.length : later, soundMs);
  }

  /** The sound is complete: what is left ends with it. */
  finish(soundMs: number): WordTime[] {
    return this.release(this.held.length, soundMs);
  }

  private release(count: number, soundMs: number): WordTime[] {
    return this.held.splice(0, count).map(({ word, startMs, endMs }) => {
      // A vendor's rounding makes time neither run backwards nor run on after the sound.
      const start = Math.min(soundMs, Math.max(this.lastEndMs, startMs));
      const end = Math.min(soundMs, Math.max(start, endMs));
      this.lastEndMs = end;
      return { word, startMs: start, endMs: end };
    });
  }
}

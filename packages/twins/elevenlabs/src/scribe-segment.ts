/** What was said since the last commit: a scripted text that becomes known while its sound comes. */
import { FRAME_MS } from "./incoming-audio.ts";

/** Shorter sounds are clicks. */
const LEAST_SPEECH_MS = 60;
/** A word of a script is known after so much speech. */
const WORD_MS = 320;

export interface TimedWord {
  word: string;
  startMs: number;
  endMs: number;
}

export class ScribeSegment {
  private readonly nextText: () => string;
  private said: readonly string[] | null = null;
  private startMs = 0;
  private lastLoudMs = 0;
  private loudMs = 0;
  private endMs: number;
  /** Of audio in it. */
  lengthMs = 0;

  /** `fromMs`: since the stream's first sample. `nextText`: what the next utterance says; empty: a noise. */
  constructor(fromMs: number, nextText: () => string) {
    this.endMs = fromMs;
    this.nextText = nextText;
  }

  frame(isLoud: boolean): void {
    this.lengthMs += FRAME_MS;
    this.endMs += FRAME_MS;
    if (!isLoud) return;
    if (!this.said) this.startMs = this.endMs - FRAME_MS;
    this.said ??= this.nextText().match(/\S+/g) ?? [];
    this.loudMs += FRAME_MS;
    this.lastLoudMs = this.endMs;
  }

  /** Silence since the last speech; 0 before any. */
  get quietMs(): number {
    return this.isSpeech ? this.endMs - this.lastLoudMs : 0;
  }

  get isSpeech(): boolean {
    return (this.said?.length ?? 0) > 0 && this.loudMs >= LEAST_SPEECH_MS;
  }

  /** As far as they are known. */
  soFar(): readonly string[] {
    return this.isSpeech ? (this.said ?? []).slice(0, Math.floor(this.loudMs / WORD_MS)) : [];
  }

  /** All of them, spread evenly over the speech. */
  words(): TimedWord[] {
    if (!this.isSpeech) return [];
    const said = this.said ?? [];
    const eachMs = (this.lastLoudMs - this.startMs) / said.length;
    return said.map((word, index) => ({
      ...{ word, startMs: this.startMs + index * eachMs, endMs: this.startMs + (index + 1) * eachMs },
    }));
  }
}

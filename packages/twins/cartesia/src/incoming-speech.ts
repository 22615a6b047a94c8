/** The audio of a listening socket as frames of 20 ms, and the utterance that is being spoken in it, by loudness and script. */
import { levelDbOfMulaw } from "@offhook/engine/audio";

const FRAME_MS = 20;
const FRAME_BYTES = 160;
/** Speech on a telephone line is 20 dB above this, a quiet line 20 dB below. */
const LOUD_DB = -45;
/** Shorter sounds are clicks. */
const LEAST_SPEECH_MS = 60;
/** A word of a script is known after so much speech. */
const WORD_MS = 320;
/** After it, the speaker has said what was begun. */
const PAUSE_MS = 200;

interface Utterance {
  words: readonly string[];
  startMs: number;
  loudMs: number;
  lastLoudMs: number;
  /** Words that were told: what was told is never taken back. */
  known: number;
}

export class IncomingSpeech {
  private readonly nextText: () => string;
  private held = new Uint8Array(0);
  private utterance: Utterance | null = null;
  /** Since the stream's first sample. */
  endMs = 0;

  /** `nextText`: what the utterances to come say; empty: a noise. */
  constructor(nextText: () => string) {
    this.nextText = nextText;
  }

  /** µ-law at 8 kHz. Calls back after every frame. */
  push(bytes: Uint8Array, frame: (isLoud: boolean) => void): void {
    const all = new Uint8Array(Buffer.concat([this.held, bytes]));
    let at = 0;
    for (; at + FRAME_BYTES <= all.length; at += FRAME_BYTES) {
      const isLoud = levelDbOfMulaw(all.subarray(at, at + FRAME_BYTES)) > LOUD_DB;
      this.endMs += FRAME_MS;
      if (isLoud) this.loud();
      frame(isLoud);
    }
    this.held = all.slice(at);
  }

  /** Is something being said that has words? */
  get isSpeech(): boolean {
    const { utterance } = this;
    return utterance !== null && utterance.words.length > 0 && utterance.loudMs >= LEAST_SPEECH_MS;
  }

  get quietMs(): number {
    return this.utterance ? this.endMs - this.utterance.lastLoudMs : 0;
  }

  get startMs(): number {
    return this.utterance?.startMs ?? this.endMs;
  }

  /** Of the utterance, as far as they are known. */
  words(isWhole = this.quietMs >= PAUSE_MS): readonly string[] {
    if (!this.utterance || !this.isSpeech) return [];
    const { utterance } = this;
    const { words, loudMs, known } = utterance;
    utterance.known = isWhole ? words.length : Math.max(known, Math.floor(loudMs / WORD_MS));
    return words.slice(0, utterance.known);
  }

  /** The utterance is over. */
  next(): void {
    this.utterance = null;
  }

  private loud(): void {
    this.utterance ??= {
      words: this.nextText().match(/\S+/g) ?? [],
      ...{ startMs: this.endMs - FRAME_MS, loudMs: 0, lastLoudMs: this.endMs, known: 0 },
    };
    this.utterance.loudMs += FRAME_MS;
    this.utterance.lastLoudMs = this.endMs;
  }
}

/**
 * One context of the twin: text comes in, is kept until there is reason to speak it, and its sound goes out at the voice's
 * pace. Cancelled, it says nothing more but what is on its way already.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import type { Latencies } from "./latencies.ts";
import { timedSpeech } from "./timed-speech.ts";

export interface SpeechContextParts {
  id: string;
  speed: number;
  timestamps: boolean;
  /** How long text is gathered that could go on. */
  bufferMs: number;
  latencies: Latencies;
  clock: Clock;
  send(message: Record<string, unknown>): void;
  ended(): void;
}

export interface MoreText {
  text: string;
  continues: boolean;
  flush: boolean;
}

interface Due {
  afterMs: number;
  messages: readonly Record<string, unknown>[];
}

export class SpeechContext {
  private readonly parts: SpeechContextParts;
  private readonly due: Due[] = [];
  private text = "";
  private soundMs = 0;
  private flushId = 1;
  private isWhole = false;
  private pacing: Timer | null = null;
  private gathering: Timer | null = null;

  constructor(parts: SpeechContextParts) {
    this.parts = parts;
  }

  /** Nothing more may be added: the end is on its way. */
  get isClosed(): boolean {
    return this.isWhole;
  }

  add({ text, continues, flush }: MoreText): void {
    this.text += text;
    this.isWhole = !continues;
    if (flush || this.isWhole) this.generate();
    else this.gather();
    if (flush) {
      const done = { ...this.named("flush_done", 206), flush_id: this.flushId, flush_done: true };
      this.queue({ afterMs: 0, messages: [done] });
      this.flushId += 1;
    }
    if (this.isWhole) this.queue({ afterMs: 0, messages: [{ ...this.named("done", 200), done: true }] });
  }

  cancel(): void {
    this.pacing?.cancel();
    this.gathering?.cancel();
    this.due.length = 0;
  }

  private gather(): void {
    const { clock, bufferMs } = this.parts;
    this.gathering ??= clock.at(clock.nowMs() + bufferMs, () => this.generate());
  }

  private generate(): void {
    this.gathering?.cancel();
    this.gathering = null;
    const { speed, latencies, timestamps } = this.parts;
    const flush_id = this.flushId;
    for (const [index, { audio, words }] of timedSpeech(this.text, speed, this.soundMs).entries()) {
      const data = Buffer.from(audio).toString("base64");
      const chunk = { ...this.named("chunk", 206), data, step_time: 12.5, flush_id };
      // A word's time may come before its sound.
      const timed = { ...this.named("timestamps", 206), word_timestamps: words, flush_id };
      const messages = timestamps && words.words.length > 0 ? [timed, chunk] : [chunk];
      this.queue({ afterMs: index === 0 ? latencies.firstAudioMs() : latencies.betweenAudioMs(), messages });
      this.soundMs += audio.length / 8;
    }
    this.text = "";
  }

  private named(type: string, status: number): Record<string, unknown> {
    return { type, context_id: this.parts.id, status_code: status, done: false };
  }

  private queue(due: Due): void {
    this.due.push(due);
    if (!this.pacing) this.pace();
  }

  private pace(): void {
    const next = this.due.shift();
    if (!next) return;
    const { clock, send } = this.parts;
    this.pacing = clock.at(clock.nowMs() + next.afterMs, () => {
      this.pacing = null;
      for (const message of next.messages) send(message);
      if (this.isWhole && this.due.length === 0) this.parts.ended();
      else this.pace();
    });
  }
}

/** The caller's sound on its way into a realtime session, and which place in the caller's stream each item of it has. */
import { BYTES_PER_MS } from "./account.ts";
import type { RealtimeLine } from "./realtime-line.ts";

export interface Span {
  startAudioMs: number;
  endAudioMs: number;
}

/** Three frames: a message for each would cost three times as much, and a commit sends what waits. */
const MESSAGE_BYTES = 60 * BYTES_PER_MS;
/** The vendor refuses less. */
const LEAST_MS = 100;
/** Items whose words have not come. */
const MOST_SPANS = 64;

export class SpokenInput {
  private readonly line: RealtimeLine;
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  /** Since the last commit. */
  private bytes = 0;
  private span: Span | null = null;
  /** In the order of the commits, which is the order of their confirmations. */
  private readonly committing: { eventId: string; span: Span }[] = [];
  private readonly spans = new Map<string, Span>();

  constructor(line: RealtimeLine) {
    this.line = line;
  }

  /** Speech has begun since the last commit, and enough of it has come. */
  get hasSpeech(): boolean {
    return this.span !== null && this.bytes >= LEAST_MS * BYTES_PER_MS;
  }

  speechStarted(audioMs: number): void {
    this.span ??= { startAudioMs: audioMs, endAudioMs: audioMs };
  }

  push(audio: Uint8Array, audioMs: number): void {
    if (audio.length === 0) return;
    this.waiting.push(audio);
    this.waitingBytes += audio.length;
    this.bytes += audio.length;
    if (this.span) this.span.endAudioMs = audioMs + audio.length / BYTES_PER_MS;
    if (this.waitingBytes >= MESSAGE_BYTES) this.flush();
  }

  /** Gives the span of what was committed; null: there is too little. */
  commit(): Span | null {
    const { span } = this;
    if (!span || !this.hasSpeech) return null;
    this.flush();
    this.committing.push({ eventId: this.line.send("input_audio_buffer.commit"), span });
    this.begin();
    return span;
  }

  clear(): void {
    this.waiting = [];
    this.waitingBytes = 0;
    this.line.send("input_audio_buffer.clear");
    this.begin();
  }

  /** The vendor made an item of the oldest commit. */
  committed(itemId: string): Span | null {
    const { span } = this.committing.shift() ?? {};
    if (!span) return null;
    this.spans.set(itemId, span);
    const [oldest] = this.spans.keys();
    if (this.spans.size > MOST_SPANS && oldest !== undefined) this.spans.delete(oldest);
    return span;
  }

  /** The vendor refused a commit: no item comes of it. */
  refused(eventId: string): Span | null {
    const index = this.committing.findIndex((one) => one.eventId === eventId);
    return index < 0 ? null : (this.committing.splice(index, 1)[0]?.span ?? null);
  }

  /** Where the words of this item stand; asked once. */
  takeSpan(itemId: string): Span | null {
    const span = this.spans.get(itemId) ?? null;
    this.spans.delete(itemId);
    return span;
  }

  private begin(): void {
    this.bytes = 0;
    this.span = null;
  }

  private flush(): void {
    if (this.waitingBytes === 0) return;
    this.line.sendSound(this.waiting.length === 1 ? (this.waiting[0] as Uint8Array) : Buffer.concat(this.waiting));
    this.waiting = [];
    this.waitingBytes = 0;
  }
}

/**
 * One `StreamingRecognize`: its messages, its age, places in the caller's stream, and its one end. What its answers mean,
 * and when the next stream takes over, is the session's affair.
 */
import { status } from "@grpc/grpc-js";
import type { Clock, Timer } from "@offhook/engine/ports";
import { AudioPlaces } from "@offhook/provider-kit";
import { type CloudAnswer, readAnswer } from "./answer-message.ts";
import { BYTES_PER_MS } from "./settings.ts";
import type { SpeechCall } from "./speech-channel.ts";
import { STREAMING_RECOGNIZE } from "./speech-protocol.ts";

/** What Google recommends for a message, and a fifth of the work that a message for each frame would be. */
const LEAST_MESSAGE_BYTES = 100 * BYTES_PER_MS;
/** Google takes 25 KB a message. */
const MOST_MESSAGE_BYTES = 2_000 * BYTES_PER_MS;
/** A minute and a half of µ-law, replayed audio included: whoever is behind by more will not catch up. */
const MOST_WAITING_BYTES = 90_000 * BYTES_PER_MS;

export type StreamEnd =
  | { because: "status"; code: number; detail: string }
  | { because: "malformed"; detail: string }
  | { because: "stalled"; detail: string };

export interface StreamParts {
  call: SpeechCall;
  /** The first message. */
  config: Buffer;
  clock: Clock;
  stallMs: number;
  answer(stream: SpeechStream, answer: CloudAnswer): void;
  /** Once, and nothing after it. Never from within a method of the stream. */
  ended(stream: SpeechStream, end: StreamEnd): void;
}

export class SpeechStream {
  readonly openedAtMs: number;
  /** The speech that its last words answer for: from where it began to where it paused. */
  asked: { fromAudioMs: number; pausedAudioMs: number } | null = null;
  /** Words until here are final; null: none are. */
  settledAudioMs: number | null = null;
  private readonly parts: StreamParts;
  private readonly places = new AudioPlaces(BYTES_PER_MS);
  /** Not sent yet: too little for a message. */
  private held: Uint8Array[] = [];
  private heldBytes = 0;
  /** Held bytes included. */
  private sentBytes = 0;
  private waitingBytes = 0;
  private finished = false;
  private over = false;
  private status: StreamEnd | null = null;
  private allRead = false;
  private stall: Timer | null = null;

  constructor(parts: StreamParts) {
    const { call, config, clock } = parts;
    this.parts = parts;
    this.openedAtMs = clock.nowMs();
    call.on("data", (bytes: Buffer) => this.message(bytes));
    // An error's status comes as both; without a listener for errors it would be thrown.
    call.on("error", () => {});
    call.on("status", ({ code, details }) => this.hasStatus(code, details));
    call.on("end", () => this.hasRead());
    call.write(config);
  }

  get isFinished(): boolean {
    return this.finished;
  }

  get sentMs(): number {
    return this.sentBytes / BYTES_PER_MS;
  }

  /** In the caller's stream. */
  get startAudioMs(): number {
    return this.place(0);
  }

  get endAudioMs(): number {
    return this.place(this.sentMs);
  }

  /** Older of the two: since it was opened, and by the audio it was given, which may have come faster than time. */
  ageMs(nowMs: number): number {
    return Math.max(nowMs - this.openedAtMs, this.sentMs);
  }

  send(audio: Uint8Array, audioMs: number): void {
    if (this.over || this.finished) return;
    this.places.sent(audio.length, audioMs);
    this.sentBytes += audio.length;
    this.held.push(audio);
    this.heldBytes += audio.length;
    if (this.heldBytes >= LEAST_MESSAGE_BYTES) this.flush();
    if (this.waitingBytes <= MOST_WAITING_BYTES) return;
    queueMicrotask(() => this.end({ because: "stalled", detail: `${this.waitingBytes} bytes wait to be sent.` }));
  }

  /** From the vendor's milliseconds to the caller's stream. */
  place(vendorMs: number): number {
    return this.places.place(vendorMs);
  }

  /** No more audio: Google says what is left, and ends the stream. */
  finish(): void {
    if (this.over || this.finished) return;
    this.flush();
    this.finished = true;
    this.parts.call.end();
    this.watch();
  }

  /** At once, and silently. */
  drop(): void {
    if (this.over) return;
    this.settle();
    this.parts.call.cancel();
  }

  private flush(): void {
    const audio = Buffer.concat(this.held);
    this.held = [];
    this.heldBytes = 0;
    for (let at = 0; at < audio.length; at += MOST_MESSAGE_BYTES) {
      this.write(audio.subarray(at, at + MOST_MESSAGE_BYTES));
    }
  }

  private write(audioContent: Uint8Array): void {
    this.waitingBytes += audioContent.length;
    this.parts.call.write(STREAMING_RECOGNIZE.requestSerialize({ audioContent }), () => {
      this.waitingBytes -= audioContent.length;
    });
  }

  private message(bytes: Buffer): void {
    if (this.over) return;
    const answer = readAnswer(bytes);
    if (!answer) return this.end({ because: "malformed", detail: bytes.toString("latin1").slice(0, 80) });
    if (answer.type === "error") return this.end({ because: "status", code: answer.code, detail: answer.message });
    if (this.finished) this.watch();
    this.parts.answer(this, answer);
  }

  private hasStatus(code: number, detail: string): void {
    const end: StreamEnd = { because: "status", code, detail };
    if (code !== status.OK) return this.end(end);
    this.status = end;
    if (this.allRead) this.end(end);
  }

  /** The status may be there before the last message was read. */
  private hasRead(): void {
    this.allRead = true;
    if (this.status) this.end(this.status);
  }

  private watch(): void {
    const { clock, stallMs } = this.parts;
    this.stall?.cancel();
    this.stall = clock.at(clock.nowMs() + stallMs, () =>
      this.end({ because: "stalled", detail: `Nothing came for ${stallMs} ms after the last of the audio.` }),
    );
  }

  private end(end: StreamEnd): void {
    if (this.over) return;
    this.settle();
    if (end.because !== "status") this.parts.call.cancel();
    this.parts.ended(this, end);
  }

  private settle(): void {
    this.over = true;
    this.stall?.cancel();
  }
}

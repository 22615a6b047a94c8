/** One request to speak, and that its sink hears exactly one end and nothing after it. */
import type { Fault, VoiceSink, WordTime } from "@offhook/engine/ports";

export class SpeakJob {
  /** The text, in pieces that the vendor takes. */
  readonly pieces: readonly string[];
  /** 1 is the voice's own. */
  readonly speed: number;
  private readonly sink: VoiceSink;
  private ended = false;
  private sounded = false;
  /** It was asked for on a line that then went, and is asked for once more. */
  isRetry = false;

  constructor(pieces: readonly string[], speed: number, sink: VoiceSink) {
    this.pieces = pieces;
    this.speed = speed;
    this.sink = sink;
  }

  get isOver(): boolean {
    return this.ended;
  }

  get hasSound(): boolean {
    return this.sounded;
  }

  audio(bytes: Uint8Array): void {
    this.sounded = true;
    if (!this.ended) this.sink.audio(bytes);
  }

  words(words: readonly WordTime[]): void {
    if (!this.ended && words.length > 0) this.sink.words(words);
  }

  done(): void {
    if (this.end()) this.sink.done();
  }

  fail(fault: Fault): void {
    if (this.end()) this.sink.fault(fault);
  }

  /** Nothing more is heard. False: it was over already. */
  end(): boolean {
    const first = !this.ended;
    this.ended = true;
    return first;
  }
}

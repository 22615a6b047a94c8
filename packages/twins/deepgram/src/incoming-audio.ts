/** The audio of a listening socket: cut into frames of 20 ms, with where speech is by its loudness. */
import { levelDbOfMulaw, levelDbOfPcm, pcmToMulaw } from "@offhook/engine/audio";

const FRAME_MS = 20;
/** Speech on a telephone line is 20 dB above this, a quiet line 20 dB below. */
const LOUD_DB = -45;

export interface Frame {
  /** Place of its end, milliseconds since the stream's first sample. */
  endMs: number;
  isLoud: boolean;
}

export class IncomingAudio {
  private readonly linear: boolean;
  private readonly frameBytes: number;
  private held = new Uint8Array(0);
  private frames = 0;
  /** µ-law, from `keptFromMs` on. */
  private kept: Uint8Array[] = [];
  private keptFromMs = 0;

  /** `encoding` is `mulaw` or `linear16`. */
  constructor(encoding: string, sampleRateHz: number) {
    this.linear = encoding === "linear16";
    this.frameBytes = ((sampleRateHz * FRAME_MS) / 1_000) * (this.linear ? 2 : 1);
  }

  get endMs(): number {
    return this.frames * FRAME_MS;
  }

  *push(bytes: Uint8Array): Generator<Frame> {
    const all = new Uint8Array(this.held.length + bytes.length);
    all.set(this.held);
    all.set(bytes, this.held.length);
    let at = 0;
    for (; at + this.frameBytes <= all.length; at += this.frameBytes) {
      const frame = all.subarray(at, at + this.frameBytes);
      this.frames += 1;
      yield { endMs: this.endMs, isLoud: this.levelDb(frame) > LOUD_DB };
    }
    this.held = all.slice(at);
  }

  /** µ-law from a place on. What lies before it is let go. */
  since(startMs: number): Uint8Array {
    while (this.kept.length > 0 && this.keptFromMs + FRAME_MS <= startMs) {
      this.kept.shift();
      this.keptFromMs += FRAME_MS;
    }
    return new Uint8Array(Buffer.concat(this.kept));
  }

  private levelDb(frame: Uint8Array): number {
    if (!this.linear) {
      this.kept.push(frame.slice());
      return levelDbOfMulaw(frame);
    }
    const pcm = new Int16Array(frame.slice().buffer);
    this.kept.push(pcmToMulaw(pcm));
    return levelDbOfPcm(pcm);
  }
}

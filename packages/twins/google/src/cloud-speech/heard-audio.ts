/** The audio of one stream: cut into frames of 20 ms, with where speech is by its loudness. */
import { levelDbOfPcm, mulawToPcm, pcmToMulaw } from "@offhook/engine/audio";

const FRAME_MS = 20;
/** Speech on a telephone line is 20 dB above this, a quiet line 20 dB below. */
const LOUD_DB = -45;

export class HeardAudio {
  private readonly linear: boolean;
  private readonly frameBytes: number;
  private held = Buffer.alloc(0);
  /** µ-law at the stream's own rate, from `keptFromMs` on. */
  private kept: Uint8Array[] = [];
  private keptFromMs = 0;
  private frames = 0;

  constructor({ encoding = "MULAW", sampleRateHertz = 8_000 }: { encoding?: string; sampleRateHertz?: number }) {
    this.linear = encoding === "LINEAR16";
    this.frameBytes = ((sampleRateHertz * FRAME_MS) / 1_000) * (this.linear ? 2 : 1);
  }

  /** Since the stream's first sample. */
  get endMs(): number {
    return this.frames * FRAME_MS;
  }

  /** One frame after the other: was there sound in it? */
  *push(bytes: Uint8Array): Generator<boolean> {
    const all = Buffer.concat([this.held, bytes]);
    let at = 0;
    for (; at + this.frameBytes <= all.length; at += this.frameBytes) {
      const pcm = this.samples(all.subarray(at, at + this.frameBytes));
      this.kept.push(pcmToMulaw(pcm));
      this.frames += 1;
      yield levelDbOfPcm(pcm) > LOUD_DB;
    }
    this.held = all.subarray(at);
  }

  /** µ-law at the stream's own rate, from a place on. What lies before it is let go. */
  since(startMs: number): Uint8Array {
    const gone = Math.max(0, Math.floor((startMs - this.keptFromMs) / FRAME_MS));
    this.kept = this.kept.slice(gone);
    this.keptFromMs += gone * FRAME_MS;
    return new Uint8Array(Buffer.concat(this.kept));
  }

  private samples(frame: Uint8Array): Int16Array {
    return this.linear ? new Int16Array(new Uint8Array(frame).buffer) : mulawToPcm(new Uint8Array(frame));
  }
}

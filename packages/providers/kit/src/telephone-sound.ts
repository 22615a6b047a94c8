/** Sound of another rate, as it comes in pieces cut anywhere, to the telephone's µ-law at 8 kHz. */
import { createResampler, pcmToMulaw, type Resampler, type SampleRateHz } from "@offhook/engine/audio";

export class TelephoneSound {
  private readonly resampler: Resampler;
  /** Half a sample, whose other half comes with the next piece. */
  private half = new Uint8Array(0);

  constructor(fromHz: SampleRateHz) {
    this.resampler = createResampler(fromHz, 8_000);
  }

  /** Little-endian, two bytes a sample. */
  push(bytes: Uint8Array): Uint8Array {
    const all = new Uint8Array(this.half.length + bytes.length);
    all.set(this.half);
    all.set(bytes, this.half.length);
    const whole = all.length & ~1;
    this.half = all.slice(whole);
    return pcmToMulaw(this.resampler.push(new Int16Array(all.buffer, 0, whole / 2)));
  }

  /** The rest. */
  end(): Uint8Array {
    return pcmToMulaw(this.resampler.flush());
  }
}

/** Between the telephone's sound (µ-law, 8 kHz) and the vendor's (PCM, 16 kHz to it, 24 kHz from it). */
import { createResampler, mulawToPcm, pcmToMulaw, type Resampler } from "@offhook/engine/audio";

/** The vendor asks for 20–100 ms a message. */
const MESSAGE_SAMPLES = 40 * 16;

/** One stretch of the caller's speech, in messages' worths. */
export class SpeechToVendor {
  private readonly resampler: Resampler = createResampler(8_000, 16_000);
  private held = new Int16Array(0);

  /** Base64, whole messages only. */
  push(mulaw: Uint8Array): string[] {
    return this.cut(this.resampler.push(mulawToPcm(mulaw)));
  }

  /** The rest; then it begins anew. */
  flush(): string[] {
    const whole = this.cut(this.resampler.flush());
    const rest = this.held;
    this.held = new Int16Array(0);
    return rest.length > 0 ? [...whole, base64Of(rest)] : whole;
  }

  private cut(pcm: Int16Array): string[] {
    const all = new Int16Array(this.held.length + pcm.length);
    all.set(this.held);
    all.set(pcm, this.held.length);
    const messages: string[] = [];
    let at = 0;
    for (; at + MESSAGE_SAMPLES <= all.length; at += MESSAGE_SAMPLES) {
      messages.push(base64Of(all.subarray(at, at + MESSAGE_SAMPLES)));
    }
    this.held = all.slice(at);
    return messages;
  }
}

const base64Of = (pcm: Int16Array): string =>
  Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString("base64");

/** One reply's sound. */
export class SoundOfReply {
  private readonly resampler: Resampler = createResampler(24_000, 8_000);
  /** Half a sample, where a piece ended in the middle of one. */
  private half = new Uint8Array(0);

  push(pcm: Uint8Array): Uint8Array {
    const all = new Uint8Array(this.half.length + pcm.length);
    all.set(this.half);
    all.set(pcm, this.half.length);
    const whole = all.length & ~1;
    this.half = all.slice(whole);
    return pcmToMulaw(this.resampler.push(new Int16Array(all.buffer, 0, whole / 2)));
  }

  flush(): Uint8Array {
    return pcmToMulaw(this.resampler.flush());
  }
}

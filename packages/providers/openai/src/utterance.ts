/** One stretch of the caller's speech on its way to words. */
import { createResampler, mulawToPcm } from "@offhook/engine/audio";
import { BYTES_PER_MS } from "./account.ts";
import { isLoud } from "./around-speech.ts";
import { WAV_RATE_HZ } from "./transcription-request.ts";

export class Utterance {
  readonly startAudioMs: number;
  /** Of the sound that was added. */
  endAudioMs: number;
  /** 16 kHz. Resampled as it comes: ten seconds at once would hold up every other call. */
  readonly pieces: Int16Array[] = [];
  /** Something in it can be heard. */
  hasSound = false;
  state: "collecting" | "ready" | "asked" = "collecting";
  /** Null until it is answered. */
  words: string | null = null;
  private readonly resampler = createResampler(8_000, WAV_RATE_HZ);
  private durationMs = 0;

  constructor(startAudioMs: number) {
    this.startAudioMs = startAudioMs;
    this.endAudioMs = startAudioMs;
  }

  get lengthMs(): number {
    return this.durationMs;
  }

  add(audio: Uint8Array, audioMs: number): void {
    const pcm = this.resampler.push(mulawToPcm(audio));
    if (pcm.length > 0) this.pieces.push(pcm);
    this.durationMs += audio.length / BYTES_PER_MS;
    this.endAudioMs = audioMs + audio.length / BYTES_PER_MS;
    this.hasSound ||= isLoud(audio);
  }
}

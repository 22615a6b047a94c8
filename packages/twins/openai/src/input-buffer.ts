/** The input audio buffer of a realtime socket, and the vendor's own detection of turns by loudness. */
import { levelDbOfMulaw, pcmToMulaw, resample } from "@offhook/engine/audio";

export interface VadSettings {
  prefix_padding_ms: number;
  silence_duration_ms: number;
}

export interface VadEvents {
  started(audioStartMs: number): void;
  stopped(audioEndMs: number): void;
}

const FRAME_BYTES = 160;
const FRAME_MS = 20;
const LOUD_DB = -45;
/** A click is not speech. */
const LEAST_LOUD_FRAMES = 4;

export class InputBuffer {
  private readonly events: VadEvents;
  private readonly isPcm: () => boolean;
  /** µ-law at 8 kHz, since the last commit. */
  private pieces: Uint8Array[] = [];
  private bytes = 0;
  /** Of the whole session, as the vendor counts places. */
  private sessionBytes = 0;
  private loudFrames = 0;
  private quietMs = 0;
  private speaking = false;

  constructor(isPcm: () => boolean, events: VadEvents) {
    this.isPcm = isPcm;
    this.events = events;
  }

  get durationMs(): number {
    return this.bytes / 8;
  }

  append(base64: string, vad: VadSettings | null): void {
    const raw = Buffer.from(base64, "base64");
    const audio = this.isPcm() ? pcmToMulaw(resample(samplesOf(raw), 24_000, 8_000)) : new Uint8Array(raw);
    this.pieces.push(audio);
    this.bytes += audio.length;
    if (vad) this.detect(audio, vad);
    else this.sessionBytes += audio.length;
  }

  /** What was appended since the last time; the buffer is empty afterwards. */
  take(): Uint8Array {
    const audio = new Uint8Array(Buffer.concat(this.pieces));
    this.clear();
    return audio;
  }

  clear(): void {
    this.pieces = [];
    this.bytes = 0;
  }

  private detect(audio: Uint8Array, vad: VadSettings): void {
    for (let at = 0; at < audio.length; at += FRAME_BYTES) {
      const frame = audio.subarray(at, at + FRAME_BYTES);
      this.sessionBytes += frame.length;
      const isLoud = levelDbOfMulaw(frame) > LOUD_DB;
      this.loudFrames = isLoud ? this.loudFrames + 1 : 0;
      this.quietMs = isLoud ? 0 : this.quietMs + FRAME_MS;
      const nowMs = this.sessionBytes / 8;
      if (!this.speaking && this.loudFrames >= LEAST_LOUD_FRAMES) {
        this.speaking = true;
        this.events.started(Math.max(0, nowMs - LEAST_LOUD_FRAMES * FRAME_MS - vad.prefix_padding_ms));
      } else if (this.speaking && this.quietMs >= vad.silence_duration_ms) {
        this.speaking = false;
        this.events.stopped(nowMs);
      }
    }
  }
}

function samplesOf(bytes: Uint8Array): Int16Array {
  const even = bytes.slice(0, bytes.length & ~1);
  return new Int16Array(even.buffer, 0, even.length / 2);
}

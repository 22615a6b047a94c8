/** The caller's sound as a live session hears it: inside activities that the client marks, or those it finds by loudness. */
import { levelDbOfPcm, pcmToMulaw, resample } from "@offhook/engine/audio";

export interface ActivityEvents {
  started(): void;
  /** µ-law at 8 kHz of the whole activity. */
  ended(audio: Uint8Array): void;
}

const FRAME_SAMPLES = 320;
const FRAME_MS = 20;
const LOUD_DB = -45;
/** A click is not speech. */
const LEAST_LOUD_FRAMES = 4;

export class LiveInput {
  private readonly events: ActivityEvents;
  private pieces: Int16Array[] = [];
  private open = false;
  private loudFrames = 0;
  private quietMs = 0;

  constructor(events: ActivityEvents) {
    this.events = events;
  }

  get isOpen(): boolean {
    return this.open;
  }

  start(): void {
    this.open = true;
    this.pieces = [];
    this.events.started();
  }

  end(): void {
    this.open = false;
    const length = this.pieces.reduce((sum, piece) => sum + piece.length, 0);
    const all = new Int16Array(length);
    let at = 0;
    for (const piece of this.pieces.splice(0)) {
      all.set(piece, at);
      at += piece.length;
    }
    this.events.ended(pcmToMulaw(resample(all, 16_000, 8_000)));
  }

  /** PCM at 16 kHz. Without `silenceMs` it belongs to the open activity, or to nothing. */
  push(pcm: Int16Array, silenceMs: number | null): void {
    if (silenceMs === null) {
      if (this.open) this.pieces.push(pcm);
      return;
    }
    for (let at = 0; at < pcm.length; at += FRAME_SAMPLES) this.detect(pcm.subarray(at, at + FRAME_SAMPLES), silenceMs);
  }

  private detect(frame: Int16Array, silenceMs: number): void {
    const isLoud = levelDbOfPcm(frame) > LOUD_DB;
    this.loudFrames = isLoud ? this.loudFrames + 1 : 0;
    this.quietMs = isLoud ? 0 : this.quietMs + FRAME_MS;
    if (!this.open && this.loudFrames >= LEAST_LOUD_FRAMES) this.start();
    if (this.open) this.pieces.push(frame.slice());
    if (this.open && this.quietMs >= silenceMs) this.end();
  }
}

/** Null: no sound that a live session takes. */
export function pcmOf(blob: Readonly<Record<string, unknown>>): Int16Array | null {
  const { data, mimeType } = blob;
  if (typeof data !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(data)) return null;
  const rateHz = /^audio\/pcm(?:;rate=(\d+))?$/.exec(String(mimeType));
  if (!rateHz) return null;
  const raw = new Uint8Array(Buffer.from(data, "base64"));
  const pcm = new Int16Array(raw.buffer, 0, raw.length >> 1);
  const declaredHz = Number(rateHz[1] ?? 16_000);
  if (declaredHz === 8_000 || declaredHz === 24_000) return resample(pcm, declaredHz, 16_000);
  return declaredHz === 16_000 ? pcm : null;
}

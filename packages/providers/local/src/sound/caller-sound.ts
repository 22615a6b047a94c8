/** The caller's µ-law of the last while, found by its place in the caller's stream. Pure; its owner says what to drop. */
import { levelDbOfMulaw } from "@offhook/engine/audio";

const BYTES_PER_MS = 8;
/** Time stamps jitter by a frame; a longer jump back is a stream that began anew. */
const TOLERATED_JUMP_MS = 40;
const LOUD_FRAME_BYTES = 160;
/** Above this somebody may be speaking: a quiet line's own sound is at −60 dB, faint speech at −40. */
const LOUD_DB = -45;

interface Piece {
  audio: Uint8Array;
  audioMs: number;
}

export class CallerSound {
  private pieces: Piece[] = [];

  get startMs(): number {
    return this.pieces[0]?.audioMs ?? 0;
  }

  get endMs(): number {
    const last = this.pieces.at(-1);
    return last ? endOf(last) : 0;
  }

  append(audio: Uint8Array, audioMs: number): void {
    if (audio.length === 0) return;
    if (audioMs < this.endMs - TOLERATED_JUMP_MS) this.pieces = [];
    this.pieces.push({ audio, audioMs });
  }

  /** Joined; what is not there is left out. */
  slice(fromMs: number, toMs: number): Uint8Array {
    const parts = this.pieces.map(({ audio, audioMs }) =>
      audio.subarray(offset(fromMs - audioMs, audio), offset(toMs - audioMs, audio)),
    );
    return new Uint8Array(Buffer.concat(parts));
  }

  dropBefore(placeMs: number): void {
    let gone = 0;
    for (const piece of this.pieces) {
      if (endOf(piece) > placeMs) break;
      gone++;
    }
    this.pieces.splice(0, gone);
  }

  /** From the first loud frame to the end of the last one. */
  loudPart(): { fromMs: number; toMs: number } | null {
    let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { audio, audioMs } of this.pieces) {
      for (let at = 0; at < audio.length; at += LOUD_FRAME_BYTES) {
        const frame = audio.subarray(at, at + LOUD_FRAME_BYTES);
        if (levelDbOfMulaw(frame) <= LOUD_DB) continue;
        firstMs = Math.min(firstMs, audioMs + at / BYTES_PER_MS);
        lastMs = audioMs + (at + frame.length) / BYTES_PER_MS;
      }
    }
    return lastMs > firstMs ? { fromMs: firstMs, toMs: lastMs } : null;
  }
}

export function isLoud(audio: Uint8Array): boolean {
  for (let at = 0; at < audio.length; at += LOUD_FRAME_BYTES) {
    if (levelDbOfMulaw(audio.subarray(at, at + LOUD_FRAME_BYTES)) > LOUD_DB) return true;
  }
  return false;
}

const endOf = ({ audio, audioMs }: Piece): number => audioMs + audio.length / BYTES_PER_MS;

const offset = (ms: number, audio: Uint8Array): number =>
  Math.min(audio.length, Math.max(0, Math.round(ms * BYTES_PER_MS)));

/**
 * The caller's audio whose words are not settled yet: what the next stream must hear again when it takes over. Knows
 * neither streams nor words.
 */
import { BYTES_PER_MS } from "./settings.ts";

export interface AudioPiece {
  audio: Uint8Array;
  /** Place of its first sample in the caller's stream. */
  audioMs: number;
}

/** Longer than anybody speaks without a pause: 480 KB a call at the very worst. */
const MOST_BYTES = 60_000 * BYTES_PER_MS;

export class RecentAudio {
  private pieces: AudioPiece[] = [];
  private bytes = 0;
  private cut = false;

  /** Nothing that should be here was let go. */
  get isWhole(): boolean {
    return !this.cut;
  }

  get all(): readonly AudioPiece[] {
    return this.pieces;
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.pieces.push({ audio, audioMs });
    this.bytes += audio.length;
    if (this.bytes <= MOST_BYTES) return;
    this.shorten(MOST_BYTES);
    this.cut = true;
  }

  /** The last of it, so much. */
  keepLast(ms: number): void {
    this.shorten(ms * BYTES_PER_MS);
    this.cut = false;
  }

  /** What lies before a place is settled. */
  settle(untilAudioMs: number): void {
    for (let first = this.pieces[0]; first && first.audioMs < untilAudioMs; first = this.pieces[0]) {
      const settledBytes = Math.min(first.audio.length, Math.ceil((untilAudioMs - first.audioMs) * BYTES_PER_MS));
      this.drop(settledBytes);
    }
    this.cut = false;
  }

  private shorten(mostBytes: number): void {
    while (this.bytes > mostBytes) this.drop(this.bytes - mostBytes);
  }

  /** At most one piece. */
  private drop(bytes: number): void {
    const first = this.pieces[0];
    if (!first) return;
    if (bytes >= first.audio.length) {
      this.pieces.shift();
      this.bytes -= first.audio.length;
      return;
    }
    this.pieces[0] = { audio: first.audio.subarray(bytes), audioMs: first.audioMs + bytes / BYTES_PER_MS };
    this.bytes -= bytes;
  }
}

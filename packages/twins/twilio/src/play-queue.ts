/**
 * What the server has sent to be played: audio and marks in order. Pure. A mark comes back when the audio before it was
 * played, at once if there is none, and together with all others on `clear`.
 */
import { FRAME_BYTES, SILENCE_BYTE } from "./frame-ticker.ts";

/** Ten minutes; beyond it Twilio discards what comes (31931). */
export const MAX_QUEUED_BYTES = 10 * 60 * 8_000;

type Entry = { audio: Uint8Array; played: number } | { mark: string };

export interface PlayedFrame {
  /** 160 bytes, filled up with silence. */
  frame: Uint8Array;
  /** Marks reached within this frame. */
  marks: string[];
  /** How many of the bytes came from the server. */
  audioBytes: number;
}

export class PlayQueue {
  private entries: Entry[] = [];
  private head = 0;
  private bytes = 0;

  get queuedBytes(): number {
    return this.bytes;
  }

  /** False if the queue is full; nothing of it is kept then. */
  push(audio: Uint8Array): boolean {
    if (this.bytes + audio.length > MAX_QUEUED_BYTES) return false;
    this.entries.push({ audio, played: 0 });
    this.bytes += audio.length;
    return true;
  }

  /** True if the mark was reached at once, since nothing is waiting before it. */
  mark(name: string): boolean {
    if (this.head === this.entries.length) return true;
    this.entries.push({ mark: name });
    return false;
  }

  /** Drops all audio; returns the marks that were waiting, in order. */
  clear(): string[] {
    const marks = this.entries.slice(this.head).flatMap((entry) => ("mark" in entry ? [entry.mark] : []));
    this.entries = [];
    this.head = 0;
    this.bytes = 0;
    return marks;
  }

  /** The next 20 ms. */
  next(): PlayedFrame {
    const frame = new Uint8Array(FRAME_BYTES).fill(SILENCE_BYTE);
    const marks: string[] = [];
    let filled = 0;
    for (let entry = this.entries[this.head]; entry !== undefined; entry = this.entries[this.head]) {
      if ("mark" in entry) {
        marks.push(entry.mark);
      } else {
        if (filled === FRAME_BYTES) break;
        const piece = entry.audio.subarray(entry.played, entry.played + FRAME_BYTES - filled);
        frame.set(piece, filled);
        filled += piece.length;
        entry.played += piece.length;
        if (entry.played < entry.audio.length) break;
      }
      this.head += 1;
    }
    this.bytes -= filled;
    this.forgetPlayed();
    return { frame, marks, audioBytes: filled };
  }

  /** Now and then, so that taking from the front costs nothing. */
  private forgetPlayed(): void {
    if (this.head < this.entries.length && this.head < 256) return;
    this.entries = this.entries.slice(this.head);
    this.head = 0;
  }
}

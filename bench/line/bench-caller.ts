/** A caller who speaks at set times of the stream, over and over. Hears nothing. */
import type { CallerEar } from "@offhook/twin-twilio";

const FRAME_BYTES = 160;
const FRAME_MS = 20;

export interface Turns {
  /** When the speech begins, from the stream's start: the next frame is its first. */
  firstMs: number;
  /** From one speech's beginning to the next; null: speaks once. */
  everyMs: number | null;
}

export class BenchCaller implements CallerEar {
  spokenFrames = 0;
  /** The frames of the stream in which speech began, counted from 0. */
  readonly onsets: number[] = [];
  /** Speaks no more, from the next turn on. */
  silent = false;
  private readonly speech: Uint8Array;
  private readonly line: Uint8Array;
  private readonly turns: Turns;
  /** Frames since the stream began; before that the person waits. */
  private frames: number | null = null;
  private lineAt = 0;
  private finished = false;

  constructor(speech: Uint8Array, line: Uint8Array, turns: Turns) {
    this.speech = speech;
    this.line = line;
    this.turns = turns;
  }

  event({ type }: { type: string }): void {
    if (type === "stream-started") this.frames = 0;
    if (type === "stream-ended") this.frames = null;
  }

  nextFrame(): Uint8Array {
    if (this.frames === null) return this.hiss();
    const atMs = this.frames * FRAME_MS;
    this.frames += 1;
    this.spokenFrames += 1;
    const { firstMs, everyMs } = this.turns;
    const sinceMs = atMs < firstMs ? -1 : everyMs === null ? atMs - firstMs : (atMs - firstMs) % everyMs;
    const from = Math.floor(sinceMs / FRAME_MS) * FRAME_BYTES;
    if (sinceMs < 0 || from + FRAME_BYTES > this.speech.length) return this.hiss();
    if (this.silent && from === 0) this.finished = true;
    if (this.finished) return this.hiss();
    if (from === 0) this.onsets.push(this.frames - 1);
    return this.speech.subarray(from, from + FRAME_BYTES);
  }

  hear(): void {}

  private hiss(): Uint8Array {
    this.lineAt = (this.lineAt + FRAME_BYTES) % (this.line.length - FRAME_BYTES);
    return this.line.subarray(this.lineAt, this.lineAt + FRAME_BYTES);
  }
}

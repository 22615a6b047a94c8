/** Sound in pieces, each with the words that begin in it, timed from the beginning of the context's sound. */
import { tonalSpeech } from "@offhook/twin-kit";

export interface TimedPiece {
  /** µ-law at 8 kHz. */
  audio: Uint8Array;
  /** Seconds. */
  words: { words: string[]; start: number[]; end: number[] };
}

/** Pieces need not end where words do. */
const PIECE_MS = 300;
const BYTES_PER_MS = 8;

/** `beforeMs`: so much sound of the context came before. */
export function timedSpeech(text: string, speed: number, beforeMs: number): TimedPiece[] {
  const { audio, words } = tonalSpeech(text, speed);
  const pieces: TimedPiece[] = [];
  for (let startMs = 0; startMs * BYTES_PER_MS < audio.length; startMs += PIECE_MS) {
    const inside = words.filter((one) => one.startMs >= startMs && one.startMs < startMs + PIECE_MS);
    pieces.push({
      audio: audio.subarray(startMs * BYTES_PER_MS, (startMs + PIECE_MS) * BYTES_PER_MS),
      words: {
        words: inside.map(({ word }) => word),
        start: inside.map((one) => (beforeMs + one.startMs) / 1_000),
        end: inside.map((one) => (beforeMs + one.endMs) / 1_000),
      },
    });
  }
  return pieces;
}

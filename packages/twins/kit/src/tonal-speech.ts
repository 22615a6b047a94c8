/**
 * Sound in the place of speech: each word is a voiced tone of its own pitch, as long as the word would take to say. The
 * same text gives the same bytes. Nobody understands it, but detectors, meters and clocks find it speech-like.
 */
import { join, pcmToMulaw, samplesIn, seededRandom, silence } from "@offhook/engine/audio";

export interface TonalWord {
  word: string;
  startMs: number;
  endMs: number;
}

export interface TonalSpeech {
  /** µ-law at 8 kHz. */
  audio: Uint8Array;
  words: readonly TonalWord[];
}

/** About 160 words a minute, as telephone voices speak. */
const LETTER_MS = 55;
const LEAST_WORD_MS = 160;
const GAP_MS = 60;
const STOP_MS = 220;
const EDGE_MS = 12;
const RATE_HZ = 8_000;

/** `speed` 1 is usual, 2 twice as fast. */
export function tonalSpeech(text: string, speed = 1): TonalSpeech {
  const pieces: Int16Array[] = [];
  const words: TonalWord[] = [];
  let atMs = 0;
  for (const word of text.match(/\S+/g) ?? []) {
    const letters = word.replace(/[^\p{L}\p{N}]/gu, "");
    if (letters === "") continue;
    const durationMs = Math.round(Math.max(LEAST_WORD_MS, letters.length * LETTER_MS) / speed);
    const gapMs = Math.round((/[.!?,;:]$/.test(word) ? STOP_MS : GAP_MS) / speed);
    pieces.push(voiced(letters, durationMs), silence(gapMs));
    words.push({ word, startMs: atMs, endMs: atMs + durationMs });
    atMs += durationMs + gapMs;
  }
  return { audio: pcmToMulaw(join(...pieces)), words };
}

/** A fundamental between 110 and 190 Hz by the word's letters, with five harmonics that fall off as a voice's do. */
function voiced(letters: string, durationMs: number): Int16Array {
  const seed = [...letters.toLowerCase()].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
  const step = (2 * Math.PI * (110 + 80 * seededRandom(seed)())) / RATE_HZ;
  const length = samplesIn(durationMs);
  const edge = samplesIn(EDGE_MS);
  return Int16Array.from({ length }, (_, index) => {
    const loud = 5_000 * Math.min(1, index / edge, (length - index) / edge);
    let sample = 0;
    for (let harmonic = 1; harmonic <= 5; harmonic += 1) sample += Math.sin(step * harmonic * index) / harmonic;
    return Math.round(loud * sample);
  });
}

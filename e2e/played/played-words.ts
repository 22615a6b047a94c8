/**
 * How many words of what the agent said stand in the bytes that a line really played. Pure: knows audio and words, and
 * nothing of marks, of the ledger or of the call. A word counts once half of its audio was played.
 */
import type { WordTime } from "@offhook/engine/ports";

/** One voice's audio of a clause, µ-law 8 kHz. */
export interface Take {
  audio: Uint8Array;
  words: readonly WordTime[] | null;
}

export interface SaidClause {
  text: string;
  /** By each voice that may have spoken it. */
  takes: readonly Take[];
}

export interface PlayedWords {
  words: number;
  /** `share`: the voice gave no times, so a word's place is its share of the clause's letters. */
  by: "word-times" | "share";
}

interface Span {
  from: number;
  to: number;
}

const BYTES_A_MS = 8;
/** 20 ms: as long as a frame of the line. */
const SEED_BYTES = 160;
/** Two voices' or two clauses' audio agrees over shorter stretches by chance. */
const LEAST_SPAN_BYTES = 480;

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** The words of a clause that were played, whichever of its voices spoke them, and however often it was begun. */
export function playedWords(clause: SaidClause, played: Uint8Array): PlayedWords {
  const all = clause.takes.map((take) => wordsOfTake(clause.text, take, played));
  return all.reduce((best, one) => (one.words > best.words ? one : best), { words: 0, by: "share" as const });
}

function wordsOfTake(text: string, take: Take, played: Uint8Array): PlayedWords {
  const spans = playedSpans(take.audio, played);
  const words = wordsOf(text);
  const known = take.words !== null && take.words.length === words.length;
  const places = known ? placesByTime(take.words ?? []) : placesByShare(words, take.audio.length);
  const heard = places.filter((place) => covered(place, spans) >= (place.to - place.from) / 2);
  return { words: heard.length, by: known ? "word-times" : "share" };
}

/** Where the audio of a clause stands in what was played: exactly, byte by byte. */
export function playedSpans(audio: Uint8Array, played: Uint8Array): Span[] {
  const within = Buffer.from(played.buffer, played.byteOffset, played.byteLength);
  const spans: Span[] = [];
  for (let seed = 0; seed + SEED_BYTES <= audio.length; seed += SEED_BYTES) {
    const piece = audio.subarray(seed, seed + SEED_BYTES);
    if (isFlat(piece)) continue;
    for (let at = within.indexOf(piece); at >= 0; at = within.indexOf(piece, at + 1)) {
      const span = grown(audio, within, seed, at);
      if (span.to - span.from >= Math.min(LEAST_SPAN_BYTES, audio.length)) spans.push(span);
    }
  }
  return spans;
}

/** The stretch around a place that agrees. */
function grown(audio: Uint8Array, played: Uint8Array, seed: number, at: number): Span {
  let before = 0;
  while (before < seed && before < at && audio[seed - before - 1] === played[at - before - 1]) before += 1;
  let after = SEED_BYTES;
  while (seed + after < audio.length && at + after < played.length && audio[seed + after] === played[at + after])
    after += 1;
  return { from: seed - before, to: seed + after };
}

/** Silence is found everywhere, and proves nothing. */
const isFlat = (piece: Uint8Array): boolean => new Set(piece).size < 8;

const placesByTime = (words: readonly WordTime[]): Span[] =>
  words.map(({ startMs, endMs }) => ({ from: startMs * BYTES_A_MS, to: endMs * BYTES_A_MS }));

function placesByShare(words: readonly string[], bytes: number): Span[] {
  const letters = words.reduce((sum, word) => sum + word.length + 1, 0);
  let passed = 0;
  return words.map((word) => {
    const from = (passed / letters) * bytes;
    passed += word.length + 1;
    return { from, to: (passed / letters) * bytes };
  });
}

/** How much of a place was played, in bytes. */
function covered(place: Span, spans: readonly Span[]): number {
  let sum = 0;
  let upTo = place.from;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const end = Math.min(to, place.to);
    if (end <= upTo) continue;
    sum += end - Math.max(from, upTo, place.from);
    upTo = end;
    if (upTo >= place.to) break;
  }
  return Math.max(0, sum);
}

/** How sure it is that the caller has finished: words and melody in one number. Pure; the weights are fitted. */
import type { Ending } from "./inputs.ts";
import { isCourteous, lastSentenceLength } from "./sentence-end.ts";

/** What speaks for an end, each as a number. */
export interface FinishedTerms {
  always: number;
  /** How far the voice has fallen below its middle, semitones. */
  fall: number;
  /** How far it has died away, dB. */
  fade: number;
  courteous: number;
  /** Words of the last sentence: one of eight words is over more often than one of two. */
  words: number;
}

/**
 * Fitted by `npx tsx bench/turn-taking-fit.ts` on the training half of the bench's turns alone (logistic
 * regression); the held-out half was not looked at for it. In log-odds.
 */
export const FINISHED_WEIGHTS: Readonly<FinishedTerms> = Object.freeze({
  always: -2.267,
  fall: 0.347,
  fade: 0.029,
  courteous: 0.92,
  words: 0.315,
});

export function finishedTerms(text: string, ending: Ending): FinishedTerms {
  return {
    always: 1,
    fall: -within(ending.pitchSemitones, -8, 2),
    fade: -within(ending.fadeDb, -30, 0),
    courteous: isCourteous(text) ? 1 : 0,
    words: Math.min(8, lastSentenceLength(text)),
  };
}

/** Log-odds: 0 is even, 2 is 88 %. */
export function finishedLogOdds(text: string, ending: Ending, weights = FINISHED_WEIGHTS): number {
  const terms = finishedTerms(text, ending);
  return (Object.keys(weights) as (keyof FinishedTerms)[]).reduce((sum, name) => sum + weights[name] * terms[name], 0);
}

/** By its melody alone, words unknown: the voice has fallen and died away as far as it does at an end. Null: it has no pitch. */
export const soundsFinished = (ending: Ending | null): boolean => ending !== null && finishedLogOdds("", ending) >= 0;

const within = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

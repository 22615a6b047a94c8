/** Chooses between what the open and the closed transcriber heard, by what the dialogue expects. Pure. */
import type { Expectation } from "@offhook/engine/ports";
import type { ClosedWord } from "./closed-worker.ts";
import { wordsOfGrammar } from "./grammar-words.ts";
import { similarity, spokenWords } from "./spoken-words.ts";

/**
 * From which lowest word probability the grammar's hearing is believed, by how the open transcriber's words look beside
 * it. Measured on 465 utterances: with one threshold of 0.80 for all, 37–42 % of sentences outside
 * a grammar were taken for an answer; with these 0–3 % of synthetic ones, and up to 4 % fewer right answers. How it does
 * on this machine: docs/embedded-speech.md.
 */
export const ARBITRATION_DEFAULTS = Object.freeze({
  /** Words of the grammar, or letters much like its hearing. */
  agreeing: 0.72,
  agreeingShare: 0.5,
  agreeingSimilarity: 0.5,
  /** One or two other words: the open transcriber is weak on such, so they say little. */
  shortOpen: 0.8,
  shortOpenWords: 2,
  /** No words at all: often noise, over which a grammar hears something, too. */
  noOpen: 0.87,
  /** …so a voice must be in it as well. */
  noOpenVoicedShare: 0.2,
  /** Its words must fill this share of the speech: over silence it "hears" a word of 60 ms with 0.97. */
  coverage: 0.3,
});

const OPEN_KINDS: ReadonlySet<Expectation["kind"]> = new Set(["text", "anything"]);

/** Whether the closed transcriber is asked at all. */
export function isClosed(expectation: Expectation | null): expectation is Expectation & { grammar: string } {
  return expectation !== null && expectation.grammar !== null && !OPEN_KINDS.has(expectation.kind);
}

export interface ClosedHearing {
  words: readonly ClosedWord[];
  grammar: string;
  /** What the open transcriber made of the same audio. */
  openText: string;
  speechMs: number;
  /** 0–1: how much of the audio has a pitch. */
  voicedShare: number;
}

export interface ClosedVerdict {
  believed: boolean;
  text: string;
  /** Lowest probability of a word. */
  confidence: number;
}

export function judgeClosed(hearing: ClosedHearing): ClosedVerdict {
  const { words, speechMs } = hearing;
  const text = words.map((word) => word.text).join(" ");
  if (words.length === 0) return { believed: false, text, confidence: 0 };
  const confidence = Math.min(...words.map((word) => word.probability));
  const coveredMs = words.reduce((sum, word) => sum + word.endMs - word.startMs, 0);
  const needed = neededConfidence(hearing, text);
  const covers = coveredMs >= speechMs * ARBITRATION_DEFAULTS.coverage;
  return { believed: covers && confidence >= needed, text, confidence };
}

function neededConfidence({ openText, grammar, voicedShare }: ClosedHearing, closedText: string): number {
  const limits = ARBITRATION_DEFAULTS;
  const openWords = spokenWords(openText);
  if (openWords.length === 0) {
    return voicedShare >= limits.noOpenVoicedShare ? limits.noOpen : Number.POSITIVE_INFINITY;
  }
  const known = new Set(wordsOfGrammar(grammar));
  const share = openWords.filter((word) => known.has(word)).length / openWords.length;
  if (share >= limits.agreeingShare) return limits.agreeing;
  if (similarity(openWords.join(""), closedText.replaceAll(" ", "")) >= limits.agreeingSimilarity) {
    return limits.agreeing;
  }
  // A sentence of other words: the caller said something else.
  return openWords.length <= limits.shortOpenWords ? limits.shortOpen : Number.POSITIVE_INFINITY;
}

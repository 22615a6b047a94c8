/** Chooses between what the open and the closed transcriber heard, by what the dialogue expects. Pure. */
import type { Expectation } from "@offhook/engine/ports";
import type { ClosedWord } from "./closed-worker.ts";

/** Lowest word probability at which the grammar's hearing is believed. Measured: docs/embedded-speech.md. */
export const CLOSED_FROM_PROBABILITY = 0.8;
/** Its words must fill this share of the speech: over silence it "hears" a word of 60 ms with 0.97 (measured). */
const MIN_COVERAGE = 0.5;

const OPEN_KINDS: ReadonlySet<Expectation["kind"]> = new Set(["text", "anything"]);

/** Whether the closed transcriber is asked at all. */
export function isClosed(expectation: Expectation | null): expectation is Expectation & { grammar: string } {
  return expectation !== null && expectation.grammar !== null && !OPEN_KINDS.has(expectation.kind);
}

export interface ClosedVerdict {
  believed: boolean;
  text: string;
  /** Lowest probability of a word. */
  confidence: number;
}

export function judgeClosed(words: readonly ClosedWord[], speechMs: number): ClosedVerdict {
  const confidence = words.reduce((lowest, word) => Math.min(lowest, word.probability), words.length > 0 ? 1 : 0);
  const coveredMs = words.reduce((sum, word) => sum + word.endMs - word.startMs, 0);
  const believed = confidence >= CLOSED_FROM_PROBABILITY && coveredMs >= speechMs * MIN_COVERAGE;
  return { believed, text: words.map((word) => word.text).join(" "), confidence };
}

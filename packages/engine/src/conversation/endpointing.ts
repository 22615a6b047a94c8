/** How long to wait after the end of speech before the caller's turn is over. Knows words and settings, no clock. */
import type { Timing } from "./defaults.ts";
import { wordsOf } from "./words.ts";

export type Completeness = "complete" | "usual" | "incomplete";

export interface Wait {
  waitMs: number;
  because: string;
}

const SHORT_ANSWERS = new Set(
  "yes no yeah yep nope correct right sure okay ok да нет верно thanks bye goodbye".split(" "),
);
/** A sentence does not end on these. */
const TRAILING = new Set(
  (
    "and or but so because if then the a an to of for in on at by with from my your our his her their is are was i'm " +
    "it's that's i we um uh uhm er erm hmm like maybe around about called и или но в на с по мой моя это"
  ).split(" "),
);
/** Nor on these, unless the transcriber heard a full stop: "please call me on this number." */
const TRAILING_UNSTOPPED = new Set(["you", "number"]);
const DIGIT_WORDS = new Set("zero oh one two three four five six seven eight nine double triple".split(" "));
/** "uhm… let me see…": thinking aloud. */
const THINKING = /\b(let me (see|think|check)|hold on|just a (second|moment|minute)|one (second|moment)|wait)[.…]*$/i;

/** Digits of an unfinished number: more are on their way. */
function endsInDigits(words: readonly string[]): boolean {
  const last = words.at(-1) ?? "";
  return DIGIT_WORDS.has(last) || /^\d{1,4}$/.test(last);
}

function digitCount(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + (/^\d+$/.test(word) ? word.length : DIGIT_WORDS.has(word) ? 1 : 0), 0);
}

/** What the dialogue waits for: a phone number wants ten digits, a yes-or-no one word. */
export interface Awaited {
  kind: string;
  minDigits: number;
}

export function completenessOf(text: string, awaited: Awaited | null): Completeness {
  const words = wordsOf(text);
  const last = words.at(-1);
  if (!last) return "usual";
  if (/\b(thank you|thanks|can you|could you|are you|do you)[.!?]*$/i.test(text.trim())) return "complete";
  const stopped = /[.!?]$/.test(text.trim());
  if (TRAILING_UNSTOPPED.has(last) && (!stopped || words.length < 4)) return "incomplete";
  if (TRAILING.has(last) || THINKING.test(text.trim()) || /…$|\.\.\.$/.test(text.trim())) return "incomplete";
  if (awaited && awaited.minDigits > 0) return digitCount(words) >= awaited.minDigits ? "complete" : "incomplete";
  const digits = digitCount(words);
  if (endsInDigits(words) && digits >= 2 && digits < 10 && awaited?.kind !== "time" && awaited?.kind !== "date") {
    return "incomplete";
  }
  if (words.length <= 3 && words.every((word) => SHORT_ANSWERS.has(word))) return "complete";
  if (stopped && words.length >= 2) return "complete";
  if (awaited && ["yes-no", "choice", "time", "date"].includes(awaited.kind)) return "complete";
  return "usual";
}

export function endpointWait(text: string, awaited: Awaited | null, timing: Timing): Wait {
  const completeness = completenessOf(text, awaited);
  if (completeness === "complete") return { waitMs: timing.waitCompleteMs, because: "words-complete" };
  if (completeness === "incomplete") return { waitMs: timing.waitIncompleteMs, because: "words-incomplete" };
  return { waitMs: timing.waitUsualMs, because: "pause" };
}

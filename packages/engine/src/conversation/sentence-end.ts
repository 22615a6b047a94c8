/** What the words alone say about whether a sentence is over. Knows no settings, no audio, no dialogue. */
import { wordsOf } from "./words.ts";

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Said alone, the whole of an answer. */
const SHORT_ANSWERS = set("yes no yeah yep nope correct right sure okay ok да нет верно thanks bye goodbye");
/** A sentence does not end on these: articles, conjunctions, possessives, subjects, hesitations, adjectives before their noun. */
const TRAILING = set(
  "and or but so because if then than the a an my your our his their its i'm it's that's i we he they um uh uhm er erm hmm like " +
    "maybe around every another new или но и в на с по мой моя это",
);
/** Nor on these, but for a question ("What is it for?") and a short answer ("Yes, it is."): prepositions, auxiliaries. */
const TRAILING_UNASKED = set(
  "to of for in on at by with from about into is are was were am been would could should can",
);
/** Nor on these, unless the transcriber heard a full stop: "please call me on this number." */
const TRAILING_UNSTOPPED = set("you number her called");
const QUESTION =
  /(?:^|[.!?,]\s+)(?:and |so |but |sorry )?(?:can|could|may|do|does|did|is|are|will|would|have|has|what|where|when|which|who|how|why)\b[^.!?]*\?$/i;
const SHORT_REPLY = /^(?:(?:yes|no|yeah|of course)\W+)(?:\S+\s+)?\S+[.!]?$/i;
/** "uhm… let me see…": thinking aloud; "could you tell me…": what is still to come. */
const MORE_TO_COME =
  /\b(let me (see|think|check)|hold on|just a (second|moment|minute)|one (second|moment)|wait|tell me|(i would|i'd) like|want to know|wondering)[.…?,]*$/i;
const COURTEOUS = /\b(thank you|thanks|please|goodbye|bye)[.!]*$/i;
const ASKS_BACK = /\b(thank you|thanks|can you|could you|are you|do you)[.!?]*$/i;

/** Their list was begun and is not at its end, or their clause lacks a part. */
export function isUnfinished(text: string): boolean {
  const trimmed = text.trim();
  const words = wordsOf(trimmed);
  const last = words.at(-1);
  if (last === undefined || ASKS_BACK.test(trimmed)) return false;
  if (TRAILING.has(last) || MORE_TO_COME.test(trimmed) || /…$|\.\.\.$/.test(trimmed)) return true;
  if (TRAILING_UNSTOPPED.has(last)) return !isStopped(trimmed) || words.length < 4;
  return TRAILING_UNASKED.has(last) && !isQuestion(trimmed) && !SHORT_REPLY.test(trimmed);
}

/** The transcriber wrote a mark that ends sentences. */
export const isStopped = (text: string): boolean => /[.!?]$/.test(text.trim());

export const isQuestion = (text: string): boolean => QUESTION.test(text.trim());

/** "Thank you.", "…please.": people say it last. */
export const isCourteous = (text: string): boolean => COURTEOUS.test(text.trim());

/** "Thanks", "Are you?": over, whatever its last word is. */
export const asksBack = (text: string): boolean => ASKS_BACK.test(text.trim());

export function isShortAnswer(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 0 && words.length <= 3 && words.every((word) => SHORT_ANSWERS.has(word));
}

/** Of what follows the last full stop. */
export const lastSentenceLength = (text: string): number =>
  wordsOf(
    text
      .trim()
      .split(/[.!?]\s/)
      .at(-1) ?? "",
  ).length;

const DIGIT_WORDS = set("zero oh one two three four five six seven eight nine double triple");

/** "four one five" counts three, "415" too. */
export function digitCount(text: string): number {
  return wordsOf(text).reduce((sum, one) => sum + (/^\d+$/.test(one) ? one.length : DIGIT_WORDS.has(one) ? 1 : 0), 0);
}

/** The last word is a digit, or a group of up to four. */
export function endsInDigits(text: string): boolean {
  const last = wordsOf(text).at(-1) ?? "";
  return DIGIT_WORDS.has(last) || /^\d{1,4}$/.test(last);
}

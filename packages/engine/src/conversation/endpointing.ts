/** How long to wait after the end of speech before the caller's turn is over. Knows words, melody and settings, no clock. */
import type { Timing } from "./defaults.ts";
import { finishedLogOdds } from "./finished.ts";
import type { Ending } from "./inputs.ts";
import { asksBack, digitCount, endsInDigits, isShortAnswer, isStopped, isUnfinished } from "./sentence-end.ts";
import { isFarewell, wordsOf } from "./words.ts";

export interface Wait {
  waitMs: number;
  because: string;
}

/** What the dialogue waits for: a phone number wants ten digits, a yes-or-no one word. */
export interface Awaited {
  kind: string;
  minDigits: number;
}

/** The turn so far. */
export interface Said {
  text: string;
  /** How its last stretch ended; null: the shell did not say, or nothing of it has a pitch. */
  ending: Ending | null;
  /** All its speech, pauses left out. */
  spokenMs: number;
}

export const ENDPOINTING_DEFAULTS = Object.freeze({
  /** Log-odds from which the shortest wait is enough, and below which the longest is due: 82 % and 62 % sure of the end. */
  sureFrom: 1.5,
  unsureBelow: 0.5,
  /** A digit of a dictated number takes about this long; ten of human speakers took 3.4–5.4 s (the bench's recordings). */
  digitMs: 430,
  fastDigitMs: 360,
});

export function endpointWait(said: Said, awaited: Awaited | null, timing: Timing): Wait {
  // "Thanks, bye", even where the transcriber wrote "by".
  if (isFarewell(said.text)) return complete(timing);
  if (isUnfinished(said.text)) return incomplete(timing);
  if (awaited && awaited.minDigits > 0) return waitForDigits(said, awaited.minDigits, timing);
  if (breaksOffInNumber(said.text, awaited)) return incomplete(timing);
  if (wordsOf(said.text).length === 0) return usual(timing);
  if (asksBack(said.text) || (awaited && ANSWERED_BY_FEW_WORDS.has(awaited.kind))) return complete(timing);
  if (said.ending === null) return waitByWords(said.text, timing);
  const wait = waitByMelody(said.text, said.ending, timing);
  // "Yes." is answered at once even where it sounds as if more might come.
  return isShortAnswer(said.text) && wait.waitMs > timing.waitUsualMs ? usual(timing) : wait;
}

const ANSWERED_BY_FEW_WORDS: ReadonlySet<string> = new Set(["yes-no", "choice", "time", "date"]);

const complete = (timing: Timing): Wait => ({ waitMs: timing.waitCompleteMs, because: "words-complete" });
const usual = (timing: Timing): Wait => ({ waitMs: timing.waitUsualMs, because: "pause" });
const incomplete = (timing: Timing): Wait => ({ waitMs: timing.waitIncompleteMs, because: "words-incomplete" });

/** Transcribers lose and add digits, so the time that was spoken counts as well: ten take four seconds. */
function waitForDigits({ text, spokenMs }: Said, minDigits: number, timing: Timing): Wait {
  const { digitMs, fastDigitMs } = ENDPOINTING_DEFAULTS;
  if (digitCount(text) >= minDigits) return complete(timing);
  // One of six digits is a code, and people say codes slowly.
  const long = minDigits >= LONG_NUMBER;
  if (long && spokenMs >= minDigits * digitMs) return complete(timing);
  return long && spokenMs >= minDigits * fastDigitMs ? usual(timing) : incomplete(timing);
}

const LONG_NUMBER = 7;

/** Digits of an unfinished number that nobody asked for: more are on their way. */
function breaksOffInNumber(text: string, awaited: Awaited | null): boolean {
  if (awaited?.kind === "time" || awaited?.kind === "date" || !endsInDigits(text)) return false;
  const digits = digitCount(text);
  return digits >= 2 && digits < 10;
}

/** Without the caller's sound a full stop must do. */
function waitByWords(text: string, timing: Timing): Wait {
  const whole = isShortAnswer(text) || (isStopped(text) && wordsOf(text).length >= 2);
  return whole ? complete(timing) : usual(timing);
}

/** The less sure, the longer: between the two bounds the wait grows with the doubt. */
function waitByMelody(text: string, ending: Ending, timing: Timing): Wait {
  const { sureFrom, unsureBelow } = ENDPOINTING_DEFAULTS;
  const doubt = (sureFrom - finishedLogOdds(text, ending)) / (sureFrom - unsureBelow);
  if (doubt <= 0) return complete(timing);
  const spanMs = Math.max(0, timing.waitUnsureMs - timing.waitCompleteMs);
  return { waitMs: Math.round(timing.waitCompleteMs + Math.min(1, doubt) * spanMs), because: "pause" };
}

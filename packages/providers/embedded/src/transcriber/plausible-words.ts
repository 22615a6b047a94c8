/** Tells words that were spoken from words that the model made up over noise. Pure. */
import { levelDbOfMulaw } from "@offhook/engine/audio";

/** People reach five words a second when they hurry. */
const MAX_WORDS_PER_SECOND = 7;
/** Short answers are over before a rate means anything. */
const MIN_WORDS_FOR_RATE = 4;
/** "No, no, no, no" is human; the model's loops are longer. */
const MAX_REPEATS = 5;
/** Below this even a caller on a bad line could not be understood (telephone speech is at −15 to −35). */
const FAINTEST_SPEECH_DB = -52;
const LEVEL_WINDOW_BYTES = 800;

/** The text as it should be handed on, or empty if nobody can have said it. */
export function plausibleWords(text: string, audio: Uint8Array, speechMs: number): string {
  const words = tidy(text);
  if (!/[\p{L}\p{N}]/u.test(words)) return "";
  if (loudestDb(audio) < FAINTEST_SPEECH_DB) return "";
  const list = words.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  if (list.length >= MIN_WORDS_FOR_RATE && list.length / (speechMs / 1_000) > MAX_WORDS_PER_SECOND) return "";
  return loops(list) ? "" : words;
}

/** Moonshine learned from old books, too. */
function tidy(text: string): string {
  return text
    .replace(/\b(to)-(morrow|day|night)\b/gi, "$1$2")
    .replace(/\bOk\b/g, "Okay")
    .replace(/\s+/g, " ")
    .trim();
}

/** The level of the loudest 100 ms. */
function loudestDb(audio: Uint8Array): number {
  let loudest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < audio.length; at += LEVEL_WINDOW_BYTES) {
    loudest = Math.max(loudest, levelDbOfMulaw(audio.subarray(at, at + LEVEL_WINDOW_BYTES)));
  }
  return loudest;
}

/** The same one to four words again and again. Digits are excused: "zero zero zero zero" is a telephone number. */
function loops(words: readonly string[]): boolean {
  for (let length = 1; length <= 4; length++) {
    let repeats = 0;
    for (let at = length; at < words.length; at++) {
      repeats = words[at] === words[at - length] ? repeats + 1 : 0;
      if (repeats >= MAX_REPEATS * length && !isDigit(words[at] as string)) return true;
    }
  }
  return false;
}

const DIGITS = new Set("zero oh one two three four five six seven eight nine double".split(" "));

function isDigit(word: string): boolean {
  return DIGITS.has(word) || /^\d+$/.test(word);
}

/** How numbers are said in a language, whichever that is. */
import { ENGLISH_NUMERALS } from "./number-words.ts";
import { RUSSIAN_NUMERALS } from "./number-words-ru.ts";

export interface Numerals {
  /** Clock times, days and small numbers as figures; all else as it was, in small letters. */
  withFigures(text: string): string;
  /** Numbers that are said digit by digit, or in groups of them. */
  digitRuns(text: string): string[];
  /** The first number that is meant as an amount; null: there is none. */
  number(text: string): number | null;
  /** A telephone number with its country. */
  plus: RegExp;
}

/** English where a language is not known. */
export const numeralsOf = (language: string): Numerals =>
  language.toLowerCase().startsWith("ru") ? RUSSIAN_NUMERALS : ENGLISH_NUMERALS;

/** Every digit of a spoken number, in order. */
export const spokenDigits = (numerals: Numerals, text: string): string => numerals.digitRuns(text).join("");

/** The longest number in the words: of "at ten, my number is five five five…" the telephone number. */
export const longestDigits = (numerals: Numerals, text: string): string =>
  numerals.digitRuns(text).reduce((longest, run) => (run.length > longest.length ? run : longest), "");

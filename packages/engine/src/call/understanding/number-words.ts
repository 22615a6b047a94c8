/** Turns spoken numbers into figures: "half past ten" → "10:30", "the third" → "the 3rd", "double five" → "5 5". */
import type { Numerals } from "./numerals.ts";

const ONES: Readonly<Record<string, number>> = {
  zero: 0,
  oh: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
};

const clean = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/\bto-(day|morrow|night)\b/g, "to$1") // as the open transcriber sometimes spells it
    .replace(/([a-z])-([a-z])/g, "$1 $2")
    .replace(/\b([ap])\.\s?m\.?/g, "$1m")
    .replace(/\b(\d{1,2}) ([ap]) m\b/g, "$1 $2m")
    .replace(/[^\p{L}\p{N}'+:.$€£-]+/gu, " ")
    .replace(/(\D)\.|\.(?!\d)/g, "$1 ")
    .split(/\s+/)
    .filter(Boolean);

/** 0–99 beginning at `index`; `used` words. */
function smallNumber(words: readonly string[], index: number): { value: number; used: number } | null {
  const word = words[index] ?? "";
  if (/^\d{1,2}$/.test(word)) return { value: Number(word), used: 1 };
  const ten = TENS[word];
  if (ten !== undefined) {
    const one = ONES[words[index + 1] ?? ""];
    return one !== undefined && one > 0 && one < 10 ? { value: ten + one, used: 2 } : { value: ten, used: 1 };
  }
  const one = ONES[word];
  return one === undefined ? null : { value: one, used: 1 };
}

const WITHIN_NUMBERS = new Set(["and", "uh", "um", "then", "er"]);

/** Digits said one after the other, "five five, double three, oh" → "55330"; any other word ends a run. */
function digitRuns(text: string): string[] {
  const words = clean(text).map((word) => word.replace(/[.:]+$/, ""));
  const runs = [""];
  for (let index = 0; index < words.length; ) {
    const taken = digitsAt(words, index);
    if (taken) runs[runs.length - 1] += taken.digits;
    else if (!WITHIN_NUMBERS.has(words[index] ?? "")) runs.push("");
    index += taken?.used ?? 1;
  }
  return runs.filter(Boolean);
}

function digitsAt(words: readonly string[], index: number): { digits: string; used: number } | null {
  const word = words[index] ?? "";
  const times = { double: 2, triple: 3 }[word as "double"];
  const next = times ? (ONES[words[index + 1] ?? ""] ?? digitOf(words[index + 1])) : undefined;
  if (times && next !== undefined) return { digits: String(next).repeat(times), used: 2 };
  if (/^\+?[\d.-]+$/.test(word)) return { digits: word.replace(/\D/g, ""), used: 1 };
  const number = smallNumber(words, index);
  return number ? { digits: String(number.value), used: number.used } : null;
}

const digitOf = (word: string | undefined): number | undefined => (/^\d$/.test(word ?? "") ? Number(word) : undefined);

/** The text with clock times, ordinals and small numbers as figures, for the date parser. */
function withFigures(text: string): string {
  const words = clean(text);
  const out: string[] = [];
  for (let index = 0; index < words.length; ) {
    const taken = clockTime(words, index) ?? ordinal(words, index) ?? cardinal(words, index);
    out.push(taken ? taken.text : (words[index] ?? ""));
    index += taken ? taken.used : 1;
  }
  return out.join(" ");
}

interface Taken {
  text: string;
  used: number;
}

const clock = (hour: number, minute: number): string => `${hour}:${String(minute).padStart(2, "0")}`;

function clockTime(words: readonly string[], index: number): Taken | null {
  const [word, second] = [words[index] ?? "", words[index + 1] ?? ""];
  const half = word === "half" ? (second === "past" ? 2 : 1) : 0;
  if (half > 0) {
    const hour = smallNumber(words, index + half);
    return hour && hour.value <= 12 ? { text: clock(hour.value, 30), used: half + hour.used } : null;
  }
  const quarter = word === "quarter" && (second === "past" || second === "to");
  const minutes = quarter ? { value: 15, used: 1 } : smallNumber(words, index);
  const relation = minutes ? words[index + minutes.used] : undefined;
  if (minutes && (relation === "past" || relation === "to")) {
    const hour = smallNumber(words, index + minutes.used + 1);
    if (!hour || hour.value > 12 || minutes.value > 59) return null;
    const used = minutes.used + 1 + hour.used;
    return relation === "past"
      ? { text: clock(hour.value, minutes.value), used }
      : { text: clock(hour.value === 1 ? 12 : hour.value - 1, 60 - minutes.value), used };
  }
  return hourAndMinute(words, index);
}

/** "ten thirty", "nine oh five", "ten o'clock". */
function hourAndMinute(words: readonly string[], index: number): Taken | null {
  const hour = smallNumber(words, index);
  if (!hour || hour.value < 1 || hour.value > 24) return null;
  const after = words[index + hour.used] ?? "";
  if (after === "o'clock") return { text: clock(hour.value, 0), used: hour.used + 1 };
  if (hour.used > 1 || /^\d/.test(words[index] ?? "")) return null;
  const oh = after === "oh" ? 1 : 0;
  const minute = smallNumber(words, index + hour.used + oh);
  if (!minute || minute.value > 59 || (oh === 0 && minute.value < 10)) return null;
  const follows = words[index + hour.used + oh + minute.used] ?? "";
  if (/^\d$/.test(follows) || (ONES[follows] ?? 10) < 10) return null; // a telephone number, not a time
  return { text: clock(hour.value, minute.value), used: hour.used + oh + minute.used };
}

function ordinal(words: readonly string[], index: number): Taken | null {
  const ten = TENS[words[index] ?? ""];
  const unit = ORDINALS[words[index + 1] ?? ""];
  if (ten !== undefined && unit !== undefined && unit < 10) return { text: suffixed(ten + unit), used: 2 };
  const value = ORDINALS[words[index] ?? ""];
  return value === undefined ? null : { text: suffixed(value), used: 1 };
}

function suffixed(value: number): string {
  const teen = value >= 11 && value <= 13;
  return `${value}${teen ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th")}`;
}

function cardinal(words: readonly string[], index: number): Taken | null {
  const word = words[index] ?? "";
  if (/\d/.test(word)) return null;
  const number = smallNumber(words, index);
  // "one" is more often a word than a number, unless a time's preposition stands before it.
  if (!number || (word === "one" && !/^(at|around|about|before|after|past|to)$/.test(words[index - 1] ?? "")))
    return null;
  return { text: String(number.value), used: number.used };
}

const POWERS: Readonly<Record<string, number>> = { thousand: 1_000, k: 1_000, million: 1_000_000 };

/** "five thousand two hundred", "twelve hundred", "two and a half thousand", "2.5", "1,200", "minus three". */
function amount(text: string): number | null {
  const words = clean(
    text
      .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
      .replace(/(\d),(?=\d)/g, "$1.")
      .replace(/(\d)k\b/gi, "$1 k"),
  );
  for (let index = 0; index < words.length; index += 1) {
    const found = amountAt(words, index);
    if (found) return words[index - 1] === "minus" ? -found.value : found.value;
  }
  return null;
}

interface Found {
  value: number;
  used: number;
}

/** Each next part is of a smaller power: thousands, then what is below. */
function amountAt(words: readonly string[], from: number): Found | null {
  let [total, at, least] = [0, from, Number.POSITIVE_INFINITY];
  for (;;) {
    const joined = at > from && words[at] === "and" ? 1 : 0;
    const part = hundredsAt(words, at + joined);
    if (!part) break;
    const power = POWERS[words[at + joined + part.used] ?? ""];
    if ((power ?? 1) >= least) break;
    total += part.value * (power ?? 1);
    at += joined + part.used + (power === undefined ? 0 : 1);
    least = power ?? 1;
    if (power === undefined) break;
  }
  return at > from ? { value: total, used: at - from } : null;
}

/** "a hundred and twenty", "twelve hundred", "two point five", "two and a half". */
function hundredsAt(words: readonly string[], index: number): Found | null {
  const figures = /^[$€£]?(-?\d+(?:\.\d+)?)[$€£]?$/.exec(words[index] ?? "");
  const isOne = words[index] === "a" && /^(?:hundred|thousand|million)$/.test(words[index + 1] ?? "");
  const first = isOne
    ? { value: 1, used: 1 }
    : figures
      ? { value: Number(figures[1]), used: 1 }
      : smallNumber(words, index);
  if (!first) return null;
  const hundred = words[index + first.used] === "hundred" ? hundredAt(words, index, first) : first;
  return fractionAt(words, index, hundred);
}

function hundredAt(words: readonly string[], index: number, { value, used }: Found): Found {
  const and = words[index + used + 1] === "and" ? 1 : 0;
  const rest = smallNumber(words, index + used + 1 + and);
  return rest
    ? { value: value * 100 + rest.value, used: used + 1 + and + rest.used }
    : { value: value * 100, used: used + 1 };
}

function fractionAt(words: readonly string[], index: number, whole: Found): Found {
  const at = index + whole.used;
  if (words[at] === "and" && words[at + 1] === "a" && words[at + 2] === "half")
    return { value: whole.value + 0.5, used: whole.used + 3 };
  if (words[at] !== "point") return whole;
  let digits = "";
  while (ONES[words[at + 1 + digits.length] ?? ""] !== undefined) digits += ONES[words[at + 1 + digits.length] ?? ""];
  return digits ? { value: Number(`${whole.value}.${digits}`), used: whole.used + 1 + digits.length } : whole;
}

export const ENGLISH_NUMERALS: Numerals = Object.freeze({
  withFigures,
  digitRuns,
  number: amount,
  plus: /\+\s*\d|\bplus\b/i,
});

/** Russian spoken numbers as figures: "в половине третьего" → "2:30", "двадцать пятого ноября" → "25 ноября". */
import type { Numerals } from "./numerals.ts";

const forms = (pairs: readonly [number, string][]): Record<string, number> =>
  Object.fromEntries(pairs.flatMap(([value, words]) => words.split(" ").map((word) => [word, value])));

/** In the cases in which hours, days and digits are said; ё is е by then. */
const ONES = forms([
  [0, "ноль нуль ноля нуля"],
  [1, "один одна одно одну одного одной"],
  [2, "два две двух двум"],
  [3, "три трех трем"],
  [4, "четыре четырех четырем"],
  [5, "пять пяти"],
  [6, "шесть шести"],
  [7, "семь семи"],
  [8, "восемь восьми"],
  [9, "девять девяти"],
  [10, "десять десяти"],
  [11, "одиннадцать одиннадцати"],
  [12, "двенадцать двенадцати"],
  [13, "тринадцать тринадцати"],
  [14, "четырнадцать четырнадцати"],
  [15, "пятнадцать пятнадцати"],
  [16, "шестнадцать шестнадцати"],
  [17, "семнадцать семнадцати"],
  [18, "восемнадцать восемнадцати"],
  [19, "девятнадцать девятнадцати"],
]);
const TENS = forms([
  [20, "двадцать двадцати"],
  [30, "тридцать тридцати"],
  [40, "сорок сорока"],
  [50, "пятьдесят пятидесяти"],
  [60, "шестьдесят шестидесяти"],
  [70, "семьдесят семидесяти"],
  [80, "восемьдесят восьмидесяти"],
  [90, "девяносто девяноста"],
]);
const HUNDREDS = forms([
  [100, "сто ста"],
  [200, "двести"],
  [300, "триста"],
  [400, "четыреста"],
  [500, "пятьсот"],
  [600, "шестьсот"],
  [700, "семьсот"],
  [800, "восемьсот"],
  [900, "девятьсот"],
]);
const POWERS = forms([
  [1_000, "тысяча тысячи тысячу тысяч"],
  [1_000_000, "миллион миллиона миллионов"],
]);
/** Stems of 1–20 and 30; the rest of the word says gender and case. */
const ORDINAL_STEMS: readonly [string, number][] = [
  ["перв", 1],
  ["втор", 2],
  ["треть", 3],
  ["трети", 3],
  ["четверт", 4],
  ["пят", 5],
  ["шест", 6],
  ["седьм", 7],
  ["восьм", 8],
  ["девят", 9],
  ["десят", 10],
  ["одиннадцат", 11],
  ["двенадцат", 12],
  ["тринадцат", 13],
  ["четырнадцат", 14],
  ["пятнадцат", 15],
  ["шестнадцат", 16],
  ["семнадцат", 17],
  ["восемнадцат", 18],
  ["девятнадцат", 19],
  ["двадцат", 20],
  ["тридцат", 30],
];
const ORDINAL_END = /^(?:ого|его|ое|ый|ой|ая|ую|ье|ья|ью|ий|ьего|ьей|му|ому|ем|ом)$/;
const MONTH = /^(?:январ|феврал|март|апрел|ма[йяе]$|июн|июл|август|сентябр|октябр|ноябр|декабр)/;

interface Found {
  value: number;
  used: number;
}

const wordsRu = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/ё/g, "е")
    .replace(/(\d)[ \u00a0](?=\d{3}(?!\d))/g, "$1")
    .replace(/(\d),(?=\d)/g, "$1.")
    .replace(/[^\p{L}\p{N}+:.-]+/gu, " ")
    .replace(/\.(?!\d)/g, " ")
    .split(/\s+/)
    .filter(Boolean);

/** 0–999 beginning at `index`: each next word is of a smaller place, as in "сто двадцать три". */
function below1000(words: readonly string[], index: number): Found | null {
  let [value, used] = [0, 0];
  for (const place of [HUNDREDS, TENS]) {
    const here = place[words[index + used] ?? ""];
    if (here === undefined) continue;
    value += here;
    used += 1;
  }
  const one = ONES[words[index + used] ?? ""];
  // "двадцать двенадцать" are two numbers, and so are "двадцать ноль".
  const fits = used === 0 || (one !== undefined && one > 0 && (value % 100 === 0 || one < 10));
  if (one !== undefined && fits) return { value: value + one, used: used + 1 };
  return used > 0 ? { value, used } : null;
}

/** Whole numbers of any size, halves and decimals: "пять тысяч двести", "полторы тысячи", "два с половиной", "2.5". */
function numberRu(text: string): number | null {
  const words = wordsRu(text);
  for (let index = 0; index < words.length; index += 1) {
    const found = numberAt(words, index);
    if (found) return /^минус$/.test(words[index - 1] ?? "") ? -found.value : found.value;
  }
  return null;
}

function numberAt(words: readonly string[], from: number): Found | null {
  let [total, at] = [0, from];
  let least = Number.POSITIVE_INFINITY;
  for (;;) {
    const part = partAt(words, at);
    const power = POWERS[words[at + (part?.used ?? 0)] ?? ""];
    if (!part && power === undefined) break;
    const size = power ?? 1;
    if (size >= least) break;
    total += (part?.value ?? 1) * size;
    at += (part?.used ?? 0) + (power === undefined ? 0 : 1);
    least = size;
    if (power === undefined) break;
  }
  return at > from ? { value: total, used: at - from } : null;
}

function partAt(words: readonly string[], index: number): Found | null {
  const word = words[index] ?? "";
  if (word === "полтора" || word === "полторы") return { value: 1.5, used: 1 };
  const whole = /^-?\d+(?:\.\d+)?$/.test(word) ? { value: Number(word), used: 1 } : below1000(words, index);
  if (!whole) return null;
  const half = words[index + whole.used] === "с" && words[index + whole.used + 1] === "половиной";
  return half ? { value: whole.value + 0.5, used: whole.used + 2 } : whole;
}

/** Digits said one after the other or in groups, "восемь девятьсот шестнадцать…" → "8916…"; any other word ends a run. */
function digitRunsRu(text: string): string[] {
  const words = wordsRu(text);
  const runs = [""];
  for (let index = 0; index < words.length; ) {
    const word = words[index] ?? "";
    const number = below1000(words, index);
    if (/^\+?[\d.-]+$/.test(word)) runs[runs.length - 1] += word.replace(/\D/g, "");
    else if (number) runs[runs.length - 1] += String(number.value);
    else if (!WITHIN_NUMBERS.has(word)) runs.push("");
    index += number?.used ?? 1;
  }
  return runs.filter(Boolean);
}

const WITHIN_NUMBERS = new Set(["и", "э", "эм", "ну", "потом", "дальше", "плюс"]);

/** Third, twenty-fifth: of a day or an hour. */
function ordinalAt(words: readonly string[], index: number): Found | null {
  const ten = TENS[words[index] ?? ""];
  const unit = ordinalOf(words[ten === undefined ? index : index + 1] ?? "");
  if (ten !== undefined) return unit !== null && unit < 10 ? { value: ten + unit, used: 2 } : null;
  return unit === null ? null : { value: unit, used: 1 };
}

function ordinalOf(word: string): number | null {
  const figures = /^(\d{1,2})-?(?:го|е|й|ое|ого|я)$/.exec(word);
  if (figures) return Number(figures[1]);
  const found = ORDINAL_STEMS.filter(([stem]) => word.startsWith(stem) && ORDINAL_END.test(word.slice(stem.length)));
  return found.at(-1)?.[1] ?? null;
}

interface Taken {
  text: string;
  used: number;
}

/** The text with clock times, days of the month and small numbers as figures, for the date parser. */
function withFiguresRu(text: string): string {
  const words = wordsRu(text);
  const out: string[] = [];
  for (let index = 0; index < words.length; ) {
    const taken = clockTime(words, index) ?? dayOfMonth(words, index) ?? cardinal(words, index);
    out.push(taken ? taken.text : (words[index] ?? ""));
    index += taken?.used ?? 1;
  }
  return out.join(" ");
}

const clock = (hour: number, minute: number): string => `${hour}:${String(minute).padStart(2, "0")}`;
const hourBefore = (hour: number): number => (hour === 1 ? 12 : hour - 1);

function clockTime(words: readonly string[], index: number): Taken | null {
  return (
    namedHour(words, index) ??
    halfHour(words, index) ??
    minutesTo(words, index) ??
    minutesOf(words, index) ??
    hourAndMinute(words, index)
  );
}

function namedHour(words: readonly string[], index: number): Taken | null {
  const word = words[index] ?? "";
  if (/^полдень|^полудн/.test(word)) return { text: "12:00", used: 1 };
  return /^полноч/.test(word) ? { text: "0:00", used: 1 } : null;
}

/** "половина третьего", "полтретьего", "пол третьего": half of the third hour. */
function halfHour(words: readonly string[], index: number): Taken | null {
  const word = words[index] ?? "";
  const apart = /^половин|^пол$/.test(word);
  const hour = apart ? ordinalAt(words, index + 1) : word.startsWith("пол") ? ordinalAt([word.slice(3)], 0) : null;
  if (!hour || hour.value < 1 || hour.value > 12) return null;
  return withPart(words, index + (apart ? 1 + hour.used : 1), hourBefore(hour.value), 30, index);
}

/** "без пятнадцати девять", "без четверти девять". */
function minutesTo(words: readonly string[], index: number): Taken | null {
  if (words[index] !== "без") return null;
  const minutes = quarterOr(words, index + 1);
  if (!minutes || minutes.value < 1 || minutes.value > 30) return null;
  const skipped = minutes.used + (/^минут/.test(words[index + 1 + minutes.used] ?? "") ? 1 : 0);
  const hour = small(words, index + 1 + skipped);
  if (!hour || hour.value < 1 || hour.value > 12) return null;
  return withPart(words, index + 1 + skipped + hour.used, hourBefore(hour.value), 60 - minutes.value, index);
}

/** "четверть пятого", "десять минут шестого". */
function minutesOf(words: readonly string[], index: number): Taken | null {
  const minutes = quarterOr(words, index);
  if (!minutes || minutes.value > 59) return null;
  const isQuarter = /^четверт/.test(words[index] ?? "");
  const skipped = /^минут/.test(words[index + minutes.used] ?? "") ? 1 : 0;
  if (!isQuarter && skipped === 0) return null;
  const hour = ordinalAt(words, index + minutes.used + skipped);
  if (!hour || hour.value < 1 || hour.value > 12) return null;
  const used = minutes.used + skipped + hour.used;
  return withPart(words, index + used, hourBefore(hour.value), minutes.value, index);
}

function quarterOr(words: readonly string[], index: number): Found | null {
  return /^четверт[ьи]$/.test(words[index] ?? "") ? { value: 15, used: 1 } : small(words, index);
}

/** "четырнадцать тридцать", "десять ноль ноль", "три часа дня", "в десять утра". */
function hourAndMinute(words: readonly string[], index: number): Taken | null {
  const hour = small(words, index);
  // "через два дня" is a day.
  if (!hour || hour.value > 24 || words[index - 1] === "через") return null;
  let at = index + hour.used;
  const named = /^час(?:а|ов)?$/.test(words[at] ?? "") ? 1 : 0;
  at += named;
  const zero = ONES[words[at] ?? ""] === 0 && /^\D/.test(words[at] ?? "") ? 1 : 0;
  const minute = small(words, at + zero);
  const isMinute = minute !== null && minute.value <= 59 && (zero === 1 ? minute.value < 10 : minute.value >= 10);
  const follows = minute ? small(words, at + zero + minute.used) : null;
  if (isMinute && !(follows && named === 0)) {
    at += zero + minute.used;
    at += /^минут/.test(words[at] ?? "") ? 1 : 0;
    return withPart(words, at, hour.value, minute.value, index);
  }
  return named === 1 || partOfDay(words[at]) ? withPart(words, at, hour.value, 0, index) : null;
}

/** With "утра", "дня", "вечера", "ночи" behind it the hour is of the whole day. */
function withPart(words: readonly string[], at: number, hour: number, minute: number, from: number): Taken {
  const part = partOfDay(words[at]);
  const isLate = (part === "дня" || part === "вечера") && hour < 12;
  const isMidnight = part === "ночи" && hour === 12;
  const text = clock(isLate ? hour + 12 : isMidnight ? 0 : hour, minute);
  return { text: part ? `${text}${SURE}` : text, used: at - from + (part ? 1 : 0) };
}

/** Behind a time whose half of the day was said. */
export const SURE = "!";

const partOfDay = (word: string | undefined): string | null =>
  word !== undefined && ["утра", "дня", "вечера", "ночи"].includes(word) ? word : null;

/** 0–99, in words or figures. */
function small(words: readonly string[], index: number): Found | null {
  const word = words[index] ?? "";
  if (/^\d{1,2}$/.test(word)) return { value: Number(word), used: 1 };
  const found = below1000(words, index);
  return found && found.value < 100 ? found : null;
}

/** "двадцать пятого ноября" → "25 ноября"; without a month "25-го". */
function dayOfMonth(words: readonly string[], index: number): Taken | null {
  const day = ordinalAt(words, index);
  if (!day || day.value < 1 || day.value > 31) return null;
  const isNamed = MONTH.test(words[index + day.used] ?? "");
  return { text: isNamed ? String(day.value) : `${day.value}-го`, used: day.used };
}

function cardinal(words: readonly string[], index: number): Taken | null {
  const found = below1000(words, index);
  return found ? { text: String(found.value), used: found.used } : null;
}

export const RUSSIAN_NUMERALS: Numerals = Object.freeze({
  withFigures: withFiguresRu,
  digitRuns: digitRunsRu,
  number: numberRu,
  plus: /\+\s*\d|(?<!\p{L})плюс(?!\p{L})/iu,
});

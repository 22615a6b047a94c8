/**
 * Writes out what a model abbreviates, as a person would read it: amounts, dates, times, telephone and order numbers,
 * addresses, units. English and Russian; other languages pass. Pure: knows no voice and no call.
 */
import { sayDate, sayDigits, sayTime } from "../flow/said-values.ts";
import { cardinal, decimal, ordinal, yearName } from "./number-names.ts";
import { readAloudRu } from "./read-aloud-ru.ts";

type Rule = readonly [RegExp, (...groups: string[]) => string];

const CURRENCIES: Readonly<Record<string, readonly [one: string, many: string, part: string]>> = {
  "€": ["euro", "euros", "cent"],
  EUR: ["euro", "euros", "cent"],
  $: ["dollar", "dollars", "cent"],
  USD: ["dollar", "dollars", "cent"],
  "£": ["pound", "pounds", "penny"],
  GBP: ["pound", "pounds", "penny"],
};
const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  km: ["kilometre", "kilometres"],
  kg: ["kilogram", "kilograms"],
  cm: ["centimetre", "centimetres"],
  mm: ["millimetre", "millimetres"],
  min: ["minute", "minutes"],
  mins: ["minute", "minutes"],
  hrs: ["hour", "hours"],
  "%": ["percent", "percent"],
  "°C": ["degree", "degrees"],
};
const MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December";
const MONTH_NAMES = MONTHS.split("|");
const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;

function amount(number: string, sign: string): string {
  const [one, many, part] = CURRENCIES[sign] ?? ["", "", ""];
  const [whole = "0", fraction = ""] = number.replaceAll(",", "").split(".");
  const units = `${cardinal(Number(whole))} ${whole === "1" ? one : many}`;
  const cents = Number(fraction.padEnd(2, "0").slice(0, 2));
  if (cents === 0) return units;
  const parts = part === "penny" ? "pence" : `${part}s`;
  const said = `${cardinal(cents)} ${cents === 1 ? part : parts}`;
  return Number(whole) === 0 ? said : `${units} and ${said}`;
}

function time(hour: string, minute: string, half: string): string {
  const h = (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return sayTime(`${half ? h : Number(hour)}:${minute}`, "en");
}

const date = (day: number, month: number, year = ""): string =>
  `the ${ordinal(day)} of ${MONTH_NAMES[month - 1]}${year ? ` ${yearName(Number(year))}` : ""}`;

/** As written where it is no day of any year. */
function numericDate(
  written: string,
  first: string,
  second: string,
  year: string | undefined,
  language: string,
): string {
  const monthFirst = language === "en-US" || Number(second) > 12;
  const [day, month] = (monthFirst ? [second, first] : [first, second]).map(Number) as [number, number];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? date(day, month, year) : written;
}

const unit = (number: string, name: string): string => {
  const [one, many] = UNITS[name] ?? [name, name];
  return `${decimal(number)} ${number === "1" ? one : many}`;
};

const spelt = (address: string): string =>
  address.replaceAll(".", " dot ").replace("@", " at ").replaceAll("-", " dash ");

const digits = (text: string): string => `${text.startsWith("+") ? "plus " : ""}${sayDigits(text, "en")}`;

/** In this order: what is longest and most certain first. */
const rulesFor = (language: string): readonly Rule[] => [
  [/\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g, spelt],
  [
    /\b(?:https?:\/\/)?(?:www\.)?((?:[a-z\d-]+\.)+(?:com|org|net|eu|de|ee|uk|io|ru|example))\b(?:\/[^\s)]*)?/gi,
    (_, host = "") => spelt(host),
  ],
  [/\b(\d{4}-\d{2}-\d{2})\b/g, (_, iso = "") => sayDate(iso, "en")],
  [new RegExp(String.raw`([€$£])\s?(${NUMBER})`, "g"), (_, sign = "", number = "") => amount(number, sign)],
  [
    new RegExp(String.raw`\b(${NUMBER})\s?(€|EUR|USD|GBP)(?!\w)`, "g"),
    (_, number = "", sign = "") => amount(number, sign),
  ],
  [/(?<![\w.])(?:\+\d|\(\d{3}\)|\d{3})(?:[ -]?\(?\d{2,4}\)?){2,5}(?![\w:]|\.\d)/g, (number) => digits(number ?? "")],
  [
    /\b([01]?\d|2[0-3]):([0-5]\d)(?:\s?([ap]\.?m\b\.?))?/gi,
    (_, hour = "", minute = "", half = "") => time(hour, minute, half),
  ],
  [/\b(1[0-2]|\d)\s?([ap])\.?m\b\.?/gi, (_, hour = "", half = "") => time(hour, "00", `${half}m`)],
  [
    new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTHS})(?:,? (\d{4}))?\b`, "g"),
    (_, day, month = "", year) => date(Number(day), MONTH_NAMES.indexOf(month) + 1, year),
  ],
  [
    new RegExp(String.raw`\b(${MONTHS}) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?\b`, "g"),
    (_, month = "", day, year) => date(Number(day), MONTH_NAMES.indexOf(month) + 1, year),
  ],
  [
    /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g,
    (all = "", one = "", two = "", year) => numericDate(all, one, two, year, language),
  ],
  [
    /\b(?<=\b(?:on|by|until|from|to|before|after|since|for) )(\d{1,2})\/(\d{1,2})\b/gi,
    (all = "", one = "", two = "") => numericDate(all, one, two, undefined, language),
  ],
  [/\bthe the\b/gi, () => "the"],
  [/(?<=\b(?:in|since|until|of|by|year) )((?:19|20)\d{2})\b/gi, (_, year) => yearName(Number(year))],
  [/(?:#\s?|\b(?:No|Nr)\. ?)(\d+)\b/g, (_, number = "") => `number ${sayDigits(number, "en")}`],
  [
    /(?<=\b(?:number|order|code|pin|reference|booking|invoice)(?: is)? )(\d{3,})\b/gi,
    (number = "") => sayDigits(number, "en"),
  ],
  [/\b(\d{1,2})(?:st|nd|rd|th)\b/g, (_, number) => ordinal(Number(number))],
  [/(\d)\s?[–—-]\s?(?=\d)/g, (_, before = "") => `${before} to `],
  [
    new RegExp(String.raw`\b(${NUMBER})\s?(km|kg|cm|mm|mins?|hrs|%|°C)(?![\p{L}\d])`, "gu"),
    (_, number = "", name = "") => unit(number, name),
  ],
  [/\b\d{5,}\b/g, (number = "") => sayDigits(number, "en")],
  [new RegExp(String.raw`(?<![\w.])(?:${NUMBER})(?!\w|\.\d)`, "g"), (number = "") => decimal(number)],
  [/\be\.g\.,?/gi, () => "for example"],
  [/\bi\.e\.,?/gi, () => "that is"],
  [/\betc\.?(?=\s|$|[,;])/gi, () => "and so on"],
  [/\bapprox\./gi, () => "about"],
  [/\bDr\.(?= [A-Z])/g, () => "Doctor"],
  [/ & /g, () => " and "],
];

const AMERICAN = rulesFor("en-US");
const ENGLISH = rulesFor("en");

/** `language` as in BCP 47; `en-US` puts the month of `3/11` first. */
export function readAloud(text: string, language: string): string {
  if (language.startsWith("ru")) return readAloudRu(text);
  if (!language.startsWith("en") || !/[\d@.&]/.test(text)) return text;
  const rules = language === "en-US" ? AMERICAN : ENGLISH;
  return rules.reduce((said, [pattern, write]) => said.replace(pattern, (...all) => write(...(all as string[]))), text);
}

/** Finds days and times in words, counted from the call's own start in the assistant's time zone. */
import * as chrono from "chrono-node/en";
import { DateTime } from "luxon";
import { ENGLISH_NUMERALS } from "./number-words.ts";
import { dateIn, likelyHour, type When } from "./when-parts.ts";
import { whenMeantRu } from "./when-ru.ts";

/** `now` is ISO 8601 with offset; its wall clock is what "tomorrow" is counted from. English where a language is not known. */
export function whenMeant(text: string, now: string, language: string): When {
  const local = DateTime.fromISO(now, { setZone: true });
  if (language.toLowerCase().startsWith("ru")) return whenMeantRu(text, local);
  const figures = expandBareDays(ENGLISH_NUMERALS.withFigures(text), local);
  // The parser reads the host's zone: it is given wall-clock parts in UTC and asked for wall-clock parts back.
  const instant = local.setZone("utc", { keepLocalTime: true }).toJSDate();
  const found = chrono.casual.parse(figures, { instant, timezone: 0 }, { forwardDate: true });
  return { date: dateIn(found, local), time: timeIn(found, figures) };
}

/** "the 3rd" alone: the next third of a month. The parser wants a month's name. */
function expandBareDays(text: string, local: DateTime): string {
  const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
  if (new RegExp(`\\b(${months})[a-z]*\\b`).test(text)) return text;
  return text.replace(/\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b/, (whole, digits: string) => {
    const day = Number(digits);
    const month = day >= local.day ? local.startOf("month") : local.startOf("month").plus({ months: 1 });
    const fitting = [month, month.plus({ months: 1 })].find((one) => (one.daysInMonth ?? 28) >= day);
    return fitting ? `${fitting.toFormat("d MMMM yyyy").replace(/^1 /, `${day} `)}` : whole;
  });
}

const PARTS: readonly [RegExp, string][] = [
  [/\bnoon\b|\bmidday\b/, "12:00"],
  [/\bmidnight\b/, "00:00"],
];

function timeIn(found: chrono.ParsedResult[], figures: string): When["time"] {
  const part = PARTS.find(([pattern]) => pattern.test(figures));
  if (part) return { value: part[1], text: figures };
  const result = found.find((one) => one.start.isCertain("hour"));
  if (!result) return null;
  const { start } = result;
  let hour = start.get("hour") ?? 0;
  const minute = start.get("minute") ?? 0;
  if (!start.isCertain("meridiem") && hour < 12) hour = likelyHour(hour, partOfDay(figures));
  return { value: `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`, text: result.text };
}

function partOfDay(text: string): "morning" | "late" | null {
  if (/\bmorning\b/.test(text)) return "morning";
  return /\b(afternoon|evening|tonight|night)\b/.test(text) ? "late" : null;
}

/** Finds days and times in words, counted from the call's own start in the assistant's time zone. */
import * as chrono from "chrono-node/en";
import { DateTime } from "luxon";
import { withFigures } from "./number-words.ts";

export interface When {
  date: { value: string; text: string } | null;
  time: { value: string; text: string } | null;
}

/** `now` is ISO 8601 with offset; its wall clock is what "tomorrow" is counted from. */
export function whenMeant(text: string, now: string): When {
  const local = DateTime.fromISO(now, { setZone: true });
  const figures = expandBareDays(withFigures(text), local);
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

function dateIn(found: chrono.ParsedResult[], local: DateTime): When["date"] {
  const result = found.find((one) => one.start.isCertain("day") || one.start.isCertain("weekday"));
  if (!result) return null;
  const { start } = result;
  let date = DateTime.fromObject({
    year: start.get("year") ?? local.year,
    month: start.get("month") ?? local.month,
    day: start.get("day") ?? local.day,
  });
  if (!date.isValid) return null;
  // "Tuesday" on a Tuesday, the hour past: people mean the next one. "Next Tuesday" within this week means the coming one.
  const today = DateTime.fromObject({ year: local.year, month: local.month, day: local.day });
  if (start.isCertain("weekday") && !start.isCertain("day") && date <= today) date = date.plus({ weeks: 1 });
  return { value: date.toISODate() ?? "", text: result.text };
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
  if (!start.isCertain("meridiem") && hour < 12) hour = likelyHour(hour, figures);
  return { value: `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`, text: result.text };
}

/** "At two" without more is the afternoon: nobody books before eight in the morning. */
function likelyHour(hour: number, text: string): number {
  if (/\b(morning|утра)\b/.test(text)) return hour;
  if (/\b(afternoon|evening|tonight|night)\b/.test(text)) return hour === 0 ? 12 : hour + 12;
  return hour >= 1 && hour <= 7 ? hour + 12 : hour;
}

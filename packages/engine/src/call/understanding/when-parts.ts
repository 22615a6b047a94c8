/** What days and times have in common, in whichever language they are said. */
import type { ParsedResult } from "chrono-node";
import { DateTime } from "luxon";

export interface When {
  date: { value: string; text: string } | null;
  time: { value: string; text: string } | null;
}

export function dateIn(found: ParsedResult[], local: DateTime): When["date"] {
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

/** "At two" without more is the afternoon: nobody books before eight in the morning. */
export function likelyHour(hour: number, partOfDay: "morning" | "late" | null): number {
  if (partOfDay === "morning") return hour;
  if (partOfDay === "late") return hour === 0 ? 12 : hour + 12;
  return hour >= 1 && hour <= 7 ? hour + 12 : hour;
}

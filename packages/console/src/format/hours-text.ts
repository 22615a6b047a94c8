/** Opening hours as people write them: `9–12, 13:30–17`. */
import type { NumberHours, Weekday } from "../data/phone-numbers.ts";

export const WEEKDAYS: readonly Weekday[] = ["1", "2", "3", "4", "5", "6", "7"];

type Spans = { from: string; until: string }[];

export function writeSpans(spans: Spans | undefined): string {
  return (spans ?? []).map(({ from, until }) => `${from}–${until}`).join(", ");
}

/** Null: not to be understood. Nothing at all is a closed day. */
export function readSpans(text: string): Spans | null {
  if (text.trim() === "") return [];
  const spans: Spans = [];
  for (const piece of text.split(/[,;]/)) {
    const found = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(piece);
    const from = clock(found?.[1], found?.[2]);
    const until = clock(found?.[3], found?.[4]);
    if (from === null || until === null) return null;
    spans.push({ from, until });
  }
  return spans;
}

/** Monday to Friday, nine to five, where this browser is. */
export function officeHours(): NumberHours {
  const day = [{ from: "09:00", until: "17:00" }];
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { timeZone, days: Object.fromEntries(WEEKDAYS.slice(0, 5).map((name) => [name, day])) };
}

/** Midnight is the end of a day as well as its beginning. */
function clock(hours: string | undefined, minutes = "00"): string | null {
  if (hours === undefined || Number(minutes) > 59) return null;
  if (Number(hours) === 24 && Number(minutes) === 0) return "00:00";
  return Number(hours) > 23 ? null : `${hours.padStart(2, "0")}:${minutes}`;
}

/** A week in a line, days with the same hours together: `Mon–Fri 09:00–17:00, Sat 10:00–14:00`. */
export function writeWeek(days: NumberHours["days"], nameOf: (day: number) => string): string {
  const groups: { first: number; last: number; text: string }[] = [];
  for (const day of WEEKDAYS) {
    const text = writeSpans(days[day]);
    const before = groups.at(-1);
    if (text === "") continue;
    if (before && before.text === text && before.last === Number(day) - 1) before.last = Number(day);
    else groups.push({ first: Number(day), last: Number(day), text });
  }
  const name = ({ first, last }: (typeof groups)[number]): string =>
    first === last ? nameOf(first) : `${nameOf(first)}–${nameOf(last)}`;
  return groups.map((one) => `${name(one)} ${one.text}`).join("; ");
}

/** Is it a time at which the number's own assistant answers? Pure. */
import { DateTime } from "luxon";
import type { NumberHours } from "../store/number-tables.ts";

/** `nowMs`: Unix time. A span that ends where it begins, or earlier, goes on until that time of the next day. */
export function isOpen(hours: NumberHours, nowMs: number): boolean {
  const now = DateTime.fromMillis(nowMs, { zone: hours.timeZone });
  const time = now.toFormat("HH:mm");
  const today = spansOf(hours, now.weekday);
  const yesterday = spansOf(hours, now.minus({ days: 1 }).weekday);
  return (
    today.some(({ from, until }) => from <= time && (time < until || until <= from)) ||
    yesterday.some(({ from, until }) => until <= from && time < until)
  );
}

const spansOf = ({ days }: NumberHours, weekday: number) => days[String(weekday) as keyof NumberHours["days"]] ?? [];

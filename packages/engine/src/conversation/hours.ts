/** Opening hours, and what time it is in a call: counted from its start, since the core has no clock. */

/** By day of the week, 1 Monday to 7 Sunday; a day that is not there is closed. Times as `09:00`, the end not included. */
export type WeekHours = Readonly<
  Partial<Record<"1" | "2" | "3" | "4" | "5" | "6" | "7", readonly { from: string; until: string }[]>>
>;

export interface LocalTime {
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  /** `09:00`. */
  time: string;
}

/** A span that ends where it begins, or earlier, goes on until that time of the next day. */
export function isWithin(hours: WeekHours, { weekday, time }: LocalTime): boolean {
  const spansOf = (day: number) => hours[String(day) as keyof WeekHours] ?? [];
  return (
    spansOf(weekday).some(({ from, until }) => from <= time && (time < until || until <= from)) ||
    spansOf(weekday === 1 ? 7 : weekday - 1).some(({ from, until }) => until <= from && time < until)
  );
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/;
const DAY_MINUTES = 24 * 60;

/** `startedAt`: local, ISO 8601. Clocks that change during a call are not followed. Null: it is no time. */
export function localTime(startedAt: string, afterMs: number): LocalTime | null {
  const found = LOCAL.exec(startedAt);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const minutes = hour * 60 + minute + Math.floor(afterMs / 60_000);
  const days = daysSinceMonday(year, month, day) + Math.floor(minutes / DAY_MINUTES);
  const ofDay = minutes % DAY_MINUTES;
  return { weekday: (days % 7) + 1, time: `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}` };
}

/** Days since some Monday of long ago, by the Gregorian calendar: years begin in March, so that a leap day comes last. */
function daysSinceMonday(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  const sinceMarch = Math.floor((153 * m + 2) / 5) + day - 1;
  // 1 March of the year 0 was a Wednesday.
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + sinceMarch + 2;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Times and durations in words and figures. Knows no clock: whoever calls says what time it is. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** `3:12`, `1:02:09`: a place in a call, or how long it took. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = String(rest).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** `1:04.2`: where tenths matter. */
export function preciseTime(ms: number): string {
  return `${clockTime(ms)}.${Math.floor((Math.max(0, ms) % SECOND_MS) / 100)}`;
}

/** Intl's short units differ between countries ("sec", "secs"); beside every figure of a page they are too long. */
const UNITS: Readonly<Record<string, readonly [seconds: string, milliseconds: string]>> = {
  en: ["s", "ms"],
  ru: ["с", "мс"],
};

/** `0.58 s`, `84 ms`: a wait. Seconds from a tenth of one on. */
export function wait(ms: number, language: string): string {
  if (ms < 100) return withUnit(Math.round(ms), 0, 1, language);
  return withUnit(ms / SECOND_MS, ms < 10_000 ? 2 : 0, 0, language);
}

/** `3.4 s`: how long something went on. */
export function lasting(ms: number, language: string): string {
  return withUnit(ms / SECOND_MS, 1, 0, language);
}

/** `40 sec`, `4 min`, `3.5 hr`: how long something went on that may have lasted a day. */
export function span(ms: number, language: string): string {
  const [unit, value] =
    ms < MINUTE_MS
      ? (["second", ms / SECOND_MS] as const)
      : ms < HOUR_MS
        ? (["minute", ms / MINUTE_MS] as const)
        : (["hour", ms / HOUR_MS] as const);
  const digits = unit === "hour" ? 1 : 0;
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: digits }).format(value);
}

function withUnit(value: number, digits: number, unit: 0 | 1, language: string): string {
  const figure = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  // Never apart at the end of a line.
  return `${figure.format(value)}\u00a0${(UNITS[language.slice(0, 2)] ?? UNITS.en)?.[unit]}`;
}

/** `5 minutes ago`, `in 3 hours`, `yesterday`. */
export function relativeTime(atMs: number, nowMs: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  const fromNowMs = atMs - nowMs;
  const distanceMs = Math.abs(fromNowMs);
  if (distanceMs < MINUTE_MS) return format.format(Math.round(fromNowMs / SECOND_MS / 10) * 10 || 0, "second");
  if (distanceMs < HOUR_MS) return format.format(Math.trunc(fromNowMs / MINUTE_MS), "minute");
  if (distanceMs < DAY_MS) return format.format(Math.trunc(fromNowMs / HOUR_MS), "hour");
  return format.format(Math.trunc(fromNowMs / DAY_MS), "day");
}

export function absoluteTime(atMs: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "medium" }).format(atMs);
}

/** `today 14:06`, `22 Nov, 14:06`. */
export function shortTime(atMs: number, nowMs: number, language: string): string {
  // `timeStyle` knows whose mornings begin with a nought.
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(atMs);
  if (localDay(atMs) === localDay(nowMs)) {
    const today = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "day");
    return `${today} ${time}`;
  }
  return `${new Intl.DateTimeFormat(language, { day: "numeric", month: "short" }).format(atMs)}, ${time}`;
}

export function longDay(atMs: number, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" }).format(atMs);
}

/** `2026-11-23` where the browser is. */
export function localDay(atMs: number): string {
  const at = new Date(atMs);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The first moment of a local day, some days on. null: not a day. */
export function startOfDayMs(day: string, plusDays = 0): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  // By the calendar, not by 24 hours: twice a year a day is longer or shorter.
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + plusDays);
  return Number.isNaN(at.getTime()) ? null : at.getTime();
}

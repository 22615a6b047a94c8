/** How often, in words. Pure. */
const HOUR_MINUTES = 60;
const DAY_MINUTES = 1_440;

export type EveryKey =
  | "providers.tests.byHand"
  | "providers.tests.daily"
  | "providers.tests.everyHours"
  | "providers.tests.everyMinutes";

/** Offered in the form; the API takes any from 5 minutes to a week. */
export const EVERY_CHOICES: readonly (number | null)[] = [null, 15, HOUR_MINUTES, 6 * HOUR_MINUTES, DAY_MINUTES];

export function everyWords(minutes: number | null): { key: EveryKey; count: number } {
  if (minutes === null) return { key: "providers.tests.byHand", count: 0 };
  if (minutes === DAY_MINUTES) return { key: "providers.tests.daily", count: 1 };
  if (minutes % HOUR_MINUTES === 0) return { key: "providers.tests.everyHours", count: minutes / HOUR_MINUTES };
  return { key: "providers.tests.everyMinutes", count: minutes };
}

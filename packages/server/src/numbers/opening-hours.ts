/** Is it a time at which the number's own assistant answers? Pure. */
import { isWithin } from "@offhook/engine/conversation";
import { DateTime } from "luxon";
import type { NumberHours } from "../store/number-tables.ts";

/** `nowMs`: Unix time. */
export function isOpen(hours: NumberHours, nowMs: number): boolean {
  const now = DateTime.fromMillis(nowMs, { zone: hours.timeZone });
  return isWithin(hours.days, { weekday: now.weekday, time: now.toFormat("HH:mm") });
}

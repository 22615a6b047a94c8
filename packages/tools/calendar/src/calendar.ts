/** A calendar with opening hours, slots of one length and a number of places at a time. Knows where bookings are kept by an interface. */
import type { Result, ToolContext } from "@offhook/engine/ports";
import { DateTime } from "luxon";

export interface CalendarStore {
  /** Starts of the bookings of that day, one entry a booking. `calendar` names it; `place` counts from 1. */
  taken(calendar: string, from: Date, to: Date): Promise<Date[]>;
  /** Books in the first free place. Fault: `slot-taken`. The same key again gives the same booking. */
  book(booking: CalendarBooking): Promise<Result<{ startsAt: Date }>>;
  findByKey(key: string): Promise<{ startsAt: Date } | null>;
}

export interface CalendarBooking {
  calendar: string;
  places: number;
  startsAt: Date;
  endsAt: Date;
  name: string;
  phone: string | null;
  callId: string;
  key: string;
}

export interface CalendarSettings {
  name: string;
  /** How many appointments at the same time. */
  places: number;
  slotMs: number;
  /** Local opening hours by ISO weekday, 1 is Monday; days left out are closed. */
  hours: Readonly<Record<number, { from: string; to: string }>>;
}

/** The twin's calls must not fill a real calendar: they have one of their own. */
export const calendarName = (settings: CalendarSettings, context: Pick<ToolContext, "carrier">): string =>
  context.carrier === "twin" ? `twin:${settings.name}` : settings.name;

export interface SlotAnswer {
  free: boolean;
  /** Local, `10:30`. */
  time: string;
  /** The nearest free times of that day, in order of the clock. */
  alternatives: string[];
  because?: "past" | "closed" | "taken";
}

const MOST_ALTERNATIVES = 3;

export async function findSlot(
  store: CalendarStore,
  settings: CalendarSettings,
  asked: { day: string; time: string },
  context: Pick<ToolContext, "carrier" | "timeZone">,
  now: Date,
): Promise<SlotAnswer> {
  const zone = context.timeZone;
  const wanted = DateTime.fromISO(`${asked.day}T${asked.time}`, { zone });
  const slots = slotsOf(settings, wanted).filter((slot) => slot.toMillis() > now.getTime());
  if (slots.length === 0) return { free: false, time: asked.time, alternatives: [], because: "closed" };
  const dayEnd = wanted.endOf("day").toJSDate();
  const taken = await store.taken(calendarName(settings, context), wanted.startOf("day").toJSDate(), dayEnd);
  const free = slots.filter(
    (slot) => taken.filter((start) => overlaps(slot, start, settings)).length < settings.places,
  );
  const exact = free.find((slot) => slot.toMillis() === wanted.toMillis());
  if (exact) return { free: true, time: asked.time, alternatives: [] };
  const nearest = [...free]
    .sort((a, b) => Math.abs(a.diff(wanted).toMillis()) - Math.abs(b.diff(wanted).toMillis()))
    .slice(0, MOST_ALTERNATIVES)
    .sort((a, b) => a.toMillis() - b.toMillis());
  return {
    free: false,
    time: asked.time,
    alternatives: nearest.map((slot) => slot.toFormat("HH:mm")),
    because: "taken",
  };
}

function slotsOf(settings: CalendarSettings, day: DateTime): DateTime[] {
  const hours = settings.hours[day.weekday];
  if (!hours || !day.isValid) return [];
  const open = atTime(day, hours.from);
  const close = atTime(day, hours.to);
  const slots: DateTime[] = [];
  for (let slot = open; slot.toMillis() + settings.slotMs <= close.toMillis(); slot = slot.plus(settings.slotMs)) {
    slots.push(slot);
  }
  return slots;
}

function atTime(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return day.startOf("day").set({ hour, minute });
}

const overlaps = (slot: DateTime, start: Date, { slotMs }: CalendarSettings): boolean =>
  Math.abs(slot.toMillis() - start.getTime()) < slotMs;

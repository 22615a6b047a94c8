/** The tools that every assistant may name: calendar and messages, on the server's own store, and a sample shop's orders. */
import type { Tool } from "@offhook/engine/ports";
import { type CalendarSettings, type CalendarStore, calendarTools } from "@offhook/tool-calendar";
import { messageTool } from "@offhook/tool-messages";
import { orderTool, sampleOrder } from "@offhook/tool-orders";
import { book, findBookingByKey, findMessageByKey, listBookings, type Store, takeMessage } from "../store/index.ts";

/** The sample clinic: every day of the week, two patients at a time. */
export const SAMPLE_CALENDAR: CalendarSettings = Object.freeze({
  name: "front-desk",
  places: 2,
  slotMs: 30 * 60_000,
  hours: {
    1: { from: "09:00", to: "18:00" },
    2: { from: "09:00", to: "18:00" },
    3: { from: "09:00", to: "18:00" },
    4: { from: "09:00", to: "18:00" },
    5: { from: "09:00", to: "18:00" },
    6: { from: "10:00", to: "16:00" },
    7: { from: "10:00", to: "16:00" },
  },
});

export function builtInTools(store: Store): Tool[] {
  return [
    ...calendarTools(calendarStore(store), SAMPLE_CALENDAR),
    messageTool({
      take: async ({ key, callId, text, name, phone }) => {
        await takeMessage(store, { effectKey: key, callId, text, fromName: name, phone, forWhom: "front-desk" });
      },
      has: async (key) => (await findMessageByKey(store, key)) !== null,
    }),
    orderTool(async (number) => sampleOrder(number, new Date())),
  ];
}

/** A place is a calendar row of its own, so that two bookings at a time cannot become three. */
function calendarStore(store: Store): CalendarStore {
  const placeOf = (calendar: string, place: number): string => `${calendar}#${place}`;
  return {
    async taken(calendar, from, to) {
      const places = Array.from({ length: SAMPLE_CALENDAR.places }, (_, index) => placeOf(calendar, index + 1));
      const lists = await Promise.all(places.map((place) => listBookings(store, place, from, to)));
      return lists.flat().map((booking) => booking.startsAt);
    },
    async book({ calendar, places, key, ...booking }) {
      const before = await findBookingByKey(store, key);
      if (before) return { ok: true, value: before };
      for (let place = 1; ; place += 1) {
        const booked = await book(store, { ...booking, calendar: placeOf(calendar, place), effectKey: key });
        if (booked.ok || place >= places) return booked;
      }
    },
    findByKey: (key) => findBookingByKey(store, key),
  };
}

/** What the flow may do with the calendar: look, which is harmless, and book, which is an effect. */
import { tool } from "offhook";
import { z } from "zod";
import type { Calendar } from "./calendar.ts";

const slot = { day: z.iso.date(), time: z.string().regex(/^\d{2}:\d{2}$/) };

export const calendarTools = (calendar: Calendar) => ({
  findSlots: tool({
    name: "findSlots",
    description: "Is this time free? If not, which are the nearest free ones?",
    parameters: z.object(slot),
    effect: false,
    sayWhileRunning: "One moment, I'm looking at the calendar.",
    run({ day, time }) {
      const free = calendar.isFree(day, time);
      return { free, time, alternatives: free ? [] : calendar.near(day, time) };
    },
  }),
  bookSlot: tool({
    name: "bookSlot",
    description: "Books an appointment.",
    parameters: z.object({ ...slot, name: z.string().min(1), phone: z.string().min(7) }),
    effect: true,
    sayWhileRunning: "One moment, I'm booking it.",
    // The key is the same for every attempt: a second one books nothing more.
    run: (booking, { key }) => ({ booked: calendar.book(booking, key), time: booking.time }),
    findByKey: async (key) => {
      const found = calendar.bookings.find((one) => one.key === key);
      return found ? { booked: true, time: found.time } : undefined;
    },
  }),
});

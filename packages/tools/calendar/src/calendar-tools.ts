/** The calendar as tools of an assistant: one only looks, the other books. */
import type { Tool, ToolContext } from "@offhook/engine/ports";
import { DateTime } from "luxon";
import { type CalendarSettings, type CalendarStore, calendarName, findSlot } from "./calendar.ts";

const SLOT = {
  day: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
  time: { type: "string", pattern: "^\\d{2}:\\d{2}$" },
};

interface Asked {
  day: string;
  time: string;
}

export function calendarTools(
  store: CalendarStore,
  settings: CalendarSettings,
  now: () => Date = () => new Date(),
): Tool[] {
  const find = (asked: Asked, context: ToolContext) => findSlot(store, settings, asked, context, now());
  return [
    {
      name: "findSlots",
      description: "Is this time free? If not, which are the nearest free ones?",
      parameters: { type: "object", properties: SLOT, required: ["day", "time"] },
      effect: false,
      run: (args, context) => find(args as unknown as Asked, context),
    },
    {
      name: "bookSlot",
      description: "Books an appointment.",
      parameters: {
        type: "object",
        properties: { ...SLOT, name: { type: "string" }, phone: { type: "string" } },
        required: ["day", "time", "name"],
      },
      effect: true,
      run: (args, context) =>
        book(store, settings, args as unknown as Asked & { name: string; phone?: string }, context, find),
      findByKey: async (key, context) => {
        const found = await store.findByKey(key);
        return found ? booked(found.startsAt, context.timeZone) : undefined;
      },
    },
  ];
}

async function book(
  store: CalendarStore,
  settings: CalendarSettings,
  { day, time, name, phone }: Asked & { name: string; phone?: string },
  context: ToolContext,
  find: (asked: Asked, context: ToolContext) => ReturnType<typeof findSlot>,
): Promise<unknown> {
  const startsAt = DateTime.fromISO(`${day}T${time}`, { zone: context.timeZone }).toJSDate();
  const result = await store.book({
    calendar: calendarName(settings, context),
    places: settings.places,
    startsAt,
    endsAt: new Date(startsAt.getTime() + settings.slotMs),
    name,
    phone: phone ?? null,
    callId: context.callId,
    key: context.key,
  });
  if (result.ok) return booked(result.value.startsAt, context.timeZone);
  if (result.fault.code !== "slot-taken") throw new Error(result.fault.message);
  return { ...(await find({ day, time }, context)), booked: false };
}

const booked = (startsAt: Date, zone: string) => ({
  booked: true,
  time: DateTime.fromJSDate(startsAt, { zone }).toFormat("HH:mm"),
});

/** The tool with an effect of the chaos run: it counts how often it ran, and with what. */
import type { Tool } from "@offhook/engine/ports";
import { BOOK } from "./script.ts";

export const BOOKING = {
  name: BOOK.name,
  description: "Books an appointment.",
  parameters: {
    type: "object",
    properties: { day: { type: "string" }, time: { type: "string" } },
    required: ["day", "time"],
  },
  effect: true,
  deadlineMs: 8_000,
};

export const bookingTool = (effects: unknown[]): Tool => ({
  ...BOOKING,
  async run(args) {
    effects.push(args);
    return { booked: true };
  },
});

/**
 * The server's own tools, to be named in code. A server runs its own calendar and its own messages; without one, in
 * `simulate()`, every time is free and every message is taken.
 */
import type { PinnedTool } from "@offhook/engine/conversation";
import { BUILT_IN_TOOLS } from "@offhook/server/assistants";
import type { CodeTool } from "./tool.ts";

// Types, not interfaces: only those count as records.
type Slot = { day: string; time: string };
type Booking = Slot & { name: string; phone: string };
type Message = { text: string; name?: string; phone?: string; about?: string };

/** Is this time free? If not, which are the nearest free ones? */
export const findSlots = builtIn<Slot>("findSlots", ({ time }) => ({ free: true, time, alternatives: [] }));
/** Books an appointment. */
export const bookSlot = builtIn<Booking>("bookSlot", ({ time }) => ({ booked: true, time }));
/** Takes a message for the staff; `about` stands beside it in the call's log. */
export const takeMessage = builtIn<Message>("takeMessage", () => ({ taken: true }));

/** Where an order is; the server's are a sample shop's. Without a server none is found. */
export const lookUpOrder = builtIn<{ number: string }>("lookUpOrder", ({ number }) => ({ found: false, number }));

function builtIn<Args extends object>(name: string, standIn: (args: Args) => unknown): CodeTool<Args> {
  const pinned = BUILT_IN_TOOLS.find((one): one is PinnedTool => one.name === name);
  if (!pinned) throw new Error(`The server has no tool named ${name}`);
  return { ...pinned, builtIn: true, run: async (args) => standIn(args as Args) };
}

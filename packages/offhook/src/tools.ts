/** The tools that every server has: `tools: [takeMessage]`, or `run(findSlots)` in a flow. */
export { bookSlot, findSlots, lookUpOrder, takeMessage } from "./sdk/built-in-tools.ts";

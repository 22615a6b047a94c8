/** What every assistant may name without anybody making it, as calls pin it. What runs is in `calls/built-in-tools.ts`. */
import type { PinnedTool } from "@offhook/engine/conversation";
import { FRONT_DESK } from "./front-desk.ts";

const FIND_ORDER: PinnedTool = {
  name: "lookUpOrder",
  description: "Where is this order? Ask the caller for its number first. The orders are a sample shop's.",
  parameters: { type: "object", properties: { number: { type: "string" } }, required: ["number"] },
  effect: false,
  deadlineMs: 8_000,
};

export const BUILT_IN_TOOLS: readonly PinnedTool[] = [...FRONT_DESK.tools, FIND_ORDER];

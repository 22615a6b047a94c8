/** The tool of docs/tools.md, for the example shop: filled in by a press. */
import type { ToolDraft } from "./draft-shape.ts";
import { NEW_PARAMETER } from "./parameter-rows.ts";
import { NEW_TOOL } from "./tool-draft.ts";

/** Where examples/shop-server listens. */
export const SHOP_EXAMPLE: ToolDraft = Object.freeze({
  ...NEW_TOOL,
  name: "findShopOrder",
  description: "Finds an order by its number. Ask the caller for the number first.",
  url: "http://127.0.0.1:4000/orders/{{number}}",
  headers: [{ name: "authorization", kind: "text" as const, value: "Bearer shop-token" }],
  parameters: [{ ...NEW_PARAMETER, name: "number", description: "Digits only", most: "20" }],
  response: [
    { name: "state", path: "order.state" },
    { name: "arrives", path: "order.arrives" },
  ],
  sayWhileRunning: "One moment, I am looking it up.",
  sayOnFailure: "I cannot find that order.",
});

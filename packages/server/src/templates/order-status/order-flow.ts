/**
 * Takes an order's number and has the caller called back. No tool looks orders up yet: once there is one (`lookUpOrder`), it
 * runs after `number`, and `take` is left for orders that it does not find.
 */
import { takeMessage } from "../parts/message-flows.ts";
import type { TemplateFlow } from "../template.ts";

export interface OrderWords {
  text: string;
  again: string[];
  help: string;
  taken: string;
  failed: string;
}

export const orderFlow = ({ text, again, help, taken, failed }: OrderWords): TemplateFlow => ({
  id: "order",
  start: "number",
  nodes: {
    number: {
      type: "ask",
      slot: "orderNumber",
      ...{ text, again, help },
      // Longer ones could be heard as telephone numbers: raise it if yours are.
      spec: { kind: "digits", minLength: 4, maxLength: 8 },
      confirm: true,
      next: { otherwise: "caller" },
    },
    caller: { type: "go", flow: "caller", next: { otherwise: "take" } },
    take: takeMessage("orderNumber", { about: "=order" }),
    done: { type: "say", text: taken, next: { otherwise: null } },
    failed: { type: "say", text: failed, next: { otherwise: null } },
  },
});

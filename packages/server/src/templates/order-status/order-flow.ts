/** Looks an order up by its number. For one that is not found the caller is called back. */
import { takeMessage } from "../parts/message-flows.ts";
import type { TemplateFlow } from "../template.ts";

export interface OrderWords {
  text: string;
  again: string[];
  help: string;
  packed: string;
  onItsWay: string;
  delivered: string;
  notFound: string;
  silent: string;
  taken: string;
  failed: string;
}

export const orderFlow = (words: OrderWords): TemplateFlow => ({
  id: "order",
  start: "number",
  nodes: {
    number: {
      type: "ask",
      slot: "orderNumber",
      ...{ text: words.text, again: words.again, help: words.help },
      // Longer ones could be heard as telephone numbers: raise it if yours are.
      spec: { kind: "digits", minLength: 4, maxLength: 8 },
      confirm: true,
      next: { otherwise: "find" },
    },
    // Any tool may stand here that answers with the same `state` and `arrives`.
    find: {
      type: "run",
      tool: "lookUpOrder",
      args: { number: "orderNumber" },
      onFault: "silent",
      next: {
        when: [
          { path: "result.state", op: "eq", value: "on its way", to: "onItsWay" },
          { path: "result.state", op: "eq", value: "delivered", to: "delivered" },
          { path: "result.state", op: "eq", value: "packed", to: "packed" },
        ],
        otherwise: "notFound",
      },
    },
    onItsWay: said(words.onItsWay, null),
    delivered: said(words.delivered, null),
    packed: said(words.packed, null),
    notFound: said(words.notFound, "caller"),
    silent: said(words.silent, "caller"),
    caller: { type: "go", flow: "caller", next: { otherwise: "take" } },
    take: takeMessage("orderNumber", { about: "=order" }),
    done: said(words.taken, null),
    failed: said(words.failed, null),
  },
});

const said = (text: string, otherwise: string | null): TemplateFlow["nodes"][string] => ({
  type: "say",
  text,
  next: { otherwise },
});

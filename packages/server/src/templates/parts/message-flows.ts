/**
 * Takes a message, and asks whom to call back. The flow named "message" is also what the engine runs when somebody wants a
 * person and nobody can be reached.
 */
import type { TemplateFlow } from "../template.ts";
import type { EverydayWords } from "./everyday.ts";

type MessageWords = Partial<Pick<EverydayWords["message"], "text" | "taken">>;

/** `change`: words of the template's own. */
export function messageFlows(words: EverydayWords, change: MessageWords = {}): TemplateFlow[] {
  const { text, taken, failed } = { ...words.message, ...change };
  return [
    {
      id: "message",
      start: "text",
      nodes: {
        text: { type: "ask", slot: "messageText", text, spec: { kind: "text" }, next: { otherwise: "caller" } },
        caller: { type: "go", flow: "caller", next: { otherwise: "take" } },
        take: takeMessage("messageText"),
        done: { type: "say", text: taken, next: { otherwise: null } },
        failed: { type: "say", text: failed, next: { otherwise: null } },
      },
    },
    callerFlow(words),
  ];
}

/** Leads to `done`, or to `failed`. `more`: what the call's log keeps beside the message. */
export function takeMessage(text: string, more: Record<string, string> = {}): TemplateFlow["nodes"][string] {
  return {
    type: "run",
    tool: "takeMessage",
    args: { text, name: "name", phone: "phone", ...more },
    onFault: "failed",
    next: { otherwise: "done" },
  };
}

/** A flow of its own: in "a cake for Monday", said to another question, nobody's name is looked for. */
const callerFlow = ({ name, phone }: EverydayWords): TemplateFlow => ({
  id: "caller",
  start: "name",
  nodes: {
    name: { type: "ask", slot: "name", ...name, spec: { kind: "name" }, next: { otherwise: "phone" } },
    phone: { type: "ask", slot: "phone", ...phone, spec: { kind: "phone" }, confirm: true, next: { otherwise: null } },
  },
});

/** Need, budget and time, then consent to be called back: without it, nothing is written down. */
import { takeMessage } from "../parts/message-flows.ts";
import type { TemplateFlow, TemplateNode } from "../template.ts";

export interface LeadWords {
  need: { text: string; help: string };
  budget: { text: string; help: string };
  start: { text: string; help: string };
  consent: { text: string; again: string[] };
  declined: string;
  taken: string;
  failed: string;
}

export function leadFlow({ need, budget, start, consent, declined, taken, failed }: LeadWords): TemplateFlow {
  return {
    id: "lead",
    start: "need",
    nodes: {
      need: inOwnWords("need", need, "budget"),
      // In the caller's own words: of "five thousand", understanding hears the five only.
      budget: inOwnWords("budget", budget, "start"),
      start: inOwnWords("start", start, "consent"),
      consent: {
        type: "ask",
        slot: "consent",
        ...consent,
        spec: { kind: "yes-no" },
        next: { when: [{ path: "consent", op: "eq", value: true, to: "caller" }], otherwise: "declined" },
      },
      caller: { type: "go", flow: "caller", next: { otherwise: "take" } },
      // The message is what they need; budget and time stand beside it in the call's log.
      take: takeMessage("need", { budget: "budget", start: "start" }),
      done: { type: "say", text: taken, next: { otherwise: null } },
      failed: { type: "say", text: failed, next: { otherwise: null } },
      declined: { type: "say", text: declined, next: { otherwise: null } },
    },
  };
}

const inOwnWords = (slot: string, words: { text: string; help: string }, next: string): TemplateNode => ({
  ...{ type: "ask", slot, ...words, spec: { kind: "text" }, next: { otherwise: next } },
});

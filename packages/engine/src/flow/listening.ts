/** What the flow waits for, as transcribers and the key pad need to know it. */
import type { SlotSpec } from "./definition.ts";
import { grammarFor } from "./grammar.ts";
import { type Flows, nodeOf, top } from "./lookup.ts";
import type { FlowListening, FlowState } from "./state.ts";

const ONE_KEY = { minLength: 1, maxLength: 1, finishKey: null };
const ANYTHING: FlowListening = {
  expectation: { kind: "anything", grammar: null, phrases: [] },
  keys: ONE_KEY,
};

export function listeningFor(flows: Flows, state: FlowState): FlowListening | null {
  if (state.stack.length === 0) return null;
  const { waiting } = state;
  if (waiting?.for === "confirmation" || waiting?.for === "start-over") return yesNo();
  if (waiting?.for === "choice") {
    const choices = waiting.options.map((label) => ({ id: label, label }));
    return forSpec({ kind: "choice", choices });
  }
  const node = nodeOf(flows, top(state));
  if (waiting?.for === "answer" && node.type === "ask") return forSpec(node.spec);
  return ANYTHING;
}

const yesNo = (): FlowListening => forSpec({ kind: "yes-no" });

function forSpec(spec: SlotSpec): FlowListening {
  const phrases = (spec.choices ?? []).flatMap((choice) => [choice.label, ...(choice.says ?? [])]);
  return { expectation: { kind: spec.kind, grammar: grammarFor(spec), phrases }, keys: keysFor(spec) };
}

function keysFor(spec: SlotSpec): FlowListening["keys"] {
  switch (spec.kind) {
    case "phone":
      // Ten digits is the commonest full number; longer ones end with # or a pause.
      return { minLength: spec.minLength ?? 10, maxLength: spec.maxLength ?? 15, finishKey: "#" };
    case "digits":
      return { minLength: spec.minLength ?? 1, maxLength: spec.maxLength ?? 32, finishKey: "#" };
    case "number":
    case "money":
      return { minLength: 1, maxLength: 9, finishKey: "#" };
    case "time":
      return { minLength: 1, maxLength: 4, finishKey: "#" };
    default:
      return ONE_KEY;
  }
}

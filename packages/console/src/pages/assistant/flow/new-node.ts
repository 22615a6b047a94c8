/** A node of each kind as it is before anybody has written anything: of a shape that can be saved. Pure. */
import type { FlowDefinition, FlowNode, SlotKind } from "@offhook/engine/flow";
import { freeName } from "./flow-edits.ts";
import { type FlowList, slotsOf } from "./flow-list-edits.ts";

export type NodeKind = FlowNode["type"];

export const NODE_KINDS: readonly NodeKind[] = [
  "say",
  "ask",
  "choose",
  "listen",
  "branch",
  "run",
  "go",
  "transfer",
  "end",
];

export const SLOT_KINDS: readonly SlotKind[] = [
  ...(["text", "yes-no", "name", "phone", "date", "time", "number", "digits", "money", "choice"] as const),
];

/** What a node may name: all of it exists. */
export interface Around {
  flows: FlowList;
  tools: readonly string[];
  people: readonly string[];
}

/** Going into another flow needs one. */
export const kindsFor = ({ flows }: Around): NodeKind[] =>
  NODE_KINDS.filter((kind) => kind !== "go" || flows.length > 1);

export const newNodeName = (flow: FlowDefinition, kind: NodeKind): string =>
  freeName(kind, Object.keys(flow.nodes), "");

export function newNode(kind: NodeKind, flow: FlowDefinition, { flows, tools, people }: Around): FlowNode {
  const next = { otherwise: null };
  const slot = (wanted: string): string => freeName(wanted, slotsOf(flows), "");
  switch (kind) {
    case "say":
      return { type: "say", text: "", next };
    case "ask":
      return { type: "ask", slot: slot("answer"), text: "", spec: { kind: "text" }, next };
    case "choose":
      return { type: "choose", slot: slot("choice"), text: "", from: "result.alternatives", next };
    case "listen":
      return { type: "listen", text: "", intents: [], otherwise: "" };
    case "branch":
      return { type: "branch", next };
    case "run":
      return { type: "run", tool: tools[0] ?? "takeMessage", args: {}, next };
    case "go":
      return { type: "go", flow: flows.find(({ id }) => id !== flow.id)?.id ?? flow.id, next };
    case "transfer":
      return { type: "transfer", person: people[0] ?? "person", onFailed: "" };
    case "end":
      return { type: "end", text: "" };
  }
}

/** A first flow that can run as it is, in the language that its callers hear. */
export function firstFlow(language: string): FlowDefinition {
  const words = language.startsWith("ru") ? FIRST.ru : FIRST.en;
  return {
    id: "main",
    start: "question",
    nodes: {
      question: {
        type: "ask",
        slot: "answer",
        text: words.question,
        spec: { kind: "text" },
        next: { otherwise: "thanks" },
      },
      thanks: { type: "say", text: words.thanks, next: { otherwise: "bye" } },
      bye: { type: "end", text: words.bye },
    },
  };
}

const FIRST = {
  en: { question: "What are you calling about?", thanks: "Thank you, I have understood.", bye: "Goodbye." },
  ru: { question: "По какому вопросу вы звоните?", thanks: "Спасибо, всё понятно.", bye: "До свидания." },
};

/** Another flow: it says something and goes back to where it was entered from. */
export const emptyFlow = (id: string): FlowDefinition => ({
  id,
  start: "say",
  nodes: { say: { type: "say", text: "", next: { otherwise: null } } },
});

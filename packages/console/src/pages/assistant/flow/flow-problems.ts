/** What keeps a flow from running: the engine's own sentences, each tied to the node that it names. Pure. */
import { type FlowDefinition, flowProblems } from "@offhook/engine/flow";
import { type FlowList, slotsOf } from "./flow-list-edits.ts";

export type ProblemKind = keyof typeof CHECKED | keyof typeof KNOWN_LATER | "other";

export interface FlowProblem {
  kind: ProblemKind;
  /** As the engine says it. */
  sentence: string;
  node: string | null;
  /** What else it names: a node, a value, a tool, a person, a flow. */
  what: string;
}

/** The sentences of `check-flow.ts`. */
const CHECKED = {
  // A transfer that says nothing about what comes when nobody answers.
  open: /^"(?<node>.*)" leads to "", and there is no node of that name$/,
  start: /^it has no node named "(?<what>.*)" to start with$/,
  missing: /^"(?<node>.*)" leads to "(?<what>.*)", and there is no node of that name$/,
  unreached: /^nothing leads to "(?<node>.*)"$/,
  closed: /^from "(?<node>.*)" there is no way out/,
  unfilled: /^"(?<node>.*)" reads "(?<what>.*)", and nothing fills it$/,
};
/** Those of `check-assistant.ts`, which knows tools, people and the other flows: the server has them once it is saved. */
const KNOWN_LATER = {
  tool: /^"(?<node>.*)" runs the tool "(?<what>.*)", which the assistant does not have$/,
  person: /^"(?<node>.*)" transfers to "(?<what>.*)", and nobody has that id$/,
  flow: /^"(?<node>.*)" leads to the flow "(?<what>.*)", which the assistant does not have$/,
  back: /^"(?<node>.*)" goes back, but a call begins there/,
};

/** `saved`: the problems of the assistant as it was last saved. */
export function problemsIn(flow: FlowDefinition, flows: FlowList, saved: readonly string[] = []): FlowProblem[] {
  const begin = `in the flow "${flow.id}", `;
  const later = saved
    .filter((sentence) => sentence.startsWith(begin))
    .map((sentence) => read(sentence.slice(begin.length), KNOWN_LATER))
    .filter(({ kind, node }) => kind !== "other" && node !== null && Object.hasOwn(flow.nodes, node));
  const own = flowProblems(flow, slotsOf(flows)).map((sentence) => read(sentence, CHECKED));
  return [...own, ...later];
}

/** A problem of a flow as the server says it, without the flow's name. */
export const readFlowProblem = (sentence: string): FlowProblem => read(sentence, { ...CHECKED, ...KNOWN_LATER });

function read(sentence: string, known: Readonly<Record<string, RegExp>>): FlowProblem {
  for (const [kind, shape] of Object.entries(known)) {
    const { groups } = shape.exec(sentence) ?? {};
    if (!shape.test(sentence)) continue;
    return { kind: kind as ProblemKind, sentence, node: groups?.node ?? null, what: groups?.what ?? "" };
  }
  return { kind: "other", sentence, node: null, what: "" };
}

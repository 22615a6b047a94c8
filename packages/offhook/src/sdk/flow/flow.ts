/** `flow()`: a branching dialogue, written in TypeScript; what comes out is the same data that the console edits. */
import { type FlowDefinition, type FlowNode, FlowProblems, flowProblems } from "@offhook/engine/flow";
import type { CodeTool } from "../tool.ts";
import type { CheckedNodes, FinishedNode } from "./node-types.ts";
import { type Slots, slots } from "./slots.ts";

export interface FlowOptions<Known extends string, Start extends string = "start"> {
  /** Values that come from elsewhere: variables of the call, or slots that another flow fills. */
  knows?: readonly Known[];
  /** The node that it begins with; default `start`. */
  start?: Start;
}

/** Begins at the node `start`, or at the one that `start` names. Throws `FlowProblems` for what the types could not see. */
export function flow<
  const Nodes extends Readonly<Record<string, FinishedNode>>,
  const Known extends string = never,
  const Start extends string = "start",
>(
  id: string,
  build: (words: { slots: Slots }) => Nodes & CheckedNodes<Nodes, Known> & { readonly [S in NoInfer<Start>]: unknown },
  { knows = [], start }: FlowOptions<Known, Start> = {},
): FlowDefinition {
  const nodes: Readonly<Record<string, FinishedNode>> = build({ slots });
  const definition: FlowDefinition = { id, start: start ?? "start", nodes: dataOf(nodes) };
  const problems = flowProblems(definition, knows);
  if (problems.length > 0) throw new FlowProblems(id, problems);
  toolsOf.set(
    definition,
    Object.values(nodes).flatMap((node) => (node.tool ? [node.tool as CodeTool] : [])),
  );
  return definition;
}

/** A definition is plain data and holds no code: the tools that it runs are kept beside it. */
const toolsOf = new WeakMap<FlowDefinition, readonly CodeTool[]>();
export const toolsOfFlow = (definition: FlowDefinition): readonly CodeTool[] => toolsOf.get(definition) ?? [];

function dataOf(nodes: Readonly<Record<string, FinishedNode>>): Record<string, FlowNode> {
  const data: Record<string, FlowNode> = {};
  for (const [name, node] of Object.entries(nodes)) {
    data[name] = node.data;
    if (node.data.type !== "transfer" || node.data.onFailed !== "") continue;
    // Nobody answers: the agent has said so by then, and what is left is the goodbye.
    data[name] = { ...node.data, onFailed: `${name}Failed` };
    data[`${name}Failed`] = { type: "end", text: "" };
  }
  return data;
}

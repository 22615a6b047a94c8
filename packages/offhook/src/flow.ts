/** Branching dialogues in TypeScript: a wrong slot name or a missing branch does not compile. */
export { type FlowDefinition, FlowProblems } from "@offhook/engine/flow";
export { type FlowOptions, flow } from "./sdk/flow/flow.ts";
export type { Case, FinishedNode, Ref } from "./sdk/flow/node-types.ts";
export {
  type AskOptions,
  ask,
  branch,
  choose,
  end,
  go,
  type ListenOptions,
  listen,
  type OpenNode,
  type RunEnd,
  type RunNode,
  run,
  say,
  type TransferNode,
  transfer,
  when,
} from "./sdk/flow/nodes.ts";

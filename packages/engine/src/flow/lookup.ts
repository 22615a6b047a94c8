/** Finds flows, nodes and slots by name. A name that is not there is a mistake in the definition: it throws. */
import type { FlowDefinition, FlowNode, SlotSpec } from "./definition.ts";
import type { FlowFrame, FlowState } from "./state.ts";

export type Flows = readonly FlowDefinition[];

export function flowOf(flows: Flows, id: string): FlowDefinition {
  const flow = flows.find((one) => one.id === id);
  if (!flow) throw new Error(`There is no flow named ${id}`);
  return flow;
}

export function nodeOf(flows: Flows, frame: FlowFrame): FlowNode {
  const node = flowOf(flows, frame.flow).nodes[frame.node];
  if (!node) throw new Error(`Flow ${frame.flow} has no node named ${frame.node}`);
  return node;
}

export function top(state: FlowState): FlowFrame {
  const frame = state.stack.at(-1);
  if (!frame) throw new Error("The flow has ended");
  return frame;
}

export interface KnownSlot {
  name: string;
  spec: SlotSpec;
  frame: FlowFrame;
}

/** Every slot that a flow asks for, in the order of its nodes. */
export function slotsOf(flow: FlowDefinition): KnownSlot[] {
  return Object.entries(flow.nodes).flatMap(([node, one]) =>
    one.type === "ask" ? [{ name: one.slot, spec: one.spec, frame: { flow: flow.id, node } }] : [],
  );
}

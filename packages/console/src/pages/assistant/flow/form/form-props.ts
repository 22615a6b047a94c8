/** What every part of a node's form gets. */
import type { FlowDefinition, FlowNode } from "@offhook/engine/flow";
import type { Way } from "../flow-edits.ts";
import type { Around, NodeKind } from "../new-node.ts";

export interface PartProps<Node extends FlowNode = FlowNode> {
  name: string;
  node: Node;
  flow: FlowDefinition;
  around: Around;
  /** `field`: letters typed there are one step back. */
  change: (node: FlowNode, field?: string) => void;
  lead: (way: Way, to: string | null) => void;
  /** A new node at the end of that way. */
  leadToNew: (way: Way) => void;
  renameSlot: (slot: string) => void;
}

export type NodeOf<Kind extends NodeKind> = Extract<FlowNode, { type: Kind }>;
export type NodeWithNext = Extract<FlowNode, { next: unknown }>;

/** Edits of an assistant's list of flows: a call begins in the first, the others are led into from nodes. Pure. */
import type { FlowDefinition, FlowNode } from "@offhook/engine/flow";
import { freeName } from "./flow-edits.ts";

export type FlowList = readonly FlowDefinition[];

/** As the server takes it. */
export const MOST_FLOWS = 50;

export const withFlow = (flows: FlowList, flow: FlowDefinition): FlowDefinition[] =>
  flows.some(({ id }) => id === flow.id) ? flows.map((one) => (one.id === flow.id ? flow : one)) : [...flows, flow];

export const freeFlowId = (flows: FlowList, wanted: string): string =>
  freeName(
    wanted,
    flows.map(({ id }) => id),
  );

/** Nodes that led into it still do: that is a problem to be seen, not to be guessed away. */
export const withoutFlow = (flows: FlowList, id: string): FlowDefinition[] => flows.filter((one) => one.id !== id);

export function madeFirst(flows: FlowList, id: string): FlowDefinition[] {
  return [...flows.filter((one) => one.id === id), ...flows.filter((one) => one.id !== id)];
}

/** Every node and intent that leads into it follows. A name that is taken changes nothing. */
export function renameFlow(flows: FlowList, id: string, wanted: string): FlowDefinition[] {
  if (wanted === "" || flows.some((one) => one.id === wanted)) return [...flows];
  return flows.map((flow) => ({
    ...flow,
    id: flow.id === id ? wanted : flow.id,
    nodes: mapNodes(flow, (node) => {
      if (node.type === "go" && node.flow === id) return { ...node, flow: wanted };
      if (node.type !== "listen") return node;
      return { ...node, intents: node.intents.map((one) => (one.flow === id ? { ...one, flow: wanted } : one)) };
    }),
  }));
}

/** What a node fills; null: nothing. */
export const slotOf = (node: FlowNode): string | null =>
  node.type === "ask" || node.type === "choose" ? node.slot : null;

export const slotsOf = (flows: FlowList): string[] => [
  ...new Set(flows.flatMap(({ nodes }) => Object.values(nodes).flatMap((node) => slotOf(node) ?? []))),
];

/**
 * Another name for what a node fills. Where no other node fills it, whatever reads it follows: texts, conditions and
 * arguments of every flow.
 */
export function renameSlot(flows: FlowList, id: string, name: string, wanted: string): FlowDefinition[] {
  const flow = flows.find((one) => one.id === id);
  const node = flow?.nodes[name];
  const slot = node && slotOf(node);
  if (!flow || !slot || wanted === "" || slot === wanted) return [...flows];
  const fillers = flows.flatMap(({ nodes }) => Object.values(nodes)).filter((one) => slotOf(one) === slot);
  const own = { ...flow, nodes: { ...flow.nodes, [name]: { ...node, slot: wanted } as FlowNode } };
  const list = flows.map((one) => (one === flow ? own : one));
  if (fillers.length > 1) return list;
  return list.map((one) => ({ ...one, nodes: mapNodes(one, (each) => reading(each, slot, wanted)) }));
}

function mapNodes({ nodes }: FlowDefinition, change: (node: FlowNode) => FlowNode): Record<string, FlowNode> {
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, change(node)]));
}

function reading(node: FlowNode, slot: string, wanted: string): FlowNode {
  const path = (text: string): string => inPath(text, slot, wanted);
  const texts = "text" in node && node.text ? { text: inText(node.text, slot, wanted) } : {};
  const changed = { ...node, ...texts } as FlowNode;
  if ("next" in changed && changed.next.when) {
    const when = changed.next.when.map((one) => ({ ...one, path: path(one.path) }));
    Object.assign(changed, { next: { ...changed.next, when } });
  }
  if (changed.type === "choose") return { ...changed, from: path(changed.from) };
  if (changed.type !== "run") return changed;
  const args = Object.entries(changed.args).map(([key, value]) => [key, value.startsWith("=") ? value : path(value)]);
  return { ...changed, args: Object.fromEntries(args) };
}

function inPath(path: string, slot: string, wanted: string): string {
  const [head = "", ...rest] = path.split(".");
  const renamed = head === slot ? wanted : head === `${slot}Confirmed` ? `${wanted}Confirmed` : head;
  return [renamed, ...rest].join(".");
}

const inText = (text: string, slot: string, wanted: string): string =>
  text.replace(/(\{\{\s*)([\w.]+)/g, (_, braces: string, path: string) => braces + inPath(path, slot, wanted));

/** Edits of one flow. Each gives a new flow of a shape that the server reads; what it means is `flow-problems.ts`'s affair. */
import type { FlowDefinition, FlowNode, Next } from "@offhook/engine/flow";

type Nodes = Record<string, FlowNode>;
type Retarget = (target: string) => string | null;

/** As the server takes them: of nodes, slots, flows, tools and intents. */
export const MOST_NAME_LETTERS = 64;

export function changeNode(flow: FlowDefinition, name: string, node: FlowNode): FlowDefinition {
  return Object.hasOwn(flow.nodes, name) ? { ...flow, nodes: { ...flow.nodes, [name]: node } } : flow;
}

/** `say`, then `say-2`, then `say-3`. */
export function freeName(wanted: string, taken: readonly string[], between = "-"): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted}${between}${number}`;
  return name;
}

/** Put after `after` where that has one way on: what came next comes after the new one. Else it stands alone. */
export function addNode(flow: FlowDefinition, name: string, node: FlowNode, after?: string): FlowDefinition {
  const before = after === undefined ? undefined : flow.nodes[after];
  const alone = { ...flow, nodes: { ...flow.nodes, [name]: node } };
  if (after === undefined || !before) return alone;
  if (before.type === "transfer" && !Object.hasOwn(flow.nodes, before.onFailed)) {
    return changeNode(alone, after, { ...before, onFailed: name });
  }
  if (before.type === "listen") {
    const id = freeName(name, idsOf(before.intents));
    return changeNode(alone, after, { ...before, intents: [...before.intents, { id, examples: [], node: name }] });
  }
  if (!("next" in before)) return alone;
  const { otherwise } = before.next;
  const added = otherwise === null ? node : leadingOn(node, otherwise);
  // Between two nodes stands only what leads on to the second.
  if (!added) return alone;
  const linked = changeNode(alone, after, { ...before, next: { ...before.next, otherwise: name } });
  return changeNode(linked, name, added);
}

function leadingOn(node: FlowNode, to: string): FlowNode | null {
  if (node.type === "transfer") return { ...node, onFailed: to };
  return "next" in node ? { ...node, next: { ...node.next, otherwise: to } } : null;
}

const idsOf = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

/** The last node stays: a flow without any cannot begin. What led to it leads to where it led on. */
export function removeNode(flow: FlowDefinition, name: string): FlowDefinition {
  const { [name]: removed, ...nodes } = flow.nodes;
  const left = Object.keys(nodes);
  if (!removed || left.length === 0) return flow;
  const on = "next" in removed ? removed.next.otherwise : null;
  const heir = on !== null && Object.hasOwn(nodes, on) ? on : null;
  const start = flow.start === name ? (heir ?? (left[0] as string)) : flow.start;
  return retarget({ ...flow, start, nodes }, (target) => (target === name ? heir : target));
}

/** Everything that leads to it follows. A name that is taken changes nothing. */
export function renameNode(flow: FlowDefinition, name: string, wanted: string): FlowDefinition {
  if (!Object.hasOwn(flow.nodes, name) || Object.hasOwn(flow.nodes, wanted) || wanted === "") return flow;
  // In its old place: the order of the nodes is what code and differences show.
  const nodes = Object.fromEntries(
    Object.entries(flow.nodes).map(([key, node]) => [key === name ? wanted : key, node]),
  );
  const start = flow.start === name ? wanted : flow.start;
  return retarget({ ...flow, start, nodes }, (target) => (target === name ? wanted : target));
}

export function setStart(flow: FlowDefinition, name: string): FlowDefinition {
  return Object.hasOwn(flow.nodes, name) ? { ...flow, start: name } : flow;
}

/** A way out of a node: its usual one, the one of a condition or an intent by its place, or the one of a failure. */
export type Way = { by: "next" } | { by: "when" | "intent"; index: number } | { by: "fault" } | { by: "failed" };

export function connect(flow: FlowDefinition, name: string, way: Way, to: string): FlowDefinition {
  const node = flow.nodes[name];
  const changed = node && connected(node, way, to);
  return changed ? changeNode(flow, name, changed) : flow;
}

/** A condition goes with its way: without one it would be nothing. */
export function disconnect(flow: FlowDefinition, name: string, way: Way): FlowDefinition {
  const node = flow.nodes[name];
  const changed = node && connected(node, way, null);
  return changed ? changeNode(flow, name, changed) : flow;
}

function connected(node: FlowNode, way: Way, to: string | null): FlowNode | null {
  if (way.by === "next" && "next" in node) return { ...node, next: { ...node.next, otherwise: to } };
  if (way.by === "when" && "next" in node) return { ...node, next: nextWith(node.next, way.index, to) };
  if (way.by === "fault" && node.type === "run") {
    const { onFault: _, ...rest } = node;
    return to === null ? rest : { ...rest, onFault: to };
  }
  if (way.by === "failed" && node.type === "transfer") return { ...node, onFailed: to ?? "" };
  if (way.by !== "intent" || node.type !== "listen") return null;
  return {
    ...node,
    intents: node.intents.map((intent, index) => {
      if (index !== way.index) return intent;
      const { answer: _answer, node: _node, flow: _flow, ...rest } = intent;
      return to === null ? rest : { ...rest, node: to };
    }),
  };
}

function nextWith({ when = [], otherwise }: Next, index: number, to: string | null): Next {
  const list = when.flatMap((one, at) => (at !== index ? [one] : to === null ? [] : [{ ...one, to }]));
  return list.length > 0 ? { when: list, otherwise } : { otherwise };
}

/** `null`: that way is closed. */
function retarget(flow: FlowDefinition, aim: Retarget): FlowDefinition {
  const nodes: Nodes = {};
  for (const [name, node] of Object.entries(flow.nodes)) nodes[name] = aimed(node, aim);
  return { ...flow, nodes };
}

function aimed(node: FlowNode, aim: Retarget): FlowNode {
  if (node.type === "end") return node;
  if (node.type === "transfer") return { ...node, onFailed: node.onFailed && (aim(node.onFailed) ?? "") };
  if (node.type === "listen") {
    const intents = node.intents.map(({ node: to, ...intent }) => {
      const target = to === undefined ? null : aim(to);
      return target === null ? intent : { ...intent, node: target };
    });
    return { ...node, intents };
  }
  const next = aimedNext(node.next, aim);
  if (node.type !== "run") return { ...node, next };
  const { onFault, ...rest } = node;
  const target = onFault === undefined ? null : aim(onFault);
  return { ...rest, next, ...(target === null ? {} : { onFault: target }) };
}

function aimedNext({ when, otherwise }: Next, aim: Retarget): Next {
  const list = (when ?? []).flatMap((one) => {
    const to = aim(one.to);
    return to === null ? [] : [{ ...one, to }];
  });
  return { ...(list.length > 0 ? { when: list } : {}), otherwise: otherwise === null ? null : aim(otherwise) };
}

/** Where a node may lead within its flow, and by what. Pure; the engine's `check-flow.ts` follows the same ways. */
import type { FlowDefinition, FlowNode, Next } from "@offhook/engine/flow";

/** What leads along a link. */
export type LinkBy =
  | { by: "next" }
  /** The way that is left once conditions were asked. */
  | { by: "otherwise" }
  | { by: "when"; condition: NonNullable<Next["when"]>[number] }
  | { by: "intent"; intent: string }
  | { by: "fault" }
  | { by: "failed" };

export type Link = LinkBy & { to: string };

export function linksOf(node: FlowNode): Link[] {
  if (node.type === "end") return [];
  if (node.type === "transfer") return node.onFailed ? [{ by: "failed", to: node.onFailed }] : [];
  if (node.type === "listen") {
    return node.intents.flatMap(({ id, node: to }) => (to ? [{ by: "intent", intent: id, to } as const] : []));
  }
  const { when = [], otherwise } = node.next;
  return [
    ...when.map((condition) => ({ by: "when", condition, to: condition.to }) as const),
    ...(otherwise === null ? [] : [{ by: when.length > 0 ? "otherwise" : "next", to: otherwise } as const]),
    ...(node.type === "run" && node.onFault ? [{ by: "fault", to: node.onFault } as const] : []),
  ];
}

/** Every way between two nodes that exist, drawn as one line however many things lead along it. */
export interface Edge {
  from: string;
  to: string;
  links: Link[];
}

export function edgesOf({ nodes }: FlowDefinition): Edge[] {
  return Object.entries(nodes).flatMap(([from, node]) => {
    const links = linksOf(node).filter(({ to }) => Object.hasOwn(nodes, to));
    const targets = [...new Set(links.map(({ to }) => to))];
    return targets.map((to) => ({ from, to, links: links.filter((link) => link.to === to) }));
  });
}

export function reachedFrom({ nodes, start }: FlowDefinition): Set<string> {
  const reached = new Set(Object.hasOwn(nodes, start) ? [start] : []);
  for (const name of reached) {
    for (const { to } of linksOf(nodes[name] as FlowNode)) if (Object.hasOwn(nodes, to)) reached.add(to);
  }
  return reached;
}

/**
 * Puts nodes into layers, each below everything that leads to it. Ways that lead back are turned round first, as in every
 * drawing by layers (Sugiyama). Pure, and blind to the order in which a store keeps the nodes.
 */
import type { FlowDefinition } from "@offhook/engine/flow";
import { type Edge, edgesOf, linksOf } from "./node-links.ts";

/** A line as it is laid out: downwards. `isBack`: it is drawn from below to above. */
export interface DownEdge {
  edge: Edge;
  upper: string;
  lower: string;
  isBack: boolean;
}

export interface Layered {
  /** In the order in which a caller may come by them, then those that nothing leads to. */
  order: string[];
  layerOf: Map<string, number>;
  edges: DownEdge[];
}

export function layered(flow: FlowDefinition): Layered {
  const { order, isAbove } = walked(flow);
  const place = new Map(order.map((name, index) => [name, index]));
  const edges = edgesOf(flow)
    .filter(({ from, to }) => from !== to)
    .map((edge): DownEdge => {
      // What leads to an ancestor, or to the first node of all, leads back.
      const isBack = edge.to === flow.start || isAbove(edge.to, edge.from);
      return { edge, isBack, upper: isBack ? edge.to : edge.from, lower: isBack ? edge.from : edge.to };
    })
    .sort((a, b) => (place.get(a.edge.from) ?? 0) - (place.get(b.edge.from) ?? 0));
  return { order, layerOf: longestWays(order, edges), edges };
}

/** Depth first, by the order of the ways: who came first is asked who was under way when. */
function walked(flow: FlowDefinition) {
  const begun = new Map<string, number>();
  const ended = new Map<string, number>();
  let steps = 0;
  function visit(name: string): void {
    const node = flow.nodes[name];
    if (!node || begun.has(name)) return;
    begun.set(name, steps++);
    for (const { to } of linksOf(node)) visit(to);
    ended.set(name, steps++);
  }
  visit(flow.start);
  for (const name of rootsOf(flow)) visit(name);
  const order = [...begun.keys()];
  const at = (times: Map<string, number>, name: string): number => times.get(name) ?? 0;
  return {
    order,
    isAbove: (above: string, name: string): boolean =>
      at(begun, above) < at(begun, name) && at(ended, above) > at(ended, name),
  };
}

/** Those that nothing leads to before those that only lead to each other. */
function rootsOf(flow: FlowDefinition): string[] {
  const led = new Set(edgesOf(flow).flatMap(({ from, to }) => (from === to ? [] : [to])));
  const names = Object.keys(flow.nodes).sort();
  return [...names.filter((name) => !led.has(name)), ...names.filter((name) => led.has(name))];
}

function longestWays(order: readonly string[], edges: readonly DownEdge[]): Map<string, number> {
  const layerOf = new Map(order.map((name) => [name, 0]));
  // Without circles it is over after as many rounds as there are nodes.
  for (let round = 0, changed = true; changed && round <= order.length; round += 1) {
    changed = false;
    for (const { upper, lower } of edges) {
      const wanted = (layerOf.get(upper) ?? 0) + 1;
      if ((layerOf.get(lower) ?? 0) >= wanted) continue;
      layerOf.set(lower, wanted);
      changed = true;
    }
  }
  return layerOf;
}

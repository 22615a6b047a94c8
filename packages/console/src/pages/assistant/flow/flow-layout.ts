/**
 * Where a flow's nodes stand and how its lines run, from the flow alone: nothing of it is stored, and the same flow is always
 * drawn the same. Pure, in CSS pixels.
 */
import type { FlowDefinition } from "@offhook/engine/flow";
import { type DownEdge, layered } from "./layers.ts";
import type { Edge } from "./node-links.ts";
import { type Item, placed, type Rows, untangled } from "./row-order.ts";

export const NODE_WIDTH_PX = 208;
export const NODE_HEIGHT_PX = 104;
const ROW_GAP_PX = 78;
const GAP_PX = 30;
const MARGIN_PX = 28;
/** A line that passes a row between its nodes. */
const LANE_WIDTH_PX = 26;

/** Nodes that follow each other stand below each other; lines past rows bend for them, and those that lead back all the more. */
const LANE_WEIGHT = 0.1;
const STRAIGHT_PULL = 6;
const BACK_PULL = 0.05;

export interface Point {
  x: number;
  y: number;
}

export interface DrawnEdge {
  edge: Edge;
  /** From the first node's rim to the last one's. */
  points: Point[];
  isBack: boolean;
}

export interface Layout {
  /** Left upper corners. */
  nodes: Map<string, Point>;
  /** Layer of each node, the start's first. */
  layerOf: Map<string, number>;
  /** In the order in which a list reads them. */
  order: string[];
  edges: DrawnEdge[];
  width: number;
  height: number;
}

export function layoutOf(flow: FlowDefinition): Layout {
  const { order, layerOf, edges } = layered(flow);
  const lanes = edges.map((edge) => lanesOf(edge, layerOf));
  const middles = placed(untangled(rowsOf(order, layerOf, edges, lanes)), GAP_PX);
  const left = Math.min(...[...middles].map(([key, x]) => x - widthOf(key, layerOf) / 2), 0);
  const right = Math.max(...[...middles].map(([key, x]) => x + widthOf(key, layerOf) / 2), 0);
  const middleOf = (key: string): number => (middles.get(key) ?? 0) - left + MARGIN_PX;
  const nodes = new Map(
    order.map((name) => [name, { x: middleOf(name) - NODE_WIDTH_PX / 2, y: topOf(layerOf.get(name) ?? 0) }]),
  );
  const rows = Math.max(0, ...layerOf.values()) + 1;
  return {
    ...{ nodes, layerOf, order },
    edges: edges.map((edge, index) => drawn(edge, lanes[index] ?? [], edges, layerOf, middleOf)),
    width: right - left + 2 * MARGIN_PX,
    height: topOf(rows) - ROW_GAP_PX + MARGIN_PX,
  };
}

const topOf = (layer: number): number => MARGIN_PX + layer * (NODE_HEIGHT_PX + ROW_GAP_PX);
const widthOf = (key: string, layerOf: ReadonlyMap<string, number>): number =>
  layerOf.has(key) ? NODE_WIDTH_PX : LANE_WIDTH_PX;

interface Lane {
  key: string;
  layer: number;
}

/** No name of a node holds a line break: fields take one line. */
function lanesOf({ edge, upper, lower }: DownEdge, layerOf: ReadonlyMap<string, number>): Lane[] {
  const first = (layerOf.get(upper) ?? 0) + 1;
  const count = Math.max(0, (layerOf.get(lower) ?? 0) - first);
  return Array.from({ length: count }, (_, index) => ({
    key: `\n${edge.from}\n${edge.to}\n${index}`,
    layer: first + index,
  }));
}

function rowsOf(
  order: readonly string[],
  layerOf: ReadonlyMap<string, number>,
  edges: readonly DownEdge[],
  lanes: readonly Lane[][],
): Rows {
  const items = new Map<string, Item & { layer: number }>();
  const add = (key: string, layer: number): void => {
    const weight = layerOf.has(key) ? 1 : LANE_WEIGHT;
    items.set(key, { key, layer, width: widthOf(key, layerOf), weight, above: [], below: [] });
  };
  for (const name of order) add(name, layerOf.get(name) ?? 0);
  edges.forEach(({ upper, lower, isBack }, index) => {
    for (const { key, layer } of lanes[index] ?? []) add(key, layer);
    const chain = [upper, ...(lanes[index] ?? []).map(({ key }) => key), lower];
    chain.slice(1).forEach((key, at) => {
      const above = chain[at] as string;
      const weight = isBack ? BACK_PULL : layerOf.has(above) && layerOf.has(key) ? STRAIGHT_PULL : 1;
      items.get(key)?.above.push({ to: above, weight });
      items.get(above)?.below.push({ to: key, weight });
    });
  });
  const rows: Rows = Array.from({ length: Math.max(0, ...layerOf.values()) + 1 }, () => []);
  for (const item of items.values()) rows[item.layer]?.push(item);
  return rows;
}

/** Along the rim, lines stand side by side in the order of where they go. */
function drawn(
  one: DownEdge,
  lanes: readonly Lane[],
  all: readonly DownEdge[],
  layerOf: ReadonlyMap<string, number>,
  middleOf: (key: string) => number,
): DrawnEdge {
  const from: Point = { x: rimOf(one, "upper", all, middleOf), y: topOf(layerOf.get(one.upper) ?? 0) + NODE_HEIGHT_PX };
  const to: Point = { x: rimOf(one, "lower", all, middleOf), y: topOf(layerOf.get(one.lower) ?? 0) };
  const between = lanes.flatMap(({ key, layer }) => {
    const x = middleOf(key);
    return [
      { x, y: topOf(layer) },
      { x, y: topOf(layer) + NODE_HEIGHT_PX },
    ];
  });
  const points = [from, ...between, to];
  return { edge: one.edge, isBack: one.isBack, points: one.isBack ? points.reverse() : points };
}

function rimOf(
  one: DownEdge,
  end: "upper" | "lower",
  all: readonly DownEdge[],
  middleOf: (key: string) => number,
): number {
  const other = end === "upper" ? "lower" : "upper";
  const name = one[end];
  const beside = all
    .filter((edge) => edge[end] === name)
    .map((edge) => ({ edge, x: middleOf(edge[other]) }))
    .sort((a, b) => a.x - b.x);
  const index = beside.findIndex(({ edge }) => edge === one);
  const step = Math.min(36, (NODE_WIDTH_PX - 48) / Math.max(1, beside.length - 1));
  return middleOf(name) + (index - (beside.length - 1) / 2) * step;
}

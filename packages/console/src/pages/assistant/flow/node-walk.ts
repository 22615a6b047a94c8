/** Which node an arrow key leads to: along the lines first, then by where nodes stand. Pure. */
import type { Layout, Point } from "./flow-layout.ts";

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

export const isArrow = (key: string): key is Arrow => /^Arrow(Up|Down|Left|Right)$/.test(key);

/** `name` itself where nothing lies that way. */
export function nodeToward(layout: Layout, name: string, key: Arrow): string {
  const here = layout.nodes.get(name);
  if (!here) return layout.order[0] ?? name;
  const others = [...layout.nodes].filter(([other]) => other !== name).map(([other, point]) => ({ other, point }));
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const sign = key === "ArrowRight" ? 1 : -1;
    const beside = others.filter(({ point }) => point.y === here.y && (point.x - here.x) * sign > 0);
    return nearest(here, beside) ?? name;
  }
  const sign = key === "ArrowDown" ? 1 : -1;
  const beyond = others.filter(({ point }) => (point.y - here.y) * sign > 0);
  const tied = new Set(
    layout.edges.flatMap(({ edge: { from, to } }) => (from === name ? [to] : to === name ? [from] : [])),
  );
  return (
    nearest(
      here,
      beyond.filter(({ other }) => tied.has(other)),
    ) ??
    nearest(here, beyond) ??
    name
  );
}

function nearest(here: Point, others: readonly { other: string; point: Point }[]): string | null {
  const far = ({ x, y }: Point): number => Math.abs(y - here.y) * 4 + Math.abs(x - here.x);
  const [first] = [...others].sort((a, b) => far(a.point) - far(b.point) || a.other.localeCompare(b.other));
  return first?.other ?? null;
}

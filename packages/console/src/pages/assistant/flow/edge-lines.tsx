/** The lines of the drawing, with what leads along them. For the eye: every node says in words where it leads. */
import { useTranslation } from "react-i18next";
import type { DrawnEdge, Layout, Point } from "./flow-layout.ts";
import { labelOf } from "./node-words.ts";

const MOST_LETTERS = 32;

export function EdgeLines({ layout, chosen }: { layout: Layout; chosen: string | null }) {
  const { t } = useTranslation();
  const isNear = ({ edge }: DrawnEdge): boolean => edge.from === chosen || edge.to === chosen;
  // Those of the chosen node last, so above the others.
  const edges = [...layout.edges].sort((a, b) => Number(isNear(a)) - Number(isNear(b)));
  return (
    <svg aria-hidden className="pointer-events-none absolute inset-0" width={layout.width} height={layout.height}>
      <defs>
        {(["line", "accent"] as const).map((name) => (
          <marker
            key={name}
            id={`flow-arrow-${name}`}
            {...{ viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }}
          >
            <path d="M0 0.5 L7.5 4 L0 7.5 Z" fill={COLOURS[name]} />
          </marker>
        ))}
      </defs>
      {edges.map((one) => (
        <path
          key={keyOf(one)}
          d={pathOf(one.points)}
          fill="none"
          stroke={COLOURS[isNear(one) ? "accent" : "line"]}
          strokeWidth={isNear(one) ? 1.75 : 1.25}
          markerEnd={`url(#flow-arrow-${isNear(one) ? "accent" : "line"})`}
        />
      ))}
      {edges.map((one) => (
        <EdgeLabel key={keyOf(one)} at={labelPoint(one, layout)} text={labelOf(one.edge, t)} isNear={isNear(one)} />
      ))}
    </svg>
  );
}

const COLOURS = { line: "var(--text-3)", accent: "var(--accent)" };
const keyOf = ({ edge }: DrawnEdge): string => JSON.stringify([edge.from, edge.to]);

function EdgeLabel({ at, text, isNear }: { at: Point; text: string; isNear: boolean }) {
  if (!text) return null;
  const short = text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;
  return (
    <text
      {...{ x: at.x, y: at.y, textAnchor: "middle", dominantBaseline: "middle", fontSize: 11.5 }}
      fill={isNear ? "var(--accent-strong)" : "var(--text-2)"}
      stroke="var(--surface)"
      strokeWidth={5}
      strokeLinejoin="round"
      style={{ paintOrder: "stroke" }}
    >
      {short}
    </text>
  );
}

/** Straight down past a row, bent between rows. */
function pathOf(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      if (!before) return `M${point.x} ${point.y}`;
      if (before.x === point.x) return `L${point.x} ${point.y}`;
      const middle = (before.y + point.y) / 2;
      return `C${before.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`;
    })
    .join(" ");
}

/** On the way's first bend; ways that leave one node by the same rim have their words at different heights. */
function labelPoint(one: DrawnEdge, layout: Layout): Point {
  const [first, second] = one.points as [Point, Point];
  const beside = layout.edges
    .filter(({ edge, isBack }) => edge.from === one.edge.from && isBack === one.isBack)
    .sort((a, b) => (a.points[1]?.x ?? 0) - (b.points[1]?.x ?? 0));
  const place = beside.indexOf(one);
  const share = beside.length < 2 ? 0.5 : place % 2 === 0 ? 0.34 : 0.66;
  // The curve's place across: of a cubic whose ends go straight down.
  const across = share * share * (3 - 2 * share);
  return { x: first.x + (second.x - first.x) * across, y: first.y + (second.y - first.y) * share };
}

/** A node in the drawing: what kind it is, what it is called, what it says, and small signs of what it needs. */
import type { FlowNode } from "@offhook/engine/flow";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { NODE_HEIGHT_PX, NODE_WIDTH_PX, type Point } from "./flow-layout.ts";
import { linksOf } from "./node-links.ts";
import { saidBy, signsOf } from "./node-words.ts";

interface NodeBoxProps {
  name: string;
  node: FlowNode;
  point: Point;
  problems: number;
  isStart: boolean;
  isReached: boolean;
  isChosen: boolean;
  /** The one that Tab comes to. */
  isStop: boolean;
  choose: () => void;
}

export function NodeBox({ name, node, point, problems, isStart, isReached, isChosen, isStop, choose }: NodeBoxProps) {
  const { t } = useTranslation();
  const said = saidBy(node, t);
  const signs = signsOf(node, t);
  const targets = [...new Set(linksOf(node).map(({ to }) => to))];
  const spoken = [
    ...signs.map((one) => one.spoken),
    ...(isReached ? [] : [t("flow.canvas.unreached")]),
    ...(targets.length > 0 ? [t("flow.canvas.leads", { nodes: targets.join(", ") })] : []),
    ...(problems > 0 ? [t("flow.canvas.problem", { count: problems })] : []),
  ];
  const look = `${isReached ? "border-solid" : "border-dashed"} ${
    isChosen ? "border-accent ring-1 ring-accent" : problems > 0 ? "border-endpoint" : "border-line-strong"
  }`;
  const style: CSSProperties = { left: point.x, top: point.y, width: NODE_WIDTH_PX, height: NODE_HEIGHT_PX };
  return (
    <button
      type="button"
      data-node={name}
      aria-current={isChosen ? "true" : undefined}
      tabIndex={isStop ? 0 : -1}
      onClick={choose}
      className={`absolute flex flex-col items-start overflow-hidden rounded-card border bg-raised px-2.5 py-1.5 text-left hover:border-text-3 ${look}`}
      style={style}
    >
      <span className="flex w-full items-center gap-1.5 text-s text-text-3">
        {t(`flow.kinds.${node.type}`)}
        {isStart && (
          <span className="rounded-full bg-accent-soft px-1.5 text-accent-strong">{t("flow.canvas.start")}</span>
        )}
        {problems > 0 && (
          <span aria-hidden className="ml-auto font-semibold text-warn">
            ! {problems}
          </span>
        )}
      </span>
      <span className="w-full truncate font-[560]">{name}</span>
      <span
        className={`line-clamp-2 w-full text-s leading-[1.3] ${said.isMissing ? "text-text-3 italic" : "text-text-2"}`}
      >
        {said.text}
      </span>
      {signs.length > 0 && (
        <span aria-hidden className="code mt-auto w-full truncate text-text-2" style={{ fontSize: 11 }}>
          {signs.map(({ sign }) => sign).join("  ")}
        </span>
      )}
      {spoken.length > 0 && <span className="sr-only">{spoken.join(". ")}</span>}
    </button>
  );
}

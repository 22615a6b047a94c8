/** The drawing: walked by arrow keys, zoomed, drawn along. Shows what is; what is done is the editor's affair. */
import type { FlowDefinition, FlowNode } from "@offhook/engine/flow";
import { type KeyboardEvent, type ReactNode, useEffect, useId } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { EdgeLines } from "./edge-lines.tsx";
import type { Layout } from "./flow-layout.ts";
import type { FlowProblem } from "./flow-problems.ts";
import { NodeBox } from "./node-box.tsx";
import { reachedFrom } from "./node-links.ts";
import { isArrow, nodeToward } from "./node-walk.ts";
import { useDrag } from "./use-drag.ts";
import type { FlowEditor } from "./use-flow-editor.ts";
import { useZoom } from "./use-zoom.ts";

interface FlowCanvasProps {
  editor: FlowEditor;
  flow: FlowDefinition;
  layout: Layout;
  problems: readonly FlowProblem[];
  remove: (name: string) => void;
  openAdd: () => void;
  tools: ReactNode;
  height: string;
}

export function FlowCanvas({ editor, flow, layout, problems, remove, openAdd, tools, height }: FlowCanvasProps) {
  const { t } = useTranslation();
  const keysId = useId();
  const { box, scale, larger, smaller, fit } = useZoom(layout, flow.start, `${height} ${flow.id}`);
  const drag = useDrag(box);
  const { node: chosen } = editor.place;
  const stop = chosen ?? (Object.hasOwn(flow.nodes, flow.start) ? flow.start : layout.order[0]);
  const reached = reachedFrom(flow);
  const { focus } = editor;
  // After every drawing: the node that is to be focused may have come with it.
  useEffect(() => {
    if (focus.current !== "node") return;
    focus.current = null;
    const boxes = [...(box.current?.querySelectorAll<HTMLElement>("[data-node]") ?? [])];
    (boxes.find((one) => one.dataset.node === stop) ?? boxes[0])?.focus();
  });
  function onKeyDown(event: KeyboardEvent): void {
    const name = (event.target as HTMLElement).dataset.node;
    if (name === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (isArrow(key)) editor.select(nodeToward(layout, name, key), "node");
    else if (key === "Enter") editor.select(name, "form");
    else if (key === "Delete" || key === "Backspace") remove(name);
    else if (key.toLowerCase() === "n" || key.toLowerCase() === "т") openAdd();
    else return;
    event.preventDefault();
  }
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-1 border-line border-b px-2 py-1.5">
        {tools}
        <span className="ml-auto flex">
          <Small label={t("flow.canvas.zoomOut")} sign="−" press={smaller} />
          <Small label={t("flow.canvas.zoomIn")} sign="+" press={larger} />
          <Small label={t("flow.canvas.fit")} sign="⤢" press={fit} />
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no drawing. */}
      <div
        ref={box}
        role="group"
        aria-label={t("flow.canvas.label")}
        aria-describedby={keysId}
        onKeyDown={onKeyDown}
        {...drag}
        className={`overflow-auto overscroll-auto bg-ground ${height} cursor-grab active:cursor-grabbing`}
      >
        <div className="relative mx-auto" style={{ width: layout.width * scale, height: layout.height * scale }}>
          <div
            className="absolute top-0 left-0 origin-top-left"
            style={{ width: layout.width, height: layout.height, transform: `scale(${scale})` }}
          >
            <EdgeLines layout={layout} chosen={chosen} />
            {layout.order.map((name) => (
              <NodeBox
                key={name}
                {...{ name, node: flow.nodes[name] as FlowNode, point: layout.nodes.get(name) ?? { x: 0, y: 0 } }}
                problems={problems.filter(({ node }) => node === name).length}
                isStart={name === flow.start}
                isReached={reached.has(name)}
                isChosen={name === chosen}
                isStop={name === stop}
                choose={() => editor.select(name)}
              />
            ))}
          </div>
        </div>
      </div>
      <p id={keysId} className="border-line border-t px-3 py-1.5 text-s text-text-3">
        {t("flow.canvas.keys")}
      </p>
    </div>
  );
}

export function Small({
  label,
  sign,
  disabled,
  press,
}: {
  label: string;
  sign: string;
  disabled?: boolean;
  press: () => void;
}) {
  return (
    <Button kind="quiet" className="px-2.5 py-1" aria-label={label} title={label} disabled={disabled} onClick={press}>
      {sign}
    </Button>
  );
}

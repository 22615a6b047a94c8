/** One flow on the desk: its problems, its drawing, and the form of the node that is chosen. */
import type { FlowDefinition } from "@offhook/engine/flow";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { AddNode } from "./add-node.tsx";
import { FlowCanvas, Small } from "./flow-canvas.tsx";
import { addNode, removeNode } from "./flow-edits.ts";
import { layoutOf } from "./flow-layout.ts";
import type { FlowProblem } from "./flow-problems.ts";
import { NodeForm } from "./form/node-form.tsx";
import { type Around, kindsFor, type NodeKind, newNode, newNodeName } from "./new-node.ts";
import { NodeList } from "./node-list.tsx";
import { ProblemList } from "./problem-list.tsx";
import type { FlowEditor } from "./use-flow-editor.ts";

interface FlowDeskProps {
  editor: FlowEditor;
  flow: FlowDefinition;
  around: Around;
  problems: readonly FlowProblem[];
  isLarge: boolean;
  setLarge: (isLarge: boolean) => void;
}

export function FlowDesk({ editor, flow, around, problems, isLarge, setLarge }: FlowDeskProps) {
  const { t } = useTranslation();
  /** By what the list of kinds was opened. */
  const [adding, setAdding] = useState<"key" | "button" | null>(null);
  const [told, setTold] = useState("");
  const layout = useMemo(() => layoutOf(flow), [flow]);
  const chosen = editor.place.node !== null && Object.hasOwn(flow.nodes, editor.place.node) ? editor.place.node : null;
  const kinds = kindsFor(around);
  const open = (name: string): void => editor.select(name, "form");
  function add(kind: NodeKind): void {
    const name = newNodeName(flow, kind);
    editor.changeTo(addNode(flow, name, newNode(kind, flow, around), chosen ?? undefined), name, "form");
    setTold(t("flow.canvas.added", { node: name }));
  }
  function remove(name: string): void {
    const without = removeNode(flow, name);
    if (without === flow) return setTold(t("flow.canvas.lastStays"));
    const above = layout.edges.find(({ edge, isBack }) => edge.to === name && !isBack)?.edge.from ?? without.start;
    editor.changeTo(without, above, "node");
    setTold(t("flow.canvas.removed", { node: name }));
  }
  return (
    <>
      <ProblemList problems={problems} choose={open} />
      <p role="status" className="sr-only">
        {told}
      </p>
      <div className="grid grid-cols-1 @min-[760px]:grid-cols-[minmax(0,1fr)_340px]">
        <FlowCanvas
          {...{ editor, flow, layout, problems, remove }}
          openAdd={() => setAdding("key")}
          height={
            isLarge
              ? "h-[calc(100dvh-240px)] min-h-80"
              : "max-h-[min(62vh,600px)] min-h-72 @min-[760px]:h-[min(62vh,600px)]"
          }
          tools={
            <>
              <AddNode
                {...{ label: t("flow.canvas.add"), kinds, after: chosen, add }}
                isOpen={adding !== null}
                setOpen={(isOpen) => setAdding(isOpen ? "button" : null)}
                goBack={adding === "key" ? () => editor.select(chosen, "node") : undefined}
              />
              <Small label={t("flow.canvas.undo")} sign="↶" disabled={!editor.canUndo} press={editor.undo} />
              <Small label={t("flow.canvas.redo")} sign="↷" disabled={!editor.canRedo} press={editor.redo} />
              <Button kind="quiet" className="px-2.5 py-1 text-s" onClick={() => setLarge(!isLarge)}>
                {t(isLarge ? "flow.canvas.small" : "flow.canvas.large")}
              </Button>
            </>
          }
        />
        <NodeForm
          key={editor.selection}
          {...{ editor, flow, around, problems }}
          name={chosen}
          // Beside the drawing it is as high as the drawing, with its two rows.
          height={
            isLarge
              ? "@min-[760px]:h-[calc(100dvh-155px)] @min-[760px]:min-h-[405px]"
              : "@min-[760px]:h-[calc(min(62vh,600px)+85px)]"
          }
          remove={remove}
          adding={
            chosen === null ? null : <AddNode label={t("flow.form.addNext")} kinds={kinds} after={chosen} add={add} />
          }
        />
      </div>
      <NodeList {...{ flow, layout, problems, chosen }} choose={open} />
    </>
  );
}

/** The form of the chosen node: all its fields, where it leads, and what can be done with it. */
import type { FlowDefinition } from "@offhook/engine/flow";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/button.tsx";
import { addNode, changeNode, connect, disconnect, renameNode, setStart, type Way } from "../flow-edits.ts";
import { renameSlot, withFlow } from "../flow-list-edits.ts";
import type { FlowProblem } from "../flow-problems.ts";
import { type Around, newNode, newNodeName } from "../new-node.ts";
import type { FlowEditor } from "../use-flow-editor.ts";
import type { PartProps } from "./form-props.ts";
import { KindFields } from "./kind-fields.tsx";
import { NameField } from "./name-field.tsx";
import { NextFields } from "./next-fields.tsx";

interface NodeFormProps {
  editor: FlowEditor;
  flow: FlowDefinition;
  around: Around;
  problems: readonly FlowProblem[];
  name: string | null;
  height: string;
  remove: (name: string) => void;
  adding: ReactNode;
}

export function NodeForm({ editor, flow, around, name, height, remove, adding }: NodeFormProps) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLElement>(null);
  const { focus } = editor;
  useEffect(() => {
    if (focus.current !== "form") return;
    focus.current = null;
    sheet.current?.querySelector<HTMLElement>("textarea, input, select")?.focus();
    sheet.current?.scrollIntoView({ block: "nearest" });
  });
  const node = name === null ? undefined : flow.nodes[name];
  const place = "min-w-0 border-line border-t p-3 @min-[760px]:border-t-0 @min-[760px]:border-l";
  if (name === null || !node) return <p className={`${place} text-s text-text-3`}>{t("flow.form.none")}</p>;
  const props: PartProps = {
    ...{ name, node, flow, around },
    change: (changed, field) =>
      editor.change(changeNode(flow, name, changed), field && JSON.stringify([flow.id, name, field])),
    lead: (way, to) => editor.change(to === null ? disconnect(flow, name, way) : connect(flow, name, way, to)),
    leadToNew(way: Way) {
      const added = newNodeName(flow, "say");
      editor.changeTo(connect(addNode(flow, added, newNode("say", flow, around)), name, way, added), added, "form");
    },
    renameSlot: (slot) => editor.changeAll(renameSlot(withFlow(around.flows, flow), flow.id, name, slot)),
  };
  return (
    <section
      ref={sheet}
      aria-label={t("flow.form.label", { node: name })}
      className={`${place} ${height} overflow-y-auto`}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        editor.select(name, "node");
      }}
    >
      <div className="grid grid-cols-1 gap-3">
        <div>
          <h3 className="font-[560]">
            {t(`flow.kinds.${node.type}`)} <span className="code text-text-2">{name}</span>
          </h3>
          <p className="text-s text-text-3">{t(`flow.about.${node.type}`)}</p>
        </div>
        <KindFields {...props} />
        {"next" in node && <NextFields {...props} node={node} />}
        <NameField
          label={t("flow.form.name")}
          stored={name}
          wrong={t("flow.form.nameWrong")}
          isFree={(wanted) => !Object.hasOwn(flow.nodes, wanted)}
          rename={(wanted) =>
            editor.changeAll(withFlow(around.flows, renameNode(flow, name, wanted)), { flow: flow.id, node: wanted })
          }
        />
        <div className="flex flex-wrap gap-2">
          {adding}
          {flow.start === name ? (
            <p className="self-center text-s text-text-3">{t("flow.form.isStart")}</p>
          ) : (
            <Button className="px-2.5 py-1" onClick={() => editor.change(setStart(flow, name))}>
              {t("flow.form.makeStart")}
            </Button>
          )}
          {Object.keys(flow.nodes).length > 1 && (
            <Button kind="danger" className="px-2.5 py-1" onClick={() => remove(name)}>
              {t("flow.form.remove")}
            </Button>
          )}
          <Button kind="quiet" className="px-2.5 py-1" onClick={() => editor.select(name, "node")}>
            {t("flow.form.toNode")}
          </Button>
        </div>
      </div>
    </section>
  );
}

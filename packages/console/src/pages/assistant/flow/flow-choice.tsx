/** The flows of an assistant: chosen, added, renamed, put first, taken away. */
import { useTranslation } from "react-i18next";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { freeFlowId, MOST_FLOWS, madeFirst, renameFlow, withFlow, withoutFlow } from "./flow-list-edits.ts";
import { NameField } from "./form/name-field.tsx";
import { emptyFlow } from "./new-node.ts";
import type { FlowEditor } from "./use-flow-editor.ts";

export function FlowChoice({ editor, counts }: { editor: FlowEditor; counts: ReadonlyMap<string, number> }) {
  const { t } = useTranslation();
  const { flows, place } = editor;
  const isFirst = flows[0]?.id === place.flow;
  const at = (flow: string) => ({ flow, node: null });
  function add(): void {
    const id = freeFlowId(flows, "flow");
    editor.changeAll(withFlow(flows, emptyFlow(id)), at(id));
  }
  function remove(): void {
    const left = withoutFlow(flows, place.flow);
    editor.changeAll(left, at(left[0]?.id ?? ""));
  }
  return (
    <div className="border-line border-b px-3 py-2">
      {/* biome-ignore lint/a11y/useSemanticElements: these are buttons, not fields. */}
      <div role="group" aria-label={t("flow.flows.label")} className="flex flex-wrap items-center gap-1.5">
        {flows.map(({ id }, index) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === place.flow}
            onClick={() => editor.chooseFlow(id)}
            className={`rounded-full border px-2.5 py-0.5 ${id === place.flow ? "border-accent bg-accent-soft text-accent-strong" : "border-line-strong text-text-2 hover:text-text"}`}
          >
            {id}
            {index === 0 && <span className="text-s"> · {t("flow.flows.first")}</span>}
            {(counts.get(id) ?? 0) > 0 && (
              <span className="text-s text-warn">
                {" · "}
                {t("flow.problems.count", { count: counts.get(id) ?? 0 })}
              </span>
            )}
          </button>
        ))}
        {flows.length < MOST_FLOWS && (
          <button type="button" onClick={add} className={buttonClass("quiet", "px-2 py-0.5 text-s")}>
            + {t("flow.flows.add")}
          </button>
        )}
      </div>
      <details key={editor.selection} className="mt-1">
        <summary className="text-s text-text-2">{t("flow.flows.settings")}</summary>
        <div className="mt-2 grid grid-cols-1 gap-2 pb-1">
          <NameField
            label={t("flow.flows.name")}
            stored={place.flow}
            wrong={t("flow.flows.nameWrong")}
            hint={place.flow === "message" && t("flow.flows.message")}
            isFree={(name) => !flows.some(({ id }) => id === name)}
            rename={(name) => editor.changeAll(renameFlow(flows, place.flow, name), { ...place, flow: name })}
          />
          <div className="flex flex-wrap gap-2">
            {!isFirst && (
              <Button onClick={() => editor.changeAll(madeFirst(flows, place.flow))}>
                {t("flow.flows.makeFirst")}
              </Button>
            )}
            <Button kind="danger" onClick={remove}>
              {t("flow.flows.remove")}
            </Button>
          </div>
        </div>
      </details>
    </div>
  );
}

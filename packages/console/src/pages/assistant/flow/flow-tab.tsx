/** The tab of the flow: the drawing, the chosen node's form, and what keeps it from running. */
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { builtInToolsQuery, toolsQuery } from "../../../data/tools.ts";
import { Card } from "../../../ui/card.tsx";
import { isTyping } from "../../../ui/is-typing.tsx";
import type { TabProps } from "../tab-props.ts";
import { EmptyFlow } from "./empty-flow.tsx";
import { FlowChoice } from "./flow-choice.tsx";
import { FlowDesk } from "./flow-desk.tsx";
import { problemsIn } from "./flow-problems.ts";
import { type Around, firstFlow } from "./new-node.ts";
import { useAlone } from "./use-alone.ts";
import { type FlowEditor, useFlowEditor } from "./use-flow-editor.ts";

interface FlowTabProps extends TabProps {
  /** The draft's, as the server last said them. */
  problems: readonly string[];
  /** What was refused; over the whole window the page's own is out of sight. */
  notSaved: ReactNode;
}

export default function FlowTab({ problems: saved, notSaved, ...props }: FlowTabProps) {
  const { t } = useTranslation();
  const { settings } = props;
  const editor = useFlowEditor(props);
  const around = useAround(props, editor);
  const sheet = useRef<HTMLDivElement>(null);
  const [isLarge, setLarge] = useState(false);
  useAlone(sheet, isLarge);
  const { flows, flow } = editor;
  const problems = useMemo(() => new Map(flows.map((one) => [one.id, problemsIn(one, flows, saved)])), [flows, saved]);
  const hasModel = (settings.model ?? []).length > 0 || (settings.realtime ?? []).length > 0;
  const counts = new Map([...problems].map(([id, list]) => [id, list.length]));
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape" && isLarge && !event.defaultPrevented) setLarge(false);
    const isUndo = (event.ctrlKey || event.metaKey) && /^[zя]$/i.test(event.key);
    // A field has an undo of its own.
    if (!isUndo || isTyping(event.nativeEvent)) return;
    event.preventDefault();
    editor.focus.current = "node";
    if (event.shiftKey) editor.redo();
    else editor.undo();
  }
  if (!flow) {
    const first = firstFlow(settings.language ?? "en");
    const start = (): void => {
      editor.focus.current = "node";
      editor.changeAll([first], { flow: first.id, node: first.start });
    };
    return <EmptyFlow {...{ hasModel, start }} undo={editor.canUndo ? editor.undo : null} />;
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what lies within it.
    <div
      ref={sheet}
      onKeyDown={onKeyDown}
      className={isLarge ? "fixed inset-0 z-40 overflow-y-auto bg-ground p-3" : "@container min-w-0"}
    >
      <div className={isLarge ? "@container" : ""}>
        {isLarge && notSaved}
        <Card aria-label={t("assistants.tabs.flow")} className="overflow-hidden">
          <h2 className="sr-only">{t("assistants.tabs.flow")}</h2>
          {hasModel && <p className="border-line border-b px-3 py-2 text-s text-warn">{t("flow.modelLeads")}</p>}
          <FlowChoice editor={editor} counts={counts} />
          <FlowDesk {...{ editor, flow, around, isLarge, setLarge }} problems={problems.get(flow.id) ?? []} />
        </Card>
      </div>
    </div>
  );
}

/** What nodes may name. A server that does not answer leaves the tools that are named already. */
function useAround({ settings }: TabProps, { flows }: FlowEditor): Around {
  const { data: builtIn = [] } = useQuery(builtInToolsQuery());
  const { data: own = [] } = useQuery(toolsQuery());
  const used = flows.flatMap(({ nodes }) =>
    Object.values(nodes).flatMap((node) => (node.type === "run" ? [node.tool] : [])),
  );
  return {
    flows,
    tools: [...new Set([...[...builtIn, ...own].map(({ name }) => name), ...(settings.tools ?? []), ...used])],
    people: (settings.people ?? []).map(({ id }) => id),
  };
}

/** The flow without a drawing: every node with where it leads, for whoever reads by ear or has a narrow screen. */
import type { FlowDefinition, FlowNode } from "@offhook/engine/flow";
import { useTranslation } from "react-i18next";
import type { Layout } from "./flow-layout.ts";
import type { FlowProblem } from "./flow-problems.ts";
import { linksOf } from "./node-links.ts";
import { saidBy, signsOf, wordsOfLink } from "./node-words.ts";

interface NodeListProps {
  flow: FlowDefinition;
  layout: Layout;
  problems: readonly FlowProblem[];
  chosen: string | null;
  choose: (node: string) => void;
}

export function NodeList({ flow, layout, problems, chosen, choose }: NodeListProps) {
  const { t } = useTranslation();
  return (
    <details className="border-line border-t">
      <summary className="px-3 py-2 text-s text-text-2">{t("flow.canvas.list")}</summary>
      <p className="px-3 text-s text-text-3">{t("flow.canvas.listText")}</p>
      <ol className="px-3 pb-3">
        {layout.order.map((name) => {
          const node = flow.nodes[name] as FlowNode;
          const links = linksOf(node);
          const count = problems.filter((problem) => problem.node === name).length;
          return (
            <li key={name} className="border-line border-b py-2 last:border-0">
              <button
                type="button"
                aria-current={name === chosen ? "true" : undefined}
                onClick={() => choose(name)}
                className="font-[560] underline decoration-line-strong underline-offset-[3px]"
              >
                {name}
              </button>{" "}
              <span className="text-s text-text-3">
                {[
                  t(`flow.kinds.${node.type}`),
                  ...(name === flow.start ? [t("flow.canvas.start")] : []),
                  ...signsOf(node, t).map(({ spoken }) => spoken),
                ].join(" · ")}
              </span>
              {count > 0 && <span className="text-s text-warn"> · {t("flow.canvas.problem", { count })}</span>}
              {saidBy(node, t).text && <p className="truncate text-s text-text-2">{saidBy(node, t).text}</p>}
              {links.length === 0 ? (
                <p className="text-s text-text-3">{t("flow.canvas.nowhere")}</p>
              ) : (
                <ul className="text-s text-text-2">
                  {links.map((link, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two ways may say the same.
                    <li key={index}>
                      {wordsOfLink(link, t)} → {link.to}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </details>
  );
}

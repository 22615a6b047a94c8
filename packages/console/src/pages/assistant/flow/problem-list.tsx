/** What keeps the flow from running; each problem leads to its node. */
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { FlowProblem } from "./flow-problems.ts";

export function ProblemList({
  problems,
  choose,
}: {
  problems: readonly FlowProblem[];
  choose: (node: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="border-line border-b px-3 py-2 text-s">
      <p role="status" className={problems.length === 0 ? "text-text-3" : "font-[560] text-warn"}>
        {problems.length === 0 ? t("flow.problems.none") : t("flow.problems.count", { count: problems.length })}
      </p>
      {problems.length > 0 && (
        <ul className="max-h-36 overflow-y-auto">
          {problems.map(({ node, ...problem }) => (
            <li key={problem.sentence}>
              {node === null ? (
                wordsOfProblem({ node, ...problem }, t)
              ) : (
                <button
                  type="button"
                  onClick={() => choose(node)}
                  className="py-0.5 text-left text-text underline decoration-line-strong underline-offset-[3px] hover:decoration-text"
                >
                  {wordsOfProblem({ node, ...problem }, t)}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A sentence that has no words here yet is shown as the engine says it. */
export function wordsOfProblem({ kind, node, what, sentence }: FlowProblem, t: TFunction): string {
  return kind === "other" ? sentence : t(`flow.problems.${kind}`, { node: node ?? "", what });
}

/** A tool that ran: what went in, what came out, how long it took. Pressed, it shows all of it. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { brief, briefCall } from "./brief.ts";
import type { ToolCall } from "./tool-calls.ts";

export function ToolLine({ tool }: { tool: ToolCall }) {
  const { t } = useTranslation();
  const format = useFormat();
  const outcome = { running: t("call.tool.running"), failed: t("call.tool.failed"), ok: brief(tool.result) }[
    tool.status
  ];
  return (
    <details className="relative mt-0.5 text-text-2">
      <summary className="code list-none break-words hover:text-text [&::-webkit-details-marker]:hidden">
        {briefCall(tool.name, tool.args)} →{" "}
        <span className={tool.status === "failed" ? "text-danger" : ""}>{outcome}</span>
        {tool.tookMs !== null && ` · ${format.wait(tool.tookMs)}`}
      </summary>
      <pre className="code mt-1 mb-1.5 overflow-x-auto rounded-s border border-line bg-ground p-2.5">
        {JSON.stringify({ args: tool.args, result: tool.result }, null, 2)}
      </pre>
    </details>
  );
}

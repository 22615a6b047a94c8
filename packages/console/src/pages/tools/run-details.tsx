/** One run: what was sent, what came back, and if nothing good did, why and what to do. */
import { useTranslation } from "react-i18next";
import { FaultHelp } from "./fault-help.tsx";
import { unfolded } from "./json-text.ts";
import { type RunRecord, wasSent } from "./run-record.ts";

export function RunDetails({ run }: { run: RunRecord }) {
  const { t } = useTranslation();
  const { method, url, headers, body, status, answer, fault } = run;
  const lines = [`${method} ${url}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {fault && <FaultHelp {...fault} />}
      <Excerpt
        title={t(wasSent(run) ? "tools.run.sent" : "tools.run.notSent")}
        text={body === null ? lines.join("\n") : `${lines.join("\n")}\n\n${unfolded(body)}`}
      />
      {status !== null && answer !== null && (
        <Excerpt
          title={t("tools.run.answered", { status })}
          text={answer === "" ? t("tools.run.empty") : unfolded(answer)}
        />
      )}
    </div>
  );
}

export function Excerpt({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <p className="mb-1 text-s text-text-2">{title}</p>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached without a mouse.
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-s border border-line bg-ground p-3"
      >
        <pre className="code wrap-anywhere whitespace-pre-wrap text-s">{text}</pre>
      </section>
    </div>
  );
}

/** The last runs, by tests and in calls: what was sent and what came back, without secrets. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type ToolRun, toolRunsQuery } from "../../data/tools.ts";
import { useFault } from "../../data/use-fault.ts";
import { useFormat } from "../../format/use-format.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Tag } from "../../ui/tag.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";
import { Part } from "../assistant/part.tsx";
import { RunDetails } from "./run-details.tsx";
import { readRecord } from "./run-record.ts";

export function ToolRuns({ id }: { id: string }) {
  const { t } = useTranslation();
  const runs = useInfiniteQuery(toolRunsQuery(id));
  const fault = useFault(runs);
  const items = runs.data?.pages.flatMap((page) => page.items);
  return (
    <Part title={t("tools.runs.title")} text={t("tools.runs.text")}>
      {fault && <FaultNote fault={fault} again={() => void runs.refetch()} />}
      {items?.length === 0 && <p className="text-text-2">{t("tools.runs.none")}</p>}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {items?.map((run) => (
          <li key={run.id}>
            <Run run={run} />
          </li>
        ))}
      </ul>
      {runs.hasNextPage && (
        <div>
          <Button disabled={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
            {t("shell.more")}
          </Button>
        </div>
      )}
    </Part>
  );
}

function Run({ run: { ok, durationMs, createdAt, callId, record } }: { run: ToolRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const read = readRecord(record);
  return (
    <details className="rounded-s border border-line">
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
        <Tag tone={ok ? "good" : "bad"}>{t(ok ? "tools.try.worked" : "tools.try.failed")}</Tag>
        {read.status !== null && <span className="num">{read.status}</span>}
        <span className="num">{format.wait(durationMs)}</span>
        <span className="text-text-2">{t(callId ? "tools.runs.inCall" : "tools.runs.inTest")}</span>
        <span className="ml-auto text-s text-text-3">
          <TimeAgo at={createdAt} />
        </span>
        {read.fault && <span className="code basis-full text-s text-text-2">{read.fault.code}</span>}
      </summary>
      <div className="border-line border-t px-3 py-2">
        {callId && (
          <p className="mb-1.5">
            <Link to="/calls/$callId" params={{ callId }}>
              {t("tools.runs.call")}
            </Link>
          </p>
        )}
        <RunDetails run={read} />
      </div>
    </details>
  );
}

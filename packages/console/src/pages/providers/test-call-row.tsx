/** One test call: what it says, how it last went, and running it now. */
import type { TestCall } from "@offhook/api-client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../data/api.ts";
import { testRunsQuery } from "../../data/providers.ts";
import { useFormat } from "../../format/use-format.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { useMay } from "../../ui/may-edit.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useNow } from "../../ui/use-now.tsx";
import { everyWords } from "./every-words.ts";
import { RemoveTestCall } from "./remove-test-call.tsx";
import { TestRuns } from "./test-runs.tsx";

export function TestCallRow({ test }: { test: TestCall }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow();
  const may = useMay("editor");
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: () => ask(api.POST("/v1/test-calls/{id}/run", { params: { path: { id: test.id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["test-calls"] }),
  });
  const every = everyWords(test.everyMinutes);
  return (
    <li className="border-line border-b last:border-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-[18px] py-3.5">
        <div className="min-w-0 flex-1 basis-72">
          <p className="flex flex-wrap items-center gap-2">
            <b className="font-[560]">{test.name}</b>
            <LastRun test={test} />
          </p>
          <p className="text-s text-text-2">{test.says.map((text) => t("shell.quote", { text })).join(" ")}</p>
          <p className="num text-s text-text-3">
            {t(every.key, { count: every.count })}
            {test.nextRunAt &&
              ` · ${t("providers.tests.next", { when: format.relative(laterOf(test.nextRunAt, nowMs), nowMs) })}`}
            {" · "}
            {format.phoneNumber(test.to)}
          </p>
        </div>
        <div className="flex items-center gap-1">
          <Button kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("providers.tests.history")}
          </Button>
          {may && (
            <>
              <RemoveTestCall id={test.id} />
              <Button disabled={run.isPending} onClick={() => run.mutate()}>
                {run.isPending ? <Running sinceMs={run.submittedAt} /> : t("providers.tests.run")}
              </Button>
            </>
          )}
        </div>
        {run.isPending && <p className="w-full text-s text-text-2">{t("providers.tests.runningHint")}</p>}
        {run.error && (
          <div className="w-full">
            <FaultNote fault={run.error.fault} />
          </div>
        )}
      </div>
      {open && <TestRuns testId={test.id} />}
    </li>
  );
}

/** One that is due waits a moment for its turn: it is next now, not some seconds ago. */
const laterOf = (at: string, nowMs: number) => new Date(Math.max(Date.parse(at), nowMs)).toISOString();

const SECOND_MS = 1_000;

function Running({ sinceMs }: { sinceMs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow(SECOND_MS);
  return <span className="num">{t("providers.tests.running", { elapsed: format.clockTime(nowMs - sinceMs) })}</span>;
}

function LastRun({ test }: { test: TestCall }) {
  const { t } = useTranslation();
  const { data } = useQuery(testRunsQuery(test.id, 1));
  const last = data?.items[0];
  if (!data) return null;
  if (!last) return <Tag>{t("providers.tests.never")}</Tag>;
  return (
    <Tag tone={last.ok ? "good" : "bad"}>{last.ok ? t("providers.tests.passed") : t("providers.tests.failed")}</Tag>
  );
}

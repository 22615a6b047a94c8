/** The history of a test call, newest first. */
import type { TestRun } from "@offhook/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { testRunsQuery } from "../../data/providers.ts";
import { useFormat } from "../../format/use-format.ts";
import { Button } from "../../ui/button.tsx";
import { Dot } from "../../ui/dot.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";

const FIRST_RUNS = 10;
/** As many as the API gives at once. */
const MOST_RUNS = 200;

export function TestRuns({ testId }: { testId: string }) {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(FIRST_RUNS);
  const { data, error } = useQuery(testRunsQuery(testId, limit));
  return (
    <div className="num border-line border-t bg-ground/60 px-[18px] py-2.5 text-s">
      {error && <FaultNote fault={error.fault} />}
      {data?.items.length === 0 && <p className="text-text-2">{t("providers.tests.noHistory")}</p>}
      <ul>
        {data?.items.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
      </ul>
      {data?.nextCursor && limit < MOST_RUNS && (
        <Button kind="quiet" onClick={() => setLimit(MOST_RUNS)}>
          {t("shell.more")}
        </Button>
      )}
    </div>
  );
}

function RunLine({ run: { ok, startedAt, problems, longestWaitMs, callId } }: { run: TestRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 py-1">
      <span className="flex w-24 items-baseline gap-2">
        <Dot tone={ok ? "good" : "bad"} />
        {ok ? t("providers.tests.passed") : t("providers.tests.failed")}
      </span>
      <span className="text-text-2">
        <TimeAgo at={startedAt} />
      </span>
      {longestWaitMs !== null && (
        <span className="text-text-2">{t("providers.tests.longest", { wait: format.wait(longestWaitMs) })}</span>
      )}
      {callId && (
        <Link to="/calls/$callId" params={{ callId }}>
          {t("providers.tests.openCall")}
        </Link>
      )}
      {problems.length > 0 && <p className="w-full pl-[15px] text-danger">{problems.join(" ")}</p>}
    </li>
  );
}

/** How the day goes: a sentence, what needs a person, who is on the line, the latest calls. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { callListQuery, callsSinceQuery } from "../../data/calls.ts";
import { useFault } from "../../data/use-fault.ts";
import { localDay, startOfDayMs } from "../../format/times.ts";
import { useFormat } from "../../format/use-format.ts";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { useNow } from "../../ui/use-now.tsx";
import { CallTable } from "../calls/call-table.tsx";
import { dayOf } from "./day.ts";
import { DayFigures } from "./day-figures.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { Lead } from "./lead.tsx";
import { NeedsYou } from "./needs-you.tsx";
import { OnTheLine } from "./on-the-line.tsx";

const LATEST_CALLS = 8;

export default function OverviewPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow();
  const midnight = new Date(startOfDayMs(localDay(nowMs)) ?? nowMs).toISOString();
  const today = useQuery(callsSinceQuery(midnight));
  const latest = useQuery(callListQuery({ limit: LATEST_CALLS }));
  const [latestFault, todayFault] = [useFault(latest), useFault(today)];
  const newest = latest.data?.items[0];
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone.split("/").at(-1)?.replaceAll("_", " ");
  const fault = (latest.data ? null : latestFault) ?? (today.data ? null : todayFault);
  if (fault) return <FaultNote fault={fault} again={() => void Promise.all([latest.refetch(), today.refetch()])} />;
  if (!latest.data || !today.data) return <div role="status" aria-label={t("shell.loading")} />;
  return (
    <>
      <p className="text-s text-text-3 first-letter:uppercase">
        {format.longDay(nowMs)} · {zone}
      </p>
      <Lead day={dayOf(today.data)} newest={newest} />
      <div className="grid items-start gap-5 grid-cols-[minmax(0,1fr)] desk:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          {!newest && <FirstSteps />}
          <NeedsYou />
          <OnTheLine />
          {newest && (
            <section>
              <div className="mb-2.5 flex items-baseline justify-between">
                <h2>{t("overview.latest")}</h2>
                <Link to="/calls" className="text-s no-underline hover:underline">
                  {t("overview.all")}
                </Link>
              </div>
              <Card className="overflow-hidden">
                <CallTable calls={latest.data.items} brief />
              </Card>
            </section>
          )}
        </div>
        {today.data.length > 0 && <DayFigures day={dayOf(today.data)} />}
      </div>
    </>
  );
}

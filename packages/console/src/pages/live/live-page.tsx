/** The calls on the line, with words as they come. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { liveCallsQuery, readinessQuery } from "../../data/calls.ts";
import { useFault } from "../../data/use-fault.ts";
import { Card } from "../../ui/card.tsx";
import { Empty } from "../../ui/empty.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Tag } from "../../ui/tag.tsx";
import { Term } from "../../ui/term.tsx";
import { WaysToCall } from "../../ui/ways-to-call.tsx";
import { LiveCall } from "./live-call.tsx";

const SAYINGS = 4;

export default function LivePage() {
  const { t } = useTranslation();
  const live = useQuery(liveCallsQuery());
  const { data: calls, refetch } = live;
  const fault = useFault(live);
  const { data: ready } = useQuery(readinessQuery());
  const lines = ready && t("live.lines", { count: ready.calls, capacity: ready.capacity });
  return (
    <>
      <PageHead
        title={t("live.title")}
        tab={t("live.title")}
        beside={ready?.full && <Tag tone="soon">{t("live.full")}</Tag>}
        actions={
          lines && (
            <span className="num text-text-2">
              <Term word={lines}>{t("live.capacityExplained")}</Term>
            </span>
          )
        }
      />
      {fault && <FaultNote fault={fault} again={() => void refetch()} />}
      <Card>
        {!calls && !fault && <SkeletonRows rows={2} />}
        {calls?.length === 0 && (
          <Empty title={t("live.emptyTitle")}>
            <p>{t("live.emptyText")}</p>
            <WaysToCall />
          </Empty>
        )}
        {calls && calls.length > 0 && (
          <ul>
            {calls.map((call) => (
              <LiveCall key={call.id} call={call} sayings={SAYINGS} />
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

/** The list of calls. Its filters live in the address. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Trans, useTranslation } from "react-i18next";
import { callListQuery } from "../../data/calls.ts";
import { useFault } from "../../data/use-fault.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Empty } from "../../ui/empty.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { WaysToCall } from "../../ui/ways-to-call.tsx";
import { type CallFilters, callsQuery, changeFilters, filtersSomething } from "./call-filters.ts";
import { CallTable } from "./call-table.tsx";
import { FilterBar } from "./filter-bar.tsx";

const PAGE_CALLS = 50;

export default function CallsPage() {
  const { t } = useTranslation();
  const filters = useSearch({ from: "/calls" });
  const navigate = useNavigate({ from: "/calls" });
  const calls = useQuery(callListQuery(callsQuery(filters, PAGE_CALLS)));
  const { data, refetch } = calls;
  const fault = useFault(calls);
  const change = (next: Partial<CallFilters>) =>
    // Every choice is a step back; of typed words only the last ones are.
    void navigate({
      search: changeFilters(filters, next),
      replace: filters.q !== undefined && "q" in next,
      resetScroll: false,
    });
  return (
    <>
      <PageHead title={t("calls.title")} tab={t("calls.title")} actions={<KeysHint />} />
      <FilterBar filters={filters} onChange={change} />
      {fault && <FaultNote fault={fault} again={() => void refetch()} />}
      <Card className="overflow-hidden">
        {!data && !fault && <SkeletonRows rows={8} />}
        {data && data.items.length > 0 && <CallTable calls={data.items} keys />}
        {data?.items.length === 0 && <NoCalls filtered={filtersSomething(filters)} />}
      </Card>
      <nav className="mt-4 flex justify-end gap-2">
        {filters.cursor && (
          <Link from="/calls" to="." search={changeFilters(filters, {})} className={buttonClass("quiet")}>
            {t("calls.newest")}
          </Link>
        )}
        {data?.nextCursor && (
          <Link from="/calls" to="." search={{ ...filters, cursor: data.nextCursor }} className={buttonClass()}>
            {t("calls.older")}
          </Link>
        )}
      </nav>
    </>
  );
}

function KeysHint() {
  return (
    <span className="hidden text-s text-text-3 desk:inline [&_kbd]:rounded-[3px] [&_kbd]:border [&_kbd]:border-line [&_kbd]:px-1 [&_kbd]:font-mono">
      <Trans i18nKey="calls.keys" components={{ kbd: <kbd /> }} />
    </span>
  );
}

function NoCalls({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  if (filtered)
    return (
      <Empty title={t("calls.noMatchTitle")}>
        <p>{t("calls.noMatchText")}</p>
        <Link to="/calls" className={buttonClass()}>
          {t("calls.filters.clear")}
        </Link>
      </Empty>
    );
  return (
    <Empty title={t("calls.emptyTitle")}>
      <p>{t("calls.emptyText")}</p>
      <WaysToCall />
    </Empty>
  );
}

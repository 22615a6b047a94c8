/** The raw log of the call: filtered by kind, a long list drawn only where it is seen, one line's data opened below. */
import { Link, useSearch } from "@tanstack/react-router";
import { memo, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallLog } from "../../data/use-call-log.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { type CallSearch, LOG_FILTERS } from "./call-search.ts";
import { LogList } from "./log-list.tsx";

interface LogCardProps {
  log: CallLog;
  chosenMs: number | null;
  onSeek: (atMs: number) => void;
}

export const LogCard = memo(function LogCard({ log, chosenMs, onSeek }: LogCardProps) {
  const { t } = useTranslation();
  const { log: filter } = useSearch({ from: "/calls/$callId" });
  const [chosenSeq, setChosenSeq] = useState<number | null>(null);
  const card = useRef<HTMLElement>(null);
  const isOpen = filter !== undefined;
  useEffect(() => {
    if (isOpen) card.current?.scrollIntoView({ block: "start" });
  }, [isOpen]);
  const items = useMemo(() => log.items.filter(({ kind }) => filter === "all" || kind === filter), [log.items, filter]);
  const chosen = items.find(({ seq }) => seq === chosenSeq) ?? null;
  if (!filter) return null;
  return (
    <Card id="log" ref={card} className="num mt-5 overflow-hidden">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-[18px] py-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2>{t("call.log.title")}</h2>
          <p className="text-s text-text-2">{t("call.log.text")}</p>
        </div>
        <KindFilter filter={filter} />
        <Link
          from="/calls/$callId"
          to="."
          search={({ log: _log, ...rest }: CallSearch) => rest}
          replace
          resetScroll={false}
          className={buttonClass("quiet")}
        >
          {t("call.log.hide")}
        </Link>
      </header>
      {items.length === 0 && <p className="px-[18px] py-6 text-text-3">{t("call.log.none")}</p>}
      {items.length > 0 && (
        <LogList
          items={items}
          atMs={chosenMs}
          chosenSeq={chosenSeq}
          onChoose={(item) => {
            setChosenSeq(item.seq);
            onSeek(item.atMs);
          }}
        />
      )}
      {chosen && (
        <pre className="code max-h-96 overflow-auto border-line border-t bg-ground px-[18px] py-3">
          {JSON.stringify(chosen, null, 2)}
        </pre>
      )}
      <footer className="border-line border-t px-[18px] py-2 text-s text-text-3">
        {t("call.log.count", { count: items.length })}
      </footer>
    </Card>
  );
});

function KindFilter({ filter }: { filter: NonNullable<CallSearch["log"]> }) {
  const { t } = useTranslation();
  return (
    <nav className="flex flex-wrap gap-1 text-s">
      {LOG_FILTERS.map((kind) => (
        <Link
          key={kind}
          from="/calls/$callId"
          to="."
          search={(before: CallSearch) => ({ ...before, log: kind })}
          replace
          resetScroll={false}
          aria-current={kind === filter ? "true" : undefined}
          className="rounded-full border border-line px-2.5 py-0.5 text-text-2 no-underline hover:border-line-strong aria-[current=true]:border-transparent aria-[current=true]:bg-accent-soft aria-[current=true]:text-accent-strong"
        >
          {kind === "all" ? t("call.log.all") : t(`call.log.kinds.${kind}`)}
        </Link>
      ))}
    </nav>
  );
}

/** Lines of the log. Thousands of them: only those in sight are drawn, all of one height. */
import type { LogItem, LogKind } from "@offhook/api-client";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { briefData } from "./brief.ts";

interface LogListProps {
  items: readonly LogItem[];
  atMs: number | null;
  chosenSeq: number | null;
  onChoose: (item: LogItem) => void;
}

const LINE_HEIGHT = 26;
const SEEN_LINES = 16;
/** Drawn beyond what is seen, so that a quick scroll shows no holes. */
const SPARE_LINES = 12;

const KIND_COLOURS: Record<LogKind, string> = {
  input: "text-text-2",
  decision: "text-accent-strong",
  command: "text-model-text",
  snapshot: "text-endpoint-text",
};

export function LogList({ items, atMs, chosenSeq, onChoose }: LogListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const chosen = items.findIndex(({ seq }) => seq === chosenSeq);
  // The line of the moment: the last one up to it.
  const present = chosen !== -1 ? chosen : atMs === null ? -1 : items.findLastIndex((item) => item.atMs <= atMs);
  useEffect(() => {
    const element = list.current;
    if (!element || present === -1) return;
    const [line, seen] = [present * LINE_HEIGHT, element.clientHeight];
    if (line < element.scrollTop || line + LINE_HEIGHT > element.scrollTop + seen) element.scrollTop = line - seen / 3;
  }, [present]);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: SEEN_LINES, PageUp: -SEEN_LINES }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = items[Math.max(0, Math.min(items.length - 1, present + step))];
    if (next) onChoose(next);
  }

  const first = Math.max(0, Math.floor(top / LINE_HEIGHT) - SPARE_LINES);
  const drawn = items.slice(first, first + SEEN_LINES + 2 * SPARE_LINES);
  const presentSeq = items[present]?.seq;
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={t("call.log.list")}
      aria-activedescendant={presentSeq === undefined ? undefined : `log-${presentSeq}`}
      className="relative overflow-auto -outline-offset-2"
      style={{ height: Math.min(items.length, SEEN_LINES) * LINE_HEIGHT }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: items.length * LINE_HEIGHT, paddingTop: first * LINE_HEIGHT }}>
        {drawn.map((item) => (
          <Line key={item.seq} item={item} chosen={item.seq === presentSeq} onChoose={() => onChoose(item)} />
        ))}
      </div>
    </div>
  );
}

function Line({ item, chosen, onChoose }: { item: LogItem; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys, as a listbox does.
    <div
      id={`log-${item.seq}`}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onClick={onChoose}
      style={{ height: LINE_HEIGHT }}
      className={`code grid cursor-pointer grid-cols-[44px_64px_minmax(120px,180px)_minmax(0,1fr)] items-center gap-3 px-[18px] max-wide:grid-cols-[52px_minmax(0,1fr)] ${chosen ? "bg-accent-soft/70" : "hover:bg-text/4"}`}
    >
      <span className="text-text-3 max-wide:hidden">{item.seq}</span>
      <span className="text-text-3">{format.preciseTime(item.atMs)}</span>
      <span className={`truncate ${KIND_COLOURS[item.kind]}`} title={t(`call.log.kinds.${item.kind}`)}>
        {item.type}
      </span>
      <span className="truncate text-text-2 max-wide:hidden">{briefData(item.data)}</span>
    </div>
  );
}

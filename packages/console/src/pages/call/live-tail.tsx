/** Below the transcript of a living call: what is being said and is no turn yet. */
import type { LogItem } from "@offhook/api-client";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { sayingsOf } from "../live/live-line.ts";

const MOST_AT_ONCE = 2;

export function LiveTail({ items }: { items: readonly LogItem[] }) {
  const { t } = useTranslation();
  const open = useMemo(() => sayingsOf(items, MOST_AT_ONCE).filter((saying) => saying.open), [items]);
  return (
    <ol aria-live="polite" className="empty:hidden">
      {open.map(({ id, speaker, text }) => (
        <li
          key={id}
          className="grid grid-cols-[44px_minmax(0,1fr)] gap-x-3 border-line border-t px-4 py-row wide:grid-cols-[46px_74px_minmax(0,1fr)]"
        >
          <span aria-hidden className="text-accent motion-safe:animate-[pulse-live_1.2s_infinite]">
            …
          </span>
          <span className={`max-wide:text-s ${speaker === "agent" ? "text-accent-strong" : "text-text-3"}`}>
            {t(`call.transcript.${speaker}`)}
          </span>
          <p className="text-text-2 max-wide:col-start-2">{text}</p>
        </li>
      ))}
    </ol>
  );
}

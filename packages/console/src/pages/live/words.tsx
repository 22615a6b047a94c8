/** One saying of a call that is under way. */
import { useTranslation } from "react-i18next";
import type { Saying } from "./live-line.ts";

export function Words({ saying: { speaker, text, open } }: { saying: Saying }) {
  const { t } = useTranslation();
  return (
    <p className="grid grid-cols-[64px_minmax(0,1fr)] gap-2">
      <span className={speaker === "agent" ? "text-accent-strong" : "text-text-3"}>{t(`live.${speaker}`)}</span>
      <span className={open ? "text-text" : "text-text-2"}>
        {text}
        {open && (
          <span aria-hidden className="ml-0.5 text-accent motion-safe:animate-[pulse-live_1.2s_infinite]">
            ▏
          </span>
        )}
      </span>
    </p>
  );
}

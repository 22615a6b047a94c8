/** The sentence that the day begins with. */
import type { Call } from "@offhook/api-client";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Trans, useTranslation } from "react-i18next";
import { providersQuery } from "../../data/providers.ts";
import { useFormat } from "../../format/use-format.ts";
import { useNow } from "../../ui/use-now.tsx";
import type { Day } from "./day.ts";

export function Lead({ day, newest }: { day: Day; newest: Call | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow();
  useEffect(() => {
    document.title = `${t("shell.pages.overview")} · Offhook`;
  }, [t]);
  const opening = !newest
    ? t("overview.lead.never")
    : day.calls > 0
      ? t("overview.lead.calls", { count: day.calls })
      : `${t("overview.lead.none")} ${t("overview.latestWas", { when: format.relative(newest.startedAt, nowMs) })}`;
  return (
    <h1 className="mt-1 mb-6 max-w-[34ch] text-balance font-[560] text-[22px] leading-[1.3] tracking-[-0.02em] wide:text-2xl">
      <span className="num">{opening}</span>{" "}
      {day.done > 0 && (
        <Trans
          i18nKey={day.done === day.calls ? "overview.lead.doneAll" : "overview.lead.done"}
          count={day.done}
          components={{ em: <em className="num text-accent not-italic" /> }}
        />
      )}{" "}
      {day.handed > 0 && <span className="num">{t("overview.lead.handed", { count: day.handed })} </span>}
      {day.lost > 0 && <span className="num">{t("overview.lead.lost", { count: day.lost })} </span>}
      {day.waitMs !== null && (
        <span className="num">{t("overview.lead.waited", { wait: format.wait(day.waitMs) })} </span>
      )}
      <Health />
    </h1>
  );
}

function Health() {
  const { t } = useTranslation();
  const { data } = useQuery(providersQuery());
  if (!data) return null;
  const unwell = data.filter(({ state }) => state === "degraded" || state === "down").length;
  if (unwell > 0) return <span className="num text-warn">{t("overview.lead.unwell", { count: unwell })}</span>;
  return <span className="text-text-2">{t("overview.lead.well")}</span>;
}

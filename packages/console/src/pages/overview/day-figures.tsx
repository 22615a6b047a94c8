/** Four figures of the day. What cannot be counted yet is left out. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { Card } from "../../ui/card.tsx";
import { Term } from "../../ui/term.tsx";
import type { Day } from "./day.ts";

const MINUTE_MS = 60_000;

export function DayFigures({ day }: { day: Day }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { doneShare, waitMs, spent, spentIsWhole, spentEach, onThePhoneMs } = day;
  const worthSplitting = spentEach !== null && Number(spentEach.amount) > 0 && day.calls > 1;
  return (
    <Card className="grid grid-cols-2 overflow-hidden">
      {doneShare !== null && <Figure value={format.percent(doneShare)}>{t("overview.stats.done")}</Figure>}
      {waitMs !== null && (
        <Figure value={format.wait(waitMs)}>
          <Term word={t("overview.stats.wait")}>{t("overview.waitExplained")}</Term>
        </Figure>
      )}
      {spent && spentIsWhole && (
        <Figure value={format.money(spent)}>
          {worthSplitting
            ? t("overview.stats.spentEach", { each: format.money(spentEach) })
            : t("overview.stats.spent")}
        </Figure>
      )}
      {spent && !spentIsWhole && (
        <Figure value={t("calls.costAtLeast", { amount: format.money(spent) })}>
          {t("overview.stats.spentLeast")}
        </Figure>
      )}
      {!spent && !spentIsWhole && <Figure value={t("calls.costUnknown")}>{t("overview.stats.spentUnknown")}</Figure>}
      <Figure
        value={t("overview.stats.minutes", {
          minutes: format.number(Math.round((onThePhoneMs / MINUTE_MS) * 10) / 10),
        })}
      >
        {t("overview.stats.phone")}
      </Figure>
    </Card>
  );
}

function Figure({ value, children }: { value: string; children: ReactNode }) {
  return (
    // Lines between the figures, and none around them: each draws its own upper and left one, half outside.
    <div className="-mt-px -ml-px border-line border-t border-l px-[18px] py-[15px]">
      <b className="num block font-semibold text-[22px] tracking-[-0.015em]">{value}</b>
      <span className="text-s text-text-2">{children}</span>
    </div>
  );
}

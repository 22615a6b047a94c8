/** What the agent believed, waited for and had decided at the chosen moment. */
import type { Call } from "@offhook/api-client";
import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CallLog } from "../../data/use-call-log.tsx";
import { useFormat } from "../../format/use-format.ts";
import { useWords } from "../../locales/use-words.ts";
import { Card } from "../../ui/card.tsx";
import { DecisionLine } from "./decision-line.tsx";
import { Fact } from "./fact.tsx";
import { KnownValues } from "./known-values.tsx";
import { decisionTimes, type Moment, momentAt } from "./moment.ts";
import { MomentSteps } from "./moment-steps.tsx";
import { OpenLogButton } from "./open-log-button.tsx";
import { WaitingFor } from "./waiting-for.tsx";

interface MomentCardProps {
  call: Call;
  log: CallLog;
  /** null: the end, or now. */
  chosenMs: number | null;
  onSeek: (atMs: number) => void;
}

export const MomentCard = memo(function MomentCard({ call, log, chosenMs, onSeek }: MomentCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const lastMs = log.items.at(-1)?.atMs ?? 0;
  const atMs = chosenMs ?? lastMs;
  const shown = useMemo(() => momentAt(log.items, atMs), [log.items, atMs]);
  const times = useMemo(() => decisionTimes(log.items), [log.items]);
  const rest = call.status === "ended" ? t("call.moment.end") : t("call.moment.now");
  return (
    <Card className="num px-[18px] py-4" aria-live="off">
      <div className="flex items-start justify-between gap-3">
        <h2>{chosenMs === null ? rest : t("call.moment.title", { at: format.preciseTime(atMs) })}</h2>
        <MomentSteps times={times} atMs={chosenMs} onSeek={onSeek} />
      </div>
      <p className="mt-0.5 text-s text-text-2">{t("call.moment.hint")}</p>
      {!log.complete && <p className="mt-3 text-text-3">{t("call.moment.loading")}</p>}
      {log.complete && !shown && <p className="mt-3 text-text-3">{t("call.moment.noLog")}</p>}
      {shown && <MomentFacts moment={shown} onSeek={onSeek} />}
      {log.items.length > 0 && <OpenLogButton />}
    </Card>
  );
});

function MomentFacts({ moment, onSeek }: { moment: Moment; onSeek: (atMs: number) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWords();
  return (
    <dl>
      {moment.phase && (
        <Fact name={t("call.moment.state")}>
          {word("phase", moment.phase)}{" "}
          <span className="text-text-3">{t("call.moment.since", { at: format.preciseTime(moment.phaseSinceMs) })}</span>
        </Fact>
      )}
      {(moment.known.length > 0 || moment.wanted) && (
        <Fact name={t("call.moment.knows")}>
          <KnownValues known={moment.known} wanted={moment.wanted} />
        </Fact>
      )}
      <WaitingFor moment={moment} />
      {moment.tools.length > 0 && (
        <Fact name={t("call.moment.calls")}>
          <span className="code">{moment.tools.join(", ")}</span>
        </Fact>
      )}
      <Fact name={t("call.moment.why")}>
        {moment.decisions.length === 0 && <span className="text-text-3">{t("call.moment.nothingDecided")}</span>}
        <ol className="grid gap-1.5">
          {moment.decisions.map((decision) => (
            <DecisionLine key={decision.seq} decision={decision} onSeek={() => onSeek(decision.atMs)} />
          ))}
        </ol>
      </Fact>
      {moment.asOfMs !== null && moment.known.length > 0 && moment.atMs - moment.asOfMs > 1_000 && (
        <p className="mt-3 text-s text-text-3">{t("call.moment.asOf", { at: format.preciseTime(moment.asOfMs) })}</p>
      )}
    </dl>
  );
}

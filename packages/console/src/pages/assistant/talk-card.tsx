/** The draft on the line: what it says and hears, as it happens. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCallLog } from "../../data/use-call-log.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Dot } from "../../ui/dot.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { sayingsOf } from "../live/live-line.ts";
import { Words } from "../live/words.tsx";
import { useTalk } from "./use-talk.ts";

const SAYINGS = 40;

export function TalkCard({ assistantId, flush }: { assistantId: string; flush: () => Promise<boolean> }) {
  const { t } = useTranslation();
  const { state, callId, end, fault, level, start, hangUp } = useTalk(assistantId, flush);
  return (
    <Card className="sticky top-4 grid gap-3 px-[18px] py-4" aria-label={t("assistants.talk.title")}>
      <div className="flex flex-wrap items-center gap-3">
        <h2>{t("assistants.talk.title")}</h2>
        {state === "talking" && (
          <>
            <span className="flex items-center gap-1.5 text-s text-text-2" role="status">
              <Dot pulsing />
              {t("assistants.talk.onTheLine")}
            </span>
            <meter className="h-2 w-20" aria-label={t("assistants.talk.level")} min={0} max={1} value={level} />
          </>
        )}
        <span className="ml-auto">
          {state === "talking" ? (
            <Button kind="danger" onClick={hangUp}>
              {t("assistants.talk.hangUp")}
            </Button>
          ) : (
            <Button kind="primary" disabled={state === "connecting"} onClick={start}>
              {t(
                state === "connecting"
                  ? "assistants.talk.connecting"
                  : end
                    ? "assistants.talk.again"
                    : "assistants.talk.start",
              )}
            </Button>
          )}
        </span>
      </div>
      {state === "idle" && !end && <p className="text-text-2">{t("assistants.talk.text")}</p>}
      {fault && <FaultNote fault={fault} />}
      {callId && <Said key={callId} callId={callId} />}
      {end && (
        <p className="flex flex-wrap items-center gap-3 text-text-2" role="status">
          {t(`assistants.talk.ends.${end}`)}
          {callId && (
            <Link to="/calls/$callId" params={{ callId }} className={buttonClass()}>
              {t("assistants.talk.open")}
            </Link>
          )}
        </p>
      )}
    </Card>
  );
}

function Said({ callId }: { callId: string }) {
  const { items } = useCallLog(callId, true);
  return (
    <div className="grid gap-0.5" aria-live="polite">
      {sayingsOf(items, SAYINGS).map((saying) => (
        <Words key={saying.id} saying={saying} />
      ))}
    </div>
  );
}

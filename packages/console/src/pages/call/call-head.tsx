/** Who called whom, how it ended, and the figures of the call in a line. */
import type { Call, Turn } from "@offhook/api-client";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CallLog } from "../../data/use-call-log.tsx";
import { useFormat } from "../../format/use-format.ts";
import { useWords } from "../../locales/use-words.ts";
import { OutcomeTag } from "../../ui/outcome-tag.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Term } from "../../ui/term.tsx";
import { useNow } from "../../ui/use-now.tsx";
import { CallCost } from "../calls/call-cost.tsx";
import { costKnown } from "../calls/cost-known.ts";
import { ListenButton } from "../live/listen-button.tsx";
import { DeleteCall } from "./delete-call.tsx";
import { DownloadMenu } from "./download-menu.tsx";
import { worstWaitMs } from "./waterfall.ts";

interface CallHeadProps {
  call: Call;
  turns: readonly Turn[];
  log: CallLog;
  assistantName: string | null;
}

const LIVE_EVERY_MS = 1_000;
const ENDED_EVERY_MS = 60_000;

export function CallHead({ call, turns, log, assistantName }: CallHeadProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const from = format.phoneNumber(call.from);
  return (
    <>
      <PageHead
        tab={from}
        title={
          <>
            <span className="num">{from}</span>{" "}
            <span className="font-[450] text-text-2">
              {t("call.to", { name: assistantName ?? format.phoneNumber(call.to) })}
            </span>
          </>
        }
        beside={<OutcomeTag call={call} />}
        actions={
          <>
            {call.status === "in-progress" && call.from !== "chat" && <ListenButton callId={call.id} />}
            {call.status === "ended" && <DeleteCall id={call.id} />}
            <DownloadMenu call={call} turns={turns} log={log} assistantName={assistantName} />
          </>
        }
      />
      <Figures call={call} turns={turns} />
    </>
  );
}

function Figures({ call, turns }: { call: Call; turns: readonly Turn[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWords();
  const isLive = call.status !== "ended";
  const nowMs = useNow(isLive ? LIVE_EVERY_MS : ENDED_EVERY_MS);
  const worstMs = worstWaitMs(turns);
  const durationMs = isLive && call.answeredAt ? nowMs - Date.parse(call.answeredAt) : call.durationMs;
  return (
    <p className="num -mt-3 mb-5 flex flex-wrap gap-x-[22px] gap-y-1 text-text-2">
      <span title={format.absolute(call.startedAt)}>
        <Strong>{call.answeredAt ? format.clockTime(durationMs) : t("call.meta.notAnswered")}</Strong>{" "}
        {format.short(call.startedAt, nowMs)}
      </span>
      {call.latency.voiceToVoiceP50Ms !== null && worstMs !== null && (
        <span>
          <Strong>{format.wait(call.latency.voiceToVoiceP50Ms)}</Strong>{" "}
          <Term word={t("call.meta.medianWait")}>{t("calls.waitExplained")}</Term>,{" "}
          {t("call.meta.worst", { wait: format.wait(worstMs) })}
        </span>
      )}
      {costKnown(call) !== "none" && (
        <span>
          {!call.cost && `${t("call.cost.title")} `}
          <Strong>
            <CallCost call={call} />
          </Strong>
        </span>
      )}
      <span>
        <Strong>
          {call.assistantVersion < 0
            ? t("call.meta.draft")
            : t("call.meta.version", { version: call.assistantVersion })}
        </Strong>
      </span>
      <Disclosure call={call} />
      {call.direction !== "inbound" && <span>{word("direction", call.direction)}</span>}
      {call.streams.length > 1 && <span>{t("call.meta.sameLine", { count: call.streams.length })}</span>}
    </p>
  );
}

function Disclosure({ call: { disclosureHeardAt, startedAt, answeredAt, status } }: { call: Call }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (disclosureHeardAt) {
    const at = format.clockTime(Date.parse(disclosureHeardAt) - Date.parse(startedAt));
    return (
      <span>
        {t("call.meta.disclosure")} <Strong>{t("call.meta.heardAt", { at })}</Strong>
      </span>
    );
  }
  return answeredAt && status === "ended" ? <span>{t("call.meta.notDisclosed")}</span> : null;
}

const Strong = ({ children }: { children: ReactNode }) => <b className="font-[560] text-text">{children}</b>;

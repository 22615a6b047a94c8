/** One call: its sound, its words in step, and what the agent believed and decided at any moment of it. */
import type { LogItem } from "@offhook/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { callQuery, costQuery, transcriptQuery } from "../../data/calls.ts";
import { useCallLog } from "../../data/use-call-log.tsx";
import { useFault } from "../../data/use-fault.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { CallView } from "./call-view.tsx";

const NEW_WORDS: ReadonlySet<string> = new Set(["caller-turn", "agent-turn"]);

export default function CallPage() {
  const { t } = useTranslation();
  const { callId } = useParams({ from: "/calls/$callId" });
  const queryClient = useQueryClient();
  const call = useQuery(callQuery(callId));
  const transcript = useQuery(transcriptQuery(callId));
  const [callFault, transcriptFault] = [useFault(call), useFault(transcript)];
  const isLive = call.data ? call.data.status !== "ended" : null;
  const log = useCallLog(callId, isLive, {
    onItem: ({ type }: LogItem) => {
      if (NEW_WORDS.has(type)) void queryClient.invalidateQueries(transcriptQuery(callId));
    },
    onEnd: () => void queryClient.invalidateQueries({ queryKey: ["call", callId] }),
  });
  const cost = useQuery({ ...costQuery(callId), enabled: call.data !== undefined });
  if (callFault?.code === "unknown-call") return <UnknownCall />;
  const fault = (call.data ? null : callFault) ?? (transcript.data ? null : transcriptFault);
  if (fault) return <FaultNote fault={fault} again={() => void Promise.all([call.refetch(), transcript.refetch()])} />;
  if (!call.data || !transcript.data) return <div role="status" aria-label={t("shell.loading")} />;
  return <CallView key={callId} call={call.data} turns={transcript.data.turns} log={log} cost={cost.data ?? null} />;
}

function UnknownCall() {
  const { t } = useTranslation();
  return (
    <Empty title={t("call.unknownTitle")}>
      <p>{t("call.unknownText")}</p>
      <Link to="/calls" className={buttonClass()}>
        {t("overview.all")}
      </Link>
    </Empty>
  );
}

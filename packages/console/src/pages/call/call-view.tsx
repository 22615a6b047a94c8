/** Lays out a call whose data is there, and holds the moment that all its parts show. */
import type { Call, CallCost, Turn } from "@offhook/api-client";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CallLog } from "../../data/use-call-log.tsx";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { assistantNameOf } from "../live/live-line.ts";
import { CallHead } from "./call-head.tsx";
import { CostCard } from "./cost-card.tsx";
import { LiveTail } from "./live-tail.tsx";
import { LogCard } from "./log-card.tsx";
import { MomentCard } from "./moment-card.tsx";
import { Player } from "./player.tsx";
import { toolCallsOf, toolsByTurn } from "./tool-calls.ts";
import { Transcript } from "./transcript.tsx";
import { turnAt } from "./turn-at.ts";
import { useMoment } from "./use-moment.tsx";
import { usePlayerKeys } from "./use-player-keys.tsx";
import { useRecording } from "./use-recording.tsx";
import { cutsOf } from "./wave-shapes.ts";

interface CallViewProps {
  call: Call;
  turns: readonly Turn[];
  log: CallLog;
  cost: CallCost | null;
}

export function CallView({ call, turns, log, cost }: CallViewProps) {
  const { t } = useTranslation();
  const recording = useRecording(call);
  const lastMs = Math.max(
    turns.at(-1)?.endMs ?? 0,
    log.items.at(-1)?.atMs ?? 0,
    call.status === "ended" ? call.durationMs : 0,
  );
  const durationMs = recording.state === "ready" ? Math.max(recording.wav.durationMs, lastMs) : lastMs;
  const moment = useMoment(recording.state === "ready" ? recording.url : null, durationMs);
  usePlayerKeys(moment);
  const tools = useMemo(() => toolsByTurn(toolCallsOf(log.items), turns), [log.items, turns]);
  const cutsMs = useMemo(() => cutsOf(log.items), [log.items]);
  const current = moment.atMs === null ? null : turnAt(turns, moment.atMs);
  return (
    <>
      <CallHead call={call} turns={turns} log={log} assistantName={assistantNameOf(log.items)} />
      {!log.connected && <p className="mb-3 text-s text-warn">{t("call.reconnecting")}</p>}
      {log.fault && <FaultNote fault={log.fault} />}
      <Player turns={turns} cutsMs={cutsMs} recording={recording} moment={moment} durationMs={durationMs} />
      <div className="mt-5 grid grid-cols-[minmax(0,1fr)] items-start gap-5 desk:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
        <Card aria-label={t("call.transcript.title")} className="num min-w-0 overflow-hidden">
          <Transcript turns={turns} tools={tools} current={current} playing={moment.playing} onSeek={moment.seek} />
          {call.status !== "ended" && <LiveTail items={log.items} />}
        </Card>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5 desk:sticky desk:top-6 desk:max-h-[calc(100dvh-3rem)] desk:overflow-y-auto">
          <MomentCard call={call} log={log} chosenMs={moment.steppedMs} onSeek={moment.seek} />
          {cost && <CostCard cost={cost} />}
        </div>
      </div>
      <LogCard log={log} chosenMs={moment.steppedMs} onSeek={moment.seek} />
    </>
  );
}

/** One call on the line, with its words as they are said. Listens to the call while it is shown. */
import type { Call } from "@offhook/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCallLog } from "../../data/use-call-log.tsx";
import { useFormat } from "../../format/use-format.ts";
import { Dot } from "../../ui/dot.tsx";
import { useNow } from "../../ui/use-now.tsx";
import { ListenButton } from "./listen-button.tsx";
import { assistantNameOf, sayingsOf } from "./live-line.ts";
import { Words } from "./words.tsx";

const SECOND_MS = 1_000;

export function LiveCall({ call, sayings }: { call: Call; sayings: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow(SECOND_MS);
  const queryClient = useQueryClient();
  const { items, connected } = useCallLog(call.id, true, {
    onEnd: () => void queryClient.invalidateQueries({ queryKey: ["calls"] }),
  });
  const said = sayingsOf(items, sayings);
  return (
    <li className="relative border-line border-b px-[18px] py-3 last:border-0 hover:bg-text/3">
      <div className="flex items-center gap-2">
        <Dot pulsing />
        <Link
          to="/calls/$callId"
          params={{ callId: call.id }}
          className="num font-[550] text-text no-underline after:absolute after:inset-0"
        >
          {format.phoneNumber(call.from)}
        </Link>
        <span className="truncate text-text-2">→ {assistantNameOf(items) ?? format.phoneNumber(call.to)}</span>
        {call.from !== "chat" && <ListenButton callId={call.id} className="relative z-10 ml-auto" />}
        <span className={`num text-text-3 ${call.from === "chat" ? "ml-auto" : ""}`}>
          {format.clockTime(nowMs - Date.parse(call.answeredAt ?? call.startedAt))}
        </span>
      </div>
      <div className="mt-1 grid gap-0.5" aria-live="off">
        {said.length === 0 && <p className="text-text-3">{t("live.nothingSaid")}</p>}
        {said.map((saying) => (
          <Words key={saying.id} saying={saying} />
        ))}
        {!connected && <p className="text-s text-warn">{t("live.reconnecting")}</p>}
      </div>
    </li>
  );
}

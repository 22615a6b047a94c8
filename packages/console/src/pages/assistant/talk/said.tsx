/** What has been said so far, and under each answer what the caller waited for, and why. */
import type { Turn } from "@offhook/api-client";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCallLog } from "../../../data/use-call-log.tsx";
import { useFormat } from "../../../format/use-format.ts";
import { useWords } from "../../../locales/use-words.ts";
import { CAUSE_GROUND } from "../../call/cause-colours.ts";
import { type Waterfall, waterfallOf } from "../../call/waterfall.ts";
import { sayingsOf } from "../../live/live-line.ts";
import { Words } from "../../live/words.tsx";

const SAYINGS = 60;

/** `typed`: nobody wonders when a line that was sent has ended. */
export function Said({ callId, typed = false }: { callId: string; typed?: boolean }) {
  const { items } = useCallLog(callId, true);
  const sayings = sayingsOf(items, SAYINGS);
  const turns = sayings.flatMap(({ turn }) => (turn ? [turn] : []));
  const end = useRef<HTMLDivElement>(null);
  const last = sayings.at(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new words are what it scrolls for.
  useEffect(() => {
    const list = end.current?.parentElement;
    if (list) list.scrollTop = list.scrollHeight;
  }, [last?.id, last?.text]);
  return (
    // A long talk scrolls in its own place, also by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached.
    <div className="grid max-h-[52dvh] gap-1 overflow-y-auto" aria-live="polite" tabIndex={0}>
      {sayings.map((saying) => {
        const waterfall = saying.turn && waterfallOf(saying.turn, turns);
        return (
          <div key={saying.id}>
            <Words saying={saying} />
            {waterfall && <Waited waterfall={waterfall} />}
            {!typed && saying.turn?.speaker === "caller" && <WhyItEnded turn={saying.turn} />}
          </div>
        );
      })}
      <div ref={end} />
    </div>
  );
}

function Waited({ waterfall: { parts, totalMs } }: { waterfall: Waterfall }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className="num ml-[72px] flex flex-wrap items-center gap-x-3 gap-y-0.5 text-s text-text-3">
      <span className="text-text-2" title={t("call.transcript.waited", { wait: format.wait(totalMs) })}>
        {format.wait(totalMs)}
      </span>
      {parts.map(({ cause, ms }) => (
        <span key={cause} className="flex items-center gap-1" title={t(`call.causeReasons.${cause}`)}>
          <i aria-hidden className={`h-2.5 w-1 rounded-[2px] ${CAUSE_GROUND[cause]}`} />
          {t(`call.causes.${cause}`)} {format.wait(ms)}
        </span>
      ))}
    </p>
  );
}

function WhyItEnded({ turn: { endedBecause } }: { turn: Turn }) {
  const { t } = useTranslation();
  const word = useWords();
  if (!endedBecause) return null;
  return (
    <p className="ml-[72px] text-s text-text-3">
      {t("call.transcript.ended", { because: word("because", endedBecause) })}
    </p>
  );
}

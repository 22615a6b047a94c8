/** One turn: when, who, the words with what was not heard, the tools, and how long the caller waited for it. */
import type { Turn } from "@offhook/api-client";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { useWords } from "../../locales/use-words.ts";
import { CAUSE_GROUND } from "./cause-colours.ts";
import { heardOf } from "./heard.ts";
import type { ToolCall } from "./tool-calls.ts";
import { ToolLine } from "./tool-line.tsx";
import { WaitReasons } from "./wait-reasons.tsx";
import { type Waterfall, waterfallOf } from "./waterfall.ts";

interface TurnRowProps {
  turn: Turn;
  turns: readonly Turn[];
  tools: readonly ToolCall[];
  current: boolean;
  onSeek: () => void;
}

const ROW =
  "relative grid grid-cols-[44px_minmax(0,1fr)] gap-x-3 gap-y-0.5 border-line border-b px-4 py-row last:border-0 wide:grid-cols-[46px_74px_minmax(0,1fr)_140px]";

export function TurnRow({ turn, turns, tools, current, onSeek }: TurnRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const waterfall = waterfallOf(turn, turns);
  const isAgent = turn.speaker === "agent";
  return (
    <li
      aria-current={current ? "true" : undefined}
      className={`${ROW} ${current ? "bg-accent-soft/60" : "hover:bg-text/3"}`}
    >
      <button
        type="button"
        onClick={onSeek}
        className="self-start text-left text-text-3 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
      >
        {format.clockTime(turn.startMs)}
      </button>
      <span className={`max-wide:col-start-2 max-wide:text-s ${isAgent ? "text-accent-strong" : "text-text-3"}`}>
        {t(`call.transcript.${turn.speaker}`)}
      </span>
      <div className="min-w-0 max-wide:col-start-2">
        <Words turn={turn} />
        {tools.map((tool) => (
          <ToolLine key={tool.id} tool={tool} />
        ))}
      </div>
      <div className="text-s text-text-2 max-wide:col-start-2 wide:text-right">
        <Beside turn={turn} waterfall={waterfall} />
      </div>
      {current && <TurnDetails turn={turn} waterfall={waterfall} />}
    </li>
  );
}

function Words({ turn }: { turn: Turn }) {
  const { t } = useTranslation();
  const { heard, unheard } = heardOf(turn);
  const isKeys = turn.kind === "dtmf";
  return (
    <p className={turn.kind === "backchannel" ? "text-text-2" : ""}>
      {isKeys && <span className="mr-1.5 text-s text-text-3">{t("call.transcript.keys")}</span>}
      <span className={isKeys ? "code" : ""}>{heard}</span>
      {turn.kind === "backchannel" && (
        <span className="ml-1.5 text-s text-text-3">{t("call.transcript.backchannel")}</span>
      )}
      {unheard !== "" && (
        <>
          {" "}
          <s className="text-text-3" title={t("call.transcript.unheard", { words: unheard })}>
            {unheard}
          </s>
        </>
      )}
    </p>
  );
}

/** At the right: the wait before it with its parts, or how it was cut, or how long it was. */
function Beside({ turn, waterfall }: { turn: Turn; waterfall: Waterfall | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWords();
  const cut =
    turn.endedBecause === "barge-in"
      ? t("call.transcript.cut")
      : t("call.transcript.cutBecause", { because: word("because", turn.endedBecause ?? "") });
  if (!waterfall) {
    if (turn.interrupted) return cut;
    if (turn.speaker === "agent") return null;
    const duration = format.lasting(turn.endMs - turn.startMs);
    return <span className="text-text-3">{t("call.transcript.speech", { duration })}</span>;
  }
  return (
    <>
      <span title={t("call.transcript.waited", { wait: format.wait(waterfall.totalMs) })}>
        {format.wait(waterfall.totalMs)}
      </span>
      <div aria-hidden className="mt-1.5 flex h-1.5 overflow-hidden rounded-[3px]">
        {waterfall.parts.map(({ cause, share }) => (
          <i key={cause} className={CAUSE_GROUND[cause]} style={{ width: `${share * 100}%` }} />
        ))}
      </div>
      {turn.interrupted && <div className="mt-1">{cut}</div>}
    </>
  );
}

function TurnDetails({ turn, waterfall }: { turn: Turn; waterfall: Waterfall | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWords();
  const notes = [
    turn.speaker === "caller" && turn.endedBecause
      ? t("call.transcript.ended", { because: word("because", turn.endedBecause) })
      : null,
    turn.confidence !== null ? t("call.transcript.confidence", { percent: format.percent(turn.confidence) }) : null,
    turn.interrupted && turn.heardBy ? t(`call.transcript.heardBy.${turn.heardBy}`) : null,
  ].filter((note) => note !== null);
  return (
    <div className="col-start-2 mt-1.5 grid gap-1 text-s text-text-2 empty:hidden wide:col-span-2 wide:col-start-3">
      {waterfall && <WaitReasons waterfall={waterfall} />}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

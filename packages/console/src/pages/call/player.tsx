/** The sound of the call: its picture, the place in it, and the controls. */
import type { Turn } from "@offhook/api-client";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { Card } from "../../ui/card.tsx";
import { Term } from "../../ui/term.tsx";
import { CAUSE_TEXT } from "./cause-colours.ts";
import { ScrubBar } from "./scrub-bar.tsx";
import type { MomentControl } from "./use-moment.tsx";
import type { Recording } from "./use-recording.tsx";
import { causesOf } from "./waterfall.ts";

interface PlayerProps {
  turns: readonly Turn[];
  cutsMs: readonly number[];
  recording: Recording;
  moment: MomentControl;
  durationMs: number;
}

export function Player({ turns, cutsMs, recording, moment, durationMs }: PlayerProps) {
  if (durationMs <= 0) return null;
  return (
    <Card className="px-[18px] pt-4 pb-2.5">
      <ScrubBar turns={turns} cutsMs={cutsMs} recording={recording} moment={moment} durationMs={durationMs} />
      <div className="num mt-2 flex flex-wrap items-center gap-x-3.5 gap-y-2 border-line border-t pt-2.5">
        {moment.canPlay && <PlayButtons moment={moment} />}
        <Place moment={moment} durationMs={durationMs} restsAtEnd={recording.state === "writing"} />
        <Legend recording={recording} />
        <Gaps turns={turns} />
      </div>
    </Card>
  );
}

function PlayButtons({ moment: { playing, toggle, speed, changeSpeed } }: { moment: MomentControl }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <button
        type="button"
        onClick={toggle}
        aria-label={playing ? t("call.player.pause") : t("call.player.play")}
        className="grid size-[34px] place-items-center rounded-full bg-accent text-on-accent hover:bg-accent-strong"
      >
        <svg aria-hidden viewBox="0 0 12 12" className="size-3 fill-current">
          {playing ? <path d="M2 1h3v10H2zM7 1h3v10H7z" /> : <path d="M2.5 1v10L11 6z" />}
        </svg>
      </button>
      <button
        type="button"
        onClick={changeSpeed}
        aria-label={`${t("call.player.speed")} ${format.number(speed)}×`}
        className="order-1 rounded-full border border-line px-2 text-s text-text-2 hover:border-line-strong"
      >
        {format.number(speed)}×
      </button>
    </>
  );
}

interface PlaceProps {
  moment: MomentControl;
  durationMs: number;
  restsAtEnd: boolean;
}

/** Of a living call the newest moment is shown until another is chosen. */
function Place({ moment: { atMs }, durationMs, restsAtEnd }: PlaceProps) {
  const format = useFormat();
  return (
    <span>
      {format.clockTime(atMs ?? (restsAtEnd ? durationMs : 0))}{" "}
      <span className="text-text-3">/ {format.clockTime(durationMs)}</span>
    </span>
  );
}

function Legend({ recording }: { recording: Recording }) {
  const { t } = useTranslation();
  const texts = {
    ready: t("call.player.legend"),
    loading: t("call.player.loading"),
    none: t("call.player.noRecording"),
    writing: t("call.player.writing"),
    deleted: t("call.player.deleted"),
    failed: recording.state === "failed" ? t("call.player.failed", { message: recording.fault.message }) : "",
  };
  const always = recording.state !== "ready";
  return (
    <span
      className={`order-2 text-s ${recording.state === "failed" ? "text-danger" : "text-text-2"} ${always ? "" : "max-wide:hidden"}`}
    >
      {texts[recording.state]}
    </span>
  );
}

const LEAST_SHARE = 0.005;

function Gaps({ turns }: { turns: readonly Turn[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  // What rounds to nothing explains nothing.
  const causes = causesOf(turns)?.filter(({ share }) => share >= LEAST_SHARE);
  if (!causes) return null;
  return (
    <span className="order-3 ml-auto text-s text-text-2 max-wide:ml-0">
      <Term word={t("call.player.gaps")}>{t("call.gapExplained")}</Term>{" "}
      {causes.map(({ cause, share }, index) => (
        <span key={cause}>
          {index > 0 && " · "}
          <b className={`font-[550] ${CAUSE_TEXT[cause]}`}>
            {t(`call.causes.${cause}`)} {format.percent(share)}
          </b>
        </span>
      ))}
    </span>
  );
}

/** The waveform as a slider: press, drag, or step with the arrows. */
import type { Turn } from "@offhook/api-client";
import { type KeyboardEvent, type PointerEvent, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { useWidth } from "../../ui/use-width.tsx";
import type { MomentControl } from "./use-moment.tsx";
import { LARGE_STEP_MS, STEP_MS } from "./use-player-keys.tsx";
import type { Recording } from "./use-recording.tsx";
import { peaksOf } from "./wav.ts";
import { levelsOfTurns } from "./wave-shapes.ts";
import { Waveform } from "./waveform.tsx";

interface ScrubBarProps {
  turns: readonly Turn[];
  cutsMs: readonly number[];
  recording: Recording;
  moment: MomentControl;
  durationMs: number;
}

const BAR_PITCH = 4;
const HEIGHT = 132;

export function ScrubBar({ turns, cutsMs, recording, moment, durationMs }: ScrubBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [place, width] = useWidth<HTMLDivElement>();
  const bars = Math.max(1, Math.floor(width / BAR_PITCH));
  const peaks = useMemo(() => barsOf(recording, turns, bars, durationMs), [recording, turns, bars, durationMs]);
  const { atMs, seek } = moment;

  function seekTo(event: PointerEvent<HTMLDivElement>) {
    const { left, width: whole } = event.currentTarget.getBoundingClientRect();
    seek(((event.clientX - left) / whole) * durationMs);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.shiftKey ? LARGE_STEP_MS : STEP_MS;
    const to = {
      ArrowRight: (atMs ?? 0) + step,
      ArrowUp: (atMs ?? 0) + step,
      ArrowLeft: (atMs ?? 0) - step,
      ArrowDown: (atMs ?? 0) - step,
      PageUp: (atMs ?? 0) + LARGE_STEP_MS,
      PageDown: (atMs ?? 0) - LARGE_STEP_MS,
      Home: 0,
      End: durationMs,
    }[event.key];
    if (to === undefined && event.key !== " ") return;
    event.preventDefault();
    if (to === undefined) moment.toggle();
    else seek(to);
  }

  return (
    <div
      ref={place}
      role="slider"
      tabIndex={0}
      aria-label={t("call.player.position")}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs)}
      aria-valuenow={Math.round(atMs ?? 0)}
      aria-valuetext={format.clockTime(atMs ?? 0)}
      className="relative cursor-pointer touch-pan-y select-none"
      style={{ height: HEIGHT }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seekTo(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
    >
      {width > 0 && (
        <Waveform
          {...peaks}
          turns={turns}
          cutsMs={cutsMs}
          durationMs={durationMs}
          width={width}
          height={HEIGHT}
          pitch={width / bars}
        />
      )}
      {atMs !== null && (
        <span aria-hidden className="absolute inset-y-0 w-px bg-text" style={{ left: `${(atMs / durationMs) * 100}%` }}>
          <span className="absolute -top-px -left-1 size-[9px] rounded-full bg-text" />
        </span>
      )}
    </div>
  );
}

function barsOf(recording: Recording, turns: readonly Turn[], bars: number, durationMs: number) {
  if (recording.state !== "ready") {
    const levels = (speaker: "agent" | "caller") => levelsOfTurns(turns, speaker, bars, durationMs);
    return { caller: levels("caller"), agent: levels("agent") };
  }
  // The recording may be a little shorter than the call: its bars end where it ends.
  const own = Math.max(1, Math.round((bars * recording.wav.durationMs) / durationMs));
  return peaksOf(recording.wav, own);
}

/** The picture of a call: caller above the line, agent below, waits on it, what was not heard hatched. */
import type { Turn } from "@offhook/api-client";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { CAUSE_FILL } from "./cause-colours.ts";
import { barsPath, gapStretches, unheardStretches } from "./wave-shapes.ts";

interface WaveformProps {
  caller: readonly number[];
  agent: readonly number[];
  turns: readonly Turn[];
  cutsMs: readonly number[];
  durationMs: number;
  width: number;
  height: number;
  pitch: number;
}

/** Between the line and the bars, on both sides. */
const CLEARANCE = 4;
/** Above the bars, for the head of the place. */
const HEAD = 8;
/** A gap of a tenth of a second in an hour's call is still seen. */
const LEAST_GAP_WIDTH = 2;

/** Drawn anew only when the sound changes, not with every moment that is played. */
export const Waveform = memo(function Waveform(props: WaveformProps) {
  const { t } = useTranslation();
  const { caller, agent, turns, cutsMs, durationMs, width, height, pitch } = props;
  const [middle, reach] = [height / 2, height / 2 - CLEARANCE - HEAD];
  const x = (ms: number) => (ms / durationMs) * width;
  return (
    <svg role="img" aria-label={t("call.player.wave")} width={width} height={height} className="block overflow-visible">
      <defs>
        <pattern id="unheard" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.6" height="4" className="fill-unheard" />
        </pattern>
      </defs>
      <line x1="0" x2={width} y1={middle} y2={middle} className="stroke-line" />
      <path d={barsPath(caller, pitch, middle - CLEARANCE, reach, true)} className="fill-caller" />
      <path d={barsPath(agent, pitch, middle + CLEARANCE, reach, false)} className="fill-agent" />
      {unheardStretches(turns, durationMs, cutsMs).map(({ startMs, endMs }) => (
        <rect
          key={startMs}
          x={x(startMs)}
          y={middle + CLEARANCE}
          width={Math.max(0, x(endMs) - x(startMs))}
          height={reach * 0.55}
          rx="2"
          fill="url(#unheard)"
        />
      ))}
      {gapStretches(turns).map(({ cause, startMs, endMs }) => (
        <rect
          key={`${cause} ${startMs}`}
          x={x(startMs)}
          y={middle - 2}
          width={Math.max(LEAST_GAP_WIDTH, x(endMs) - x(startMs))}
          height="4"
          className={CAUSE_FILL[cause]}
        />
      ))}
    </svg>
  );
});

/** Steps from decision to decision. */
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";

interface MomentStepsProps {
  times: readonly number[];
  atMs: number | null;
  onSeek: (atMs: number) => void;
}

export function MomentSteps({ times, atMs, onSeek }: MomentStepsProps) {
  const { t } = useTranslation();
  const present = atMs === null ? Number.POSITIVE_INFINITY : Math.round(atMs);
  const before = times.findLast((time) => time < present);
  const after = times.find((time) => time > present);
  const step = (time: number | undefined) => () => time !== undefined && onSeek(time);
  return (
    <span className="-mt-1 flex shrink-0">
      <Button
        kind="quiet"
        className="px-2.5"
        aria-label={t("call.moment.previous")}
        title={t("call.moment.previous")}
        disabled={before === undefined}
        onClick={step(before)}
      >
        ←
      </Button>
      <Button
        kind="quiet"
        className="px-2.5"
        aria-label={t("call.moment.next")}
        title={t("call.moment.next")}
        disabled={after === undefined}
        onClick={step(after)}
      >
        →
      </Button>
    </span>
  );
}

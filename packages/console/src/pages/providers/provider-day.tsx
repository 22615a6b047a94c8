/** How a provider was over the last 24 hours: a strip to see, and the same in words. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { useNow } from "../../ui/use-now.tsx";
import { DAY_MS, daySpans, type Span, troublesOf } from "./day-spans.ts";

type Changes = Parameters<typeof daySpans>[0];

const COLOURS: Readonly<Record<Span["state"], string>> = {
  ready: "bg-accent",
  degraded: "bg-endpoint",
  down: "bg-danger",
  unknown: "bg-line",
};
/** More of them are a bad day: that can be seen. */
const TROUBLES_TOLD = 3;
/** An outage of seconds is to be seen too. */
const LEAST_SHARE = 0.4;

export function ProviderDay({ changes }: { changes: Changes }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow(60_000);
  const spans = daySpans(changes, nowMs);
  const troubles = troublesOf(spans);
  const tell = ({ state, fromMs, untilMs }: Span): string =>
    t(`providers.day.${state === "down" ? "down" : "degraded"}`, {
      lasting: format.span(untilMs - fromMs),
      at: format.short(new Date(fromMs).toISOString(), nowMs),
    });
  const told = troubles.slice(0, TROUBLES_TOLD).map(tell);
  const more = troubles.length - told.length;
  return (
    <div className="px-[18px] pb-3">
      <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-s">
        {spans.map((span) => (
          <span
            key={span.fromMs}
            title={span.state === "ready" || span.state === "unknown" ? undefined : tell(span)}
            className={COLOURS[span.state]}
            style={{ flexGrow: Math.max(LEAST_SHARE, ((span.untilMs - span.fromMs) / DAY_MS) * 100), flexBasis: 0 }}
          />
        ))}
      </div>
      <p className="mt-1 text-s text-text-3">
        {t("providers.day.label")}{" "}
        {told.length > 0
          ? [...told, ...(more > 0 ? [t("providers.day.more", { count: more })] : [])].join("; ")
          : t("providers.day.well")}
      </p>
    </div>
  );
}

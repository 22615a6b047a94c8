/** What calls may cost, and how long one may last. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { timingQuery } from "../../../data/assistants.ts";
import { useFormat } from "../../../format/use-format.ts";
import { Field } from "../../../ui/field.tsx";
import { CheckedText } from "../checked-text.tsx";
import { Part } from "../part.tsx";
import type { TabProps } from "../tab-props.ts";
import { withTiming } from "../turn-taking/presets.ts";
import { readDollars, readMinutes } from "./amounts.ts";

const SPANS = ["perCall", "perDay", "perMonth"] as const;
const MINUTE_MS = 60_000;

export function Budget({ settings, edit }: TabProps) {
  const { t } = useTranslation();
  const budget = settings.budget ?? {};
  function limit(span: (typeof SPANS)[number], amount: string): void {
    const { [span]: _, ...others } = budget;
    const after = amount === "" ? others : { ...others, [span]: amount };
    edit({ budget: Object.keys(after).length > 0 ? after : undefined });
  }
  return (
    <Part title={t("assistants.limits.money")} text={t("assistants.limits.moneyText")}>
      <div className="grid gap-3 sm:grid-cols-3">
        {SPANS.map((span) => (
          <Field key={span} label={`${t(`assistants.limits.${span}`)}, $`}>
            {(id) => (
              <CheckedText
                id={id}
                className="num w-full"
                inputMode="decimal"
                stored={budget[span] ?? ""}
                read={readDollars}
                wrong={t("assistants.limits.wrongMoney")}
                onRead={(amount) => limit(span, amount)}
              />
            )}
          </Field>
        ))}
      </div>
      <CallLength settings={settings} edit={edit} />
    </Part>
  );
}

function CallLength({ settings: { timing = {} }, edit }: TabProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(timingQuery());
  if (!data) return null;
  const { maxDurationMs, almostOverMs } = { ...data.defaults, ...timing };
  const minutes = (ms: number): string => format.number(ms / MINUTE_MS);
  return (
    <Field
      label={t("assistants.limits.length")}
      hint={t("assistants.limits.lengthHint", {
        minutes: minutes(data.defaults.maxDurationMs),
        seconds: format.number(almostOverMs / 1_000),
      })}
    >
      {(id) => (
        <CheckedText
          id={id}
          className="num w-32"
          inputMode="decimal"
          placeholder={minutes(data.defaults.maxDurationMs)}
          stored={timing.maxDurationMs === undefined ? "" : String(maxDurationMs / MINUTE_MS)}
          read={readMinutes}
          wrong={t("assistants.limits.wrongLength")}
          onRead={(text) => {
            const ms = text === "" ? undefined : Math.round(Number(text) * MINUTE_MS);
            edit({ timing: withTiming(timing, "maxDurationMs", ms) });
          }}
        />
      )}
    </Field>
  );
}

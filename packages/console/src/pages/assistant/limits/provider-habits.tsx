/** How the ordered lists of providers are asked, and what may be paid for in vain. */
import { useTranslation } from "react-i18next";
import type { Slot } from "../../../data/assistants.ts";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/fields.tsx";
import { CheckField } from "../check-field.tsx";
import { Part } from "../part.tsx";
import type { TabProps } from "../tab-props.ts";

const SLOTS: readonly Slot[] = ["model", "voice", "transcriber"];
const BY = ["order", "latency", "price"] as const;

export function ProviderHabits({ settings: { choose = {}, thinkAhead = true, hedge = true }, edit }: TabProps) {
  const { t } = useTranslation();
  function chooseBy(slot: Slot, by: string): void {
    const { [slot]: _, ...others } = choose;
    const wanted = BY.find((one) => one === by);
    const after = wanted && wanted !== "order" ? { ...others, [slot]: wanted } : others;
    edit({ choose: Object.keys(after).length > 0 ? after : undefined });
  }
  return (
    <Part title={t("assistants.limits.providers.title")} text={t("assistants.limits.providers.text")}>
      <div className="grid gap-3 sm:grid-cols-3">
        {SLOTS.map((slot) => (
          <Field key={slot} label={t("assistants.limits.providers.choose", { slot: t(`assistants.slots.${slot}`) })}>
            {(id) => (
              <Select
                id={id}
                className="w-full"
                value={choose[slot] ?? "order"}
                onChange={({ target }) => chooseBy(slot, target.value)}
              >
                {BY.map((by) => (
                  <option key={by} value={by}>
                    {t(`assistants.limits.providers.by.${by}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      {/* Both are on unless somebody has turned them off. */}
      <CheckField
        label={t("assistants.limits.providers.thinkAhead")}
        hint={t("assistants.limits.providers.thinkAheadHint")}
        checked={thinkAhead}
        onChange={(on) => edit({ thinkAhead: on ? undefined : false })}
      />
      <CheckField
        label={t("assistants.limits.providers.hedge")}
        hint={t("assistants.limits.providers.hedgeHint")}
        checked={hedge}
        onChange={(on) => edit({ hedge: on ? undefined : false })}
      />
    </Part>
  );
}

/** For how long this assistant's calls are kept, where that is not as the house has it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AssistantSettings } from "../../../data/assistants.ts";
import { retentionQuery } from "../../../data/settings.ts";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/fields.tsx";
import { Part } from "../part.tsx";
import type { TabProps } from "../tab-props.ts";

const SLOTS = ["transcriptDays", "recordingDays"] as const;
type Slot = (typeof SLOTS)[number];
type Retention = NonNullable<AssistantSettings["retention"]>;

const USUAL_DAYS = [1, 7, 30, 90, 180, 365, 1_825];

export function RetentionPart({ settings: { retention = {} }, edit }: TabProps) {
  const { t } = useTranslation();
  const { data: house } = useQuery(retentionQuery());
  function keep(slot: Slot, value: string): void {
    const { [slot]: _, ...others } = retention;
    const after: Retention = value === "" ? others : { ...others, [slot]: value === "ever" ? null : Number(value) };
    edit({ retention: Object.keys(after).length > 0 ? after : undefined });
  }
  const lasting = (days: number | null): string =>
    days === null ? t("assistants.limits.retention.ever") : t("assistants.limits.retention.days", { count: days });
  return (
    <Part title={t("assistants.limits.retention.title")} text={t("assistants.limits.retention.text")}>
      <div className="grid gap-3 sm:grid-cols-2">
        {SLOTS.map((slot) => {
          const own = retention[slot];
          const days = [...new Set([...USUAL_DAYS, ...(own ? [own] : [])])].sort((a, b) => a - b);
          const asHouse = house ? t("assistants.limits.retention.house", { lasting: lasting(house[slot]) }) : "…";
          return (
            <Field key={slot} label={t(`assistants.limits.retention.${slot}`)}>
              {(id) => (
                <Select
                  id={id}
                  className="w-full"
                  value={own === undefined ? "" : (own ?? "ever")}
                  onChange={({ target }) => keep(slot, target.value)}
                >
                  <option value="">{asHouse}</option>
                  {days.map((one) => (
                    <option key={one} value={one}>
                      {lasting(one)}
                    </option>
                  ))}
                  <option value="ever">{lasting(null)}</option>
                </Select>
              )}
            </Field>
          );
        })}
      </div>
    </Part>
  );
}

/** When the number's own assistant answers, and who does otherwise. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../data/assistants.ts";
import type { NumberEdit, NumberHours, PhoneNumber } from "../../data/phone-numbers.ts";
import { officeHours } from "../../format/hours-text.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { WeekHours } from "../../ui/week-hours.tsx";
import { AssistantSelect } from "./assistant-select.tsx";

interface NumberHoursProps {
  number: PhoneNumber;
  assistants: readonly Assistant[];
  save: (edit: NumberEdit) => void;
  saving: boolean;
}

export function NumberHoursFields({ number, assistants, save, saving }: NumberHoursProps) {
  const { t } = useTranslation();
  const [hours, setHours] = useState(number.hours);
  const [afterHours, setAfterHours] = useState(number.afterHoursAssistantId);
  if (hours === null) {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <p>{t("numbers.hours.always")}</p>
        <Button onClick={() => setHours(officeHours())}>{t("numbers.hours.set")}</Button>
        {number.hours !== null && (
          <Button kind="primary" disabled={saving} onClick={() => save({ hours: null })}>
            {t("numbers.save")}
          </Button>
        )}
      </div>
    );
  }
  return (
    <form
      className="grid max-w-[72ch] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save({ hours, afterHoursAssistantId: afterHours });
      }}
    >
      <WeekFields hours={hours} change={setHours} />
      <Field label={t("numbers.hours.after")}>
        {(id) => (
          <AssistantSelect
            id={id}
            assistants={assistants}
            value={afterHours}
            none={t("numbers.hours.same")}
            choose={setAfterHours}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" disabled={saving}>
          {t(saving ? "numbers.saving" : "numbers.save")}
        </Button>
        <Button onClick={() => setHours(null)}>{t("numbers.hours.clear")}</Button>
      </div>
    </form>
  );
}

function WeekFields({ hours, change }: { hours: NumberHours; change: (hours: NumberHours) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t("numbers.hours.timeZone")}>
        {(id) => (
          <TextField
            id={id}
            className="w-full"
            required
            list="time-zones"
            value={hours.timeZone}
            onChange={({ target }) => change({ ...hours, timeZone: target.value })}
          />
        )}
      </Field>
      <datalist id="time-zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <WeekHours label={t("numbers.hours.week")} days={hours.days} change={(days) => change({ ...hours, days })} />
    </>
  );
}

/** When the number's own assistant answers, and who does otherwise. */
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../data/assistants.ts";
import type { NumberEdit, NumberHours, PhoneNumber, Weekday } from "../../data/phone-numbers.ts";
import { useFormat } from "../../format/use-format.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { AssistantSelect } from "./assistant-select.tsx";
import { officeHours, readSpans, WEEKDAYS, writeSpans } from "./hours-text.ts";

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
  const format = useFormat();
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
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-[550] text-s text-text-2">{t("numbers.hours.week")}</legend>
        {WEEKDAYS.map((day) => (
          <DayField
            key={day}
            name={format.weekdayName(Number(day))}
            text={writeSpans(hours.days[day])}
            change={(text) => change({ ...hours, days: withDay(hours.days, day, text) })}
          />
        ))}
        <p className="text-s text-text-3">{t("numbers.hours.hint")}</p>
      </fieldset>
    </>
  );
}

/** What is typed stays as it is typed; it counts once it can be read. */
function DayField({ name, text, change }: { name: string; text: string; change: (text: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const id = useId();
  const bad = readSpans(typed) === null;
  return (
    <label htmlFor={id} className="grid grid-cols-[120px_minmax(0,1fr)] items-center gap-3">
      <span className="text-s">{name}</span>
      <TextField
        id={id}
        className="num w-full"
        placeholder={t("numbers.hours.closed")}
        value={typed}
        aria-invalid={bad}
        onChange={({ target }) => {
          setTyped(target.value);
          target.setCustomValidity(readSpans(target.value) === null ? t("numbers.hours.bad") : "");
          if (readSpans(target.value) !== null) change(target.value);
        }}
      />
    </label>
  );
}

function withDay(days: NumberHours["days"], day: Weekday, text: string): NumberHours["days"] {
  const { [day]: _, ...others } = days;
  const spans = readSpans(text) ?? [];
  return spans.length > 0 ? { ...others, [day]: spans } : others;
}

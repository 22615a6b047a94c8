/** A week's opening hours, a line of text for each day. */
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NumberHours, Weekday } from "../data/phone-numbers.ts";
import { readSpans, WEEKDAYS, writeSpans } from "../format/hours-text.ts";
import { useFormat } from "../format/use-format.ts";
import { TextField } from "./fields.tsx";

type Days = NumberHours["days"];

interface WeekHoursProps {
  label: string;
  days: Days;
  change: (days: Days) => void;
}

export function WeekHours({ label, days, change }: WeekHoursProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-[550] text-s text-text-2">{label}</legend>
      {WEEKDAYS.map((day) => (
        <DayField
          key={day}
          name={format.weekdayName(Number(day))}
          text={writeSpans(days[day])}
          change={(text) => change(withDay(days, day, text))}
        />
      ))}
      <p className="text-s text-text-3">{t("shell.weekHours.hint")}</p>
    </fieldset>
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
        placeholder={t("shell.weekHours.closed")}
        value={typed}
        aria-invalid={bad}
        onChange={({ target }) => {
          setTyped(target.value);
          target.setCustomValidity(readSpans(target.value) === null ? t("shell.weekHours.bad") : "");
          if (readSpans(target.value) !== null) change(target.value);
        }}
      />
    </label>
  );
}

function withDay(days: Days, day: Weekday, text: string): Days {
  const { [day]: _, ...others } = days;
  const spans = readSpans(text) ?? [];
  return spans.length > 0 ? { ...others, [day]: spans } : others;
}

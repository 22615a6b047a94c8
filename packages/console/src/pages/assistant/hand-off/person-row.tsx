/** Somebody on the list: renamed, given another number, moved, taken off. */
import { useTranslation } from "react-i18next";
import type { Person } from "../../../data/assistants.ts";
import { officeHours, writeWeek } from "../../../format/hours-text.ts";
import { phoneNumber } from "../../../format/numbers.ts";
import { useFormat } from "../../../format/use-format.ts";
import { Button } from "../../../ui/button.tsx";
import { WeekHours } from "../../../ui/week-hours.tsx";
import { plainNumber } from "../../numbers/plain-number.ts";
import { CheckedText } from "../checked-text.tsx";
import { isPersonsNumber } from "./people.ts";

interface PersonRowProps {
  person: Person;
  index: number;
  count: number;
  change: (person: Person) => void;
  move: (by: -1 | 1) => void;
  remove: () => void;
}

export function PersonRow({ person, index, count, change, move, remove }: PersonRowProps) {
  const { t } = useTranslation();
  const { id, name, number } = person;
  return (
    <li>
      <fieldset className="grid items-start gap-x-3 gap-y-1.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <legend className="sr-only">{t("assistants.handOff.person", { number: index + 1 })}</legend>
        <div>
          <CheckedText
            aria-label={t("assistants.handOff.name")}
            className="w-full"
            maxLength={100}
            stored={name}
            read={(text) => text.trim() || null}
            wrong={t("assistants.handOff.nameWrong")}
            onRead={(text) => change({ ...person, name: text })}
          />
          <p className="mt-0.5 text-s text-text-3">{t("assistants.handOff.id", { id })}</p>
        </div>
        <div>
          <CheckedText
            aria-label={t("assistants.handOff.number")}
            className="num w-full"
            type="tel"
            maxLength={30}
            stored={phoneNumber(number)}
            read={(text) => (isPersonsNumber(plainNumber(text)) ? phoneNumber(plainNumber(text)) : null)}
            wrong={t("assistants.handOff.wrongNumber")}
            onRead={(text) => change({ ...person, number: plainNumber(text) })}
          />
        </div>
        <div className="flex">
          <Small label={t("assistants.handOff.up", { name })} sign="↑" disabled={index === 0} press={() => move(-1)} />
          <Small
            label={t("assistants.handOff.down", { name })}
            sign="↓"
            disabled={index === count - 1}
            press={() => move(1)}
          />
          <Small label={t("assistants.handOff.remove", { name })} sign="✕" press={remove} />
        </div>
        <PersonHours person={person} change={change} />
      </fieldset>
    </li>
  );
}

/** Folded away: most people are there whenever the assistant is. */
function PersonHours({ person, change }: Pick<PersonRowProps, "person" | "change">) {
  const { t } = useTranslation();
  const format = useFormat();
  const { hours, ...others } = person;
  const always = t("assistants.handOff.always");
  return (
    <details className="text-s sm:col-span-3">
      <summary className="cursor-pointer text-text-2">
        {t("assistants.handOff.hours", { hours: hours ? writeWeek(hours, format.weekdayShort) || always : always })}
      </summary>
      <div className="mt-2 grid max-w-[56ch] justify-items-start gap-2">
        {hours ? (
          <>
            <WeekHours
              label={t("assistants.handOff.reachable", { name: person.name })}
              days={hours}
              change={(days) => change({ ...others, hours: days })}
            />
            <Button onClick={() => change(others)}>{t("assistants.handOff.alwaysThere")}</Button>
          </>
        ) : (
          <Button onClick={() => change({ ...others, hours: officeHours().days })}>{t("numbers.hours.set")}</Button>
        )}
      </div>
    </details>
  );
}

interface SmallProps {
  label: string;
  sign: string;
  disabled?: boolean;
  press: () => void;
}

function Small({ label, sign, disabled, press }: SmallProps) {
  return (
    <Button kind="quiet" className="px-2" aria-label={label} title={label} disabled={disabled} onClick={press}>
      {sign}
    </Button>
  );
}

/** Somebody on the list: renamed, given another number, moved, taken off. */
import { useTranslation } from "react-i18next";
import type { Person } from "../../../data/assistants.ts";
import { phoneNumber } from "../../../format/numbers.ts";
import { Button } from "../../../ui/button.tsx";
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
      </fieldset>
    </li>
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

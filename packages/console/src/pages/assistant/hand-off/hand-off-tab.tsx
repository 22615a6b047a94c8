/** Whom a caller is put through to, and what one meets who is one too many. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Person } from "../../../data/assistants.ts";
import { Part } from "../part.tsx";
import { RadioList } from "../radio-list.tsx";
import type { TabProps } from "../tab-props.ts";
import { NewPerson } from "./new-person.tsx";
import { movedPerson, withPerson } from "./people.ts";
import { PersonRow } from "./person-row.tsx";

const WHEN_FULL = ["reject", "say", "transfer"] as const;
const MOST_PEOPLE = 50;

export default function HandOffTab({ settings, edit }: TabProps) {
  const { t } = useTranslation();
  const { people = [], whenFull = "reject" } = settings;
  const save = (list: Person[]): void => edit({ people: list.length > 0 ? list : undefined });
  return (
    <>
      <Part
        title={t("assistants.handOff.title")}
        text={t(people.length === 0 ? "assistants.handOff.none" : "assistants.handOff.text")}
      >
        {people.length > 0 && (
          <ol className="grid gap-3">
            {people.map((person, index) => (
              <PersonRow
                key={person.id}
                {...{ person, index, count: people.length }}
                change={(changed) => save(people.map((one) => (one.id === person.id ? changed : one)))}
                move={(by) => save(movedPerson(people, index, by))}
                remove={() => save(people.filter(({ id }) => id !== person.id))}
              />
            ))}
          </ol>
        )}
        {people.length < MOST_PEOPLE && <NewPerson add={(name, number) => save(withPerson(people, name, number))} />}
        <p className="text-s text-text-3">
          {t("assistants.handOff.numbersHours", { zone: settings.timeZone ?? "UTC" })}{" "}
          <Link to="/phone-numbers" className="underline">
            {t("assistants.handOff.numbers")}
          </Link>
        </p>
      </Part>
      <Part title={t("assistants.handOff.full")} text={t("assistants.handOff.fullHint")}>
        <RadioList
          label={t("assistants.handOff.full")}
          quietLabel
          value={whenFull}
          choices={WHEN_FULL.map((value) => ({
            value,
            name: t(`assistants.handOff.whenFull.${value}`),
            hint:
              value === "transfer" && whenFull === "transfer" && people.length === 0 && t("assistants.handOff.nobody"),
          }))}
          choose={(value) => edit({ whenFull: value === "reject" ? undefined : value })}
        />
      </Part>
    </>
  );
}

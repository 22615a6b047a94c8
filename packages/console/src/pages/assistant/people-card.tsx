/** The people to whom the agent hands a caller who wants one, in the order in which they are rung. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AssistantSettings, Person } from "../../data/assistants.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { plainNumber } from "../numbers/plain-number.ts";
import { isPersonsNumber, withPerson } from "./people.ts";

interface PeopleCardProps {
  people: readonly Person[];
  edit: (change: Partial<AssistantSettings>) => void;
}

export function PeopleCard({ people, edit }: PeopleCardProps) {
  const { t } = useTranslation();
  return (
    <Card className="grid gap-3 px-[18px] py-4">
      <div>
        <h2 className="font-[560]">{t("assistants.people.title")}</h2>
        <p className="text-s text-text-3">
          {t(people.length === 0 ? "assistants.people.none" : "assistants.people.text")}
        </p>
      </div>
      {people.length > 0 && (
        <ul className="grid gap-1.5">
          {people.map((person) => (
            <li key={person.id} className="flex flex-wrap items-center gap-x-3">
              <span className="min-w-0 flex-1 basis-32">{person.name}</span>
              <span className="num text-text-2">{person.number}</span>
              <Button
                kind="quiet"
                aria-label={t("assistants.people.removeNamed", { name: person.name })}
                onClick={() => edit({ people: people.filter(({ id }) => id !== person.id) })}
              >
                {t("assistants.people.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewPerson add={(name, number) => edit({ people: withPerson(people, name, number) })} />
    </Card>
  );
}

function NewPerson({ add }: { add: (name: string, number: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [number, setNumber] = useState("");
  const [tried, setTried] = useState(false);
  const plain = plainNumber(number);
  const isWrong = tried && !isPersonsNumber(plain);
  return (
    <form
      className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!name.trim() || !isPersonsNumber(plain)) return;
        add(name.trim(), plain);
        setName("");
        setNumber("");
        setTried(false);
      }}
    >
      <Field label={t("assistants.people.name")}>
        {(id) => (
          <TextField
            id={id}
            className="w-full"
            value={name}
            maxLength={100}
            placeholder={t("assistants.people.namePlaceholder")}
            aria-invalid={tried && !name.trim()}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <Field
        label={t("assistants.people.number")}
        hint={
          isWrong && (
            <span role="alert" className="text-danger">
              {t("assistants.people.wrongNumber")}
            </span>
          )
        }
      >
        {(id) => (
          <TextField
            id={id}
            className="num w-full"
            type="tel"
            value={number}
            maxLength={30}
            placeholder="+1 415 555 0100"
            aria-invalid={isWrong}
            onChange={({ target }) => setNumber(target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="sm:mt-6">
        {t("assistants.people.add")}
      </Button>
    </form>
  );
}

/** Somebody to be added: what is typed stays until it can be saved, with the reason where it belongs. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextField } from "../../../ui/fields.tsx";
import { plainNumber } from "../../numbers/plain-number.ts";
import { isPersonsNumber } from "./people.ts";

export function NewPerson({ add }: { add: (name: string, number: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [number, setNumber] = useState("");
  const [tried, setTried] = useState(false);
  const plain = plainNumber(number);
  const isNameless = tried && !name.trim();
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
      <Field
        label={t("assistants.handOff.name")}
        hint={isNameless && <Wrong>{t("assistants.handOff.nameWrong")}</Wrong>}
      >
        {(id) => (
          <TextField
            id={id}
            className="w-full"
            value={name}
            maxLength={100}
            placeholder={t("assistants.handOff.namePlaceholder")}
            aria-invalid={isNameless}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <Field
        label={t("assistants.handOff.number")}
        hint={isWrong && <Wrong>{t("assistants.handOff.wrongNumber")}</Wrong>}
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
      <Button type="submit" className="sm:mt-[23px]">
        {t("assistants.handOff.add")}
      </Button>
    </form>
  );
}

function Wrong({ children }: { children: string }) {
  return (
    <span role="alert" className="text-danger">
      {children}
    </span>
  );
}

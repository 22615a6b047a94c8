/** Where the number is to be, of what kind, and what is to be in it. */
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NumberKind, Search } from "../../../data/twilio-accounts.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { Select, TextField } from "../../../ui/fields.tsx";
import { countriesIn, hasAreaCodes } from "./countries.ts";

const KINDS: readonly NumberKind[] = ["local", "mobile", "tollFree"];

interface SearchFormProps {
  search: (search: Search) => void;
  searching: boolean;
}

export function SearchForm({ search, searching }: SearchFormProps) {
  const { t, i18n } = useTranslation();
  const [country, setCountry] = useState("US");
  const [type, setType] = useState<NumberKind>("local");
  const [areaCode, setAreaCode] = useState("");
  const [contains, setContains] = useState("");
  const countries = useMemo(() => countriesIn(i18n.language), [i18n.language]);
  const byArea = hasAreaCodes(country) && type === "local";
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const pattern = contains.replace(/[\s()-]/g, "");
    search({
      ...{ country, type },
      ...(byArea && areaCode ? { areaCode } : {}),
      ...(pattern ? { contains: pattern } : {}),
    });
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4" aria-label={t("numbers.shop.search")}>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(190px,100%),1fr))] items-start gap-4">
        <Field label={t("numbers.shop.country")}>
          {(id) => (
            <Select id={id} className="w-full" value={country} onChange={({ target }) => setCountry(target.value)}>
              {countries.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("numbers.shop.kind")}>
          {(id) => (
            <Select
              id={id}
              className="w-full"
              value={type}
              onChange={({ target }) => setType(target.value as NumberKind)}
            >
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`numbers.shop.kinds.${kind}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {byArea && (
          <Field label={t("numbers.shop.area")} hint={t("numbers.shop.areaHint")}>
            {(id) => (
              <TextField
                id={id}
                className="num w-full"
                inputMode="numeric"
                pattern="\d{3}"
                title={t("numbers.shop.areaHint")}
                placeholder="415"
                value={areaCode}
                onChange={({ target }) => setAreaCode(target.value.trim())}
              />
            )}
          </Field>
        )}
        <Field label={t("numbers.shop.contains")} hint={t("numbers.shop.containsHint")}>
          {(id) => (
            <TextField
              id={id}
              className="num w-full"
              pattern="[\s()\-]*\+?[0-9a-zA-Z*\s()\-]{2,24}"
              title={t("numbers.shop.containsHint")}
              placeholder="555*1"
              value={contains}
              onChange={({ target }) => setContains(target.value)}
            />
          )}
        </Field>
      </div>
      <div>
        <Button kind="primary" type="submit" disabled={searching}>
          {t(searching ? "numbers.looking" : "numbers.shop.search")}
        </Button>
      </div>
    </form>
  );
}

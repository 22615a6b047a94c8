/** Which language this browser reads, and in which money the whole house thinks. */
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { currencyQuery, setCurrency } from "../../data/settings.ts";
import { currentLanguage, setPreferences } from "../../preferences/preferences.tsx";
import { Field } from "../../ui/field.tsx";
import { Select, TextField } from "../../ui/fields.tsx";
import { SaveForm } from "./save-form.tsx";
import { Section } from "./section.tsx";
import { useSettings } from "./use-settings.ts";

export function LanguageAndCurrency() {
  const { t } = useTranslation();
  const settings = useSettings(currencyQuery(), setCurrency);
  const { stored, editing } = settings;
  return (
    <Section title={t("settings.currency.title")} text={t("settings.currency.text")}>
      <div className="border-line border-b px-[18px] py-4">
        <Field label={t("shell.view.language")} hint={t("settings.currency.languageHint")} className="max-w-[32ch]">
          {(id) => (
            <Select
              id={id}
              className="w-full"
              value={currentLanguage()}
              onChange={({ target }) => setPreferences({ language: target.value as "en" | "ru" })}
            >
              <option value="en">English</option>
              <option value="ru">Русский</option>
            </Select>
          )}
        </Field>
      </div>
      {stored && <CurrencyForm key={`${stored.currency} ${editing.round}`} {...settings} stored={stored} />}
    </Section>
  );
}

type Currency = NonNullable<Awaited<ReturnType<typeof setCurrency>>>;
type CurrencySettings = ReturnType<typeof useSettings<Currency, Currency, Currency>> & { stored: Currency };

function CurrencyForm({ stored, save, editing }: CurrencySettings) {
  const { t, i18n } = useTranslation();
  const [currency, setChosen] = useState(stored.currency);
  const names = useMemo(() => new Intl.DisplayNames(i18n.language, { type: "currency" }), [i18n.language]);
  return (
    <SaveForm
      label={t("settings.currency.title")}
      {...{ saving: save, editing }}
      onSave={(given) => save.mutate({ currency, perDollar: given("rate").replace(",", ".") || "1" })}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("settings.currency.currency")}>
          {(id) => (
            <Select id={id} className="w-full" value={currency} onChange={({ target }) => setChosen(target.value)}>
              {Intl.supportedValuesOf("currency").map((code) => (
                <option key={code} value={code}>{`${code} · ${names.of(code)}`}</option>
              ))}
            </Select>
          )}
        </Field>
        {currency !== "USD" && (
          <Field label={t("settings.currency.rate", { currency })} hint={t("settings.currency.rateHint")}>
            {(id) => (
              <TextField
                id={id}
                name="rate"
                required
                inputMode="decimal"
                className="num w-full"
                defaultValue={currency === stored.currency ? stored.perDollar : ""}
              />
            )}
          </Field>
        )}
      </div>
    </SaveForm>
  );
}

/** Whom agents may call: toll fraud goes to far countries, and comes in numbers. */
import { useTranslation } from "react-i18next";
import { outboundQuery, setOutbound } from "../../data/settings.ts";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { SaveForm } from "./save-form.tsx";
import { Section } from "./section.tsx";
import { useSettings } from "./use-settings.ts";

export function OutboundSettings() {
  const { t } = useTranslation();
  const { stored, save, editing } = useSettings(outboundQuery(), setOutbound);
  return (
    <Section title={t("settings.outbound.title")} text={t("settings.outbound.text")}>
      {stored && (
        <SaveForm
          label={t("settings.outbound.title")}
          {...{ saving: save, editing }}
          onSave={(given) =>
            save.mutate({ countries: codes(given("countries")), callsPerDay: Number(given("callsPerDay")) })
          }
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("settings.outbound.countries")} hint={t("settings.outbound.countriesHint")}>
              {(id) => (
                <TextField
                  id={id}
                  name="countries"
                  className="num w-full uppercase"
                  placeholder="US, CA"
                  pattern="[A-Za-z]{2}([ ,]+[A-Za-z]{2})*[ ,]*"
                  defaultValue={stored.countries?.join(", ") ?? ""}
                />
              )}
            </Field>
            <Field label={t("settings.outbound.perDay")}>
              {(id) => (
                <TextField
                  id={id}
                  name="callsPerDay"
                  type="number"
                  required
                  min={0}
                  max={100_000}
                  className="num w-full"
                  defaultValue={stored.callsPerDay}
                />
              )}
            </Field>
          </div>
        </SaveForm>
      )}
    </Section>
  );
}

/** `us, ca`; nothing: those of one's own numbers. */
function codes(text: string): string[] | null {
  const found = text.toUpperCase().match(/[A-Z]{2}/g);
  return found === null ? null : [...new Set(found)];
}

/** Who is told when something fails. */
import { useTranslation } from "react-i18next";
import { alertsQuery, setAlerts } from "../../data/settings.ts";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { SaveForm } from "./save-form.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { useSettings } from "./use-settings.ts";

export function AlertSettings() {
  const { t } = useTranslation();
  const { stored, save, editing } = useSettings(alertsQuery(), setAlerts);
  return (
    <Section title={t("settings.alerts.title")} text={t("settings.alerts.text")}>
      {stored && (
        <SaveForm
          label={t("settings.alerts.title")}
          {...{ saving: save, editing }}
          onSave={(given) => save.mutate({ webhookUrl: given("url") || null })}
        >
          <Field label={t("settings.alerts.url")} hint={t("settings.alerts.hint")}>
            {(id) => (
              <TextField
                id={id}
                name="url"
                type="url"
                className="num w-full max-w-[60ch]"
                placeholder="https://hooks.example.com/offhook"
                defaultValue={stored.webhookUrl ?? ""}
              />
            )}
          </Field>
        </SaveForm>
      )}
      {stored && !stored.secretOpens && (
        <p className="px-[18px] pb-4 text-danger text-s">{t("settings.alerts.lost")}</p>
      )}
      {save.data?.secret && <ShownOnce text={save.data.secret} hint={t("settings.alerts.secret")} />}
    </Section>
  );
}

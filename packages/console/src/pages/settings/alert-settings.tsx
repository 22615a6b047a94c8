/** Who is told when something fails. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { alertsQuery, setAlerts } from "../../data/settings.ts";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { SaveForm } from "./save-form.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";

export function AlertSettings() {
  const { t } = useTranslation();
  const { data } = useQuery(alertsQuery());
  const save = useMutation({ mutationFn: setAlerts });
  return (
    <Section title={t("settings.alerts.title")} text={t("settings.alerts.text")}>
      {data && (
        <SaveForm
          label={t("settings.alerts.title")}
          saving={save}
          onSave={(given) => save.mutate(given("url") || null)}
        >
          <Field label={t("settings.alerts.url")} hint={t("settings.alerts.hint")}>
            {(id) => (
              <TextField
                id={id}
                name="url"
                type="url"
                className="num w-full max-w-[60ch]"
                placeholder="https://hooks.example.com/offhook"
                defaultValue={data.webhookUrl ?? ""}
              />
            )}
          </Field>
        </SaveForm>
      )}
      {save.data?.secret && <ShownOnce text={save.data.secret} hint={t("settings.alerts.secret")} />}
    </Section>
  );
}

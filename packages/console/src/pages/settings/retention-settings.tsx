/** For how long words and recordings are kept. */
import { useTranslation } from "react-i18next";
import { retentionQuery, setRetention } from "../../data/settings.ts";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { SaveForm } from "./save-form.tsx";
import { Section } from "./section.tsx";
import { useSettings } from "./use-settings.ts";

export function RetentionSettings() {
  const { t } = useTranslation();
  const { stored, save, editing } = useSettings(retentionQuery(), setRetention);
  const days = (text: string): number | null => (text === "" ? null : Number(text));
  return (
    <Section title={t("settings.retention.title")} text={t("settings.retention.text")}>
      {stored && (
        <SaveForm
          label={t("settings.retention.title")}
          {...{ saving: save, editing }}
          onSave={(given) =>
            save.mutate({ transcriptDays: days(given("transcripts")), recordingDays: days(given("recordings")) })
          }
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <DaysField name="transcripts" label={t("settings.retention.transcripts")} value={stored.transcriptDays} />
            <DaysField name="recordings" label={t("settings.retention.recordings")} value={stored.recordingDays} />
          </div>
        </SaveForm>
      )}
    </Section>
  );
}

function DaysField({ name, label, value }: { name: string; label: string; value: number | null }) {
  const { t } = useTranslation();
  return (
    <Field label={label} hint={t("settings.retention.hint")}>
      {(id) => (
        <TextField
          id={id}
          name={name}
          type="number"
          min={1}
          max={3_650}
          defaultValue={value ?? ""}
          className="num w-full"
        />
      )}
    </Field>
  );
}

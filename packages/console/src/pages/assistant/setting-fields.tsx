/** What an assistant is: who thinks, speaks and hears, its first words and its prompt. */
import { useTranslation } from "react-i18next";
import type { AssistantSettings, Slot } from "../../data/assistants.ts";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import { Select, TextArea, TextField } from "../../ui/fields.tsx";
import { ChoiceList } from "./choice-list.tsx";

/** UTC is not in the list of some browsers. */
const TIME_ZONES = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];
const SLOTS: readonly Slot[] = ["model", "voice", "transcriber"];

interface SettingFieldsProps {
  settings: AssistantSettings;
  edit: (change: Partial<AssistantSettings>) => void;
}

export function SettingFields({ settings, edit }: SettingFieldsProps) {
  const { t } = useTranslation();
  const usesModel = (settings.model?.length ?? 0) > 0;
  const isKeyless = !usesModel && settings.language?.startsWith("ru");
  return (
    <>
      <Card className="grid gap-3 px-[18px] py-4">
        {SLOTS.map((slot) => (
          <ChoiceList
            key={slot}
            slot={slot}
            chosen={settings[slot] ?? []}
            choose={(list) => edit({ [slot]: list })}
            language={settings.language ?? "en"}
          />
        ))}
        {isKeyless && <p className="text-s text-warn">{t("assistants.keyless")}</p>}
      </Card>
      <Card className="grid gap-4 px-[18px] py-4">
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_130px]">
          <Field label={t("assistants.name")}>
            {(id) => (
              <TextField
                id={id}
                className="w-full"
                value={settings.name}
                maxLength={100}
                required
                onChange={({ target }) => target.value.trim() && edit({ name: target.value })}
              />
            )}
          </Field>
          <Field label={t("assistants.language")}>
            {(id) => (
              <Select
                id={id}
                className="w-full"
                value={settings.language ?? "en"}
                onChange={({ target }) => edit({ language: target.value })}
              >
                <option value="en">English</option>
                <option value="ru">Русский</option>
              </Select>
            )}
          </Field>
        </div>
        <Field label={t("assistants.firstMessage")} hint={t("assistants.firstMessageHint")}>
          {(id) => (
            <TextArea
              id={id}
              className="w-full"
              rows={2}
              maxLength={2_000}
              value={settings.firstMessage ?? ""}
              onChange={({ target }) => edit({ firstMessage: target.value })}
            />
          )}
        </Field>
        <Field
          label={t("assistants.instructions")}
          hint={t(usesModel ? "assistants.instructionsHint" : "assistants.answersHint")}
        >
          {(id) => (
            <TextArea
              id={id}
              className="w-full"
              rows={10}
              maxLength={50_000}
              value={settings.instructions ?? ""}
              onChange={({ target }) => edit({ instructions: target.value })}
            />
          )}
        </Field>
      </Card>
      <CallSettings settings={settings} edit={edit} />
    </>
  );
}

/** Where it is, and what is kept of its calls. */
function CallSettings({ settings, edit }: SettingFieldsProps) {
  const { t } = useTranslation();
  return (
    <Card className="grid gap-4 px-[18px] py-4">
      <Field label={t("assistants.timeZone")} hint={t("assistants.timeZoneHint")}>
        {(id) => (
          <Select
            id={id}
            className="w-full"
            value={settings.timeZone ?? "UTC"}
            onChange={({ target }) => edit({ timeZone: target.value })}
          >
            {TIME_ZONES.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        )}
      </Field>
      <label className="flex items-start gap-2.5">
        <input
          type="checkbox"
          className="mt-[5px] size-4 accent-accent"
          checked={settings.recording ?? false}
          onChange={({ target }) => edit({ recording: target.checked })}
        />
        <span>
          {t("assistants.recording")}
          <span className="block text-s text-text-3">{t("assistants.recordingHint")}</span>
        </span>
      </label>
    </Card>
  );
}

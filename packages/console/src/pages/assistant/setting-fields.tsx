/** What an assistant is: who thinks, speaks and hears, its first words and its prompt. */
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { AssistantSettings, Slot } from "../../data/assistants.ts";
import { Card } from "../../ui/card.tsx";
import { Select, TextArea, TextField } from "../../ui/fields.tsx";
import { ChoiceList } from "./choice-list.tsx";

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
          <ChoiceList key={slot} slot={slot} chosen={settings[slot] ?? []} choose={(list) => edit({ [slot]: list })} />
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
    </>
  );
}

function Field({ label, hint, children }: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-[550] text-s text-text-2">
        {label}
      </label>
      {children(id)}
      {hint && <p className="mt-1 text-s text-text-3">{hint}</p>}
    </div>
  );
}

/** What an assistant is: who thinks, speaks and hears, its first words and its prompt. */
import { useTranslation } from "react-i18next";
import type { Slot } from "../../data/assistants.ts";
import { useFormat } from "../../format/use-format.ts";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import { Select, TextField } from "../../ui/fields.tsx";
import { CheckField } from "./check-field.tsx";
import { ChoiceList } from "./choice-list.tsx";
import { EnglishOnlyNote } from "./english-only-note.tsx";
import { TotalsBar } from "./estimate/totals-bar.tsx";
import { FirstMessage } from "./prompt/first-message.tsx";
import { KnownAnswers } from "./prompt/known-answers.tsx";
import { PlacedText } from "./prompt/placed-text.tsx";
import { Pronunciations } from "./prompt/pronunciations.tsx";
import { tokenEstimate } from "./prompt/token-estimate.ts";
import type { TabProps } from "./tab-props.ts";

/** UTC is not in the list of some browsers. */
const TIME_ZONES = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];
const SLOTS: readonly Slot[] = ["model", "voice", "transcriber"];

export function SettingFields({ settings, edit }: TabProps) {
  const { t } = useTranslation();
  const usesModel = (settings.model?.length ?? 0) > 0;
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
            promptTokens={tokenEstimate(settings.instructions ?? "")}
          />
        ))}
        <TotalsBar settings={settings} />
        <EnglishOnlyNote settings={settings} />
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
        <FirstMessage settings={settings} edit={edit} />
        <PlacedText
          label={t("assistants.instructions")}
          hint={<PromptHint text={settings.instructions ?? ""} usesModel={usesModel} />}
          {...{ where: "instructions", rows: 10, most: 50_000, value: settings.instructions ?? "" }}
          onChange={(instructions) => edit({ instructions })}
        />
      </Card>
      <KnownAnswers settings={settings} edit={edit} />
      <Pronunciations settings={settings} edit={edit} />
      <CallSettings settings={settings} edit={edit} />
    </>
  );
}

function PromptHint({ text, usesModel }: { text: string; usesModel: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tokens = tokenEstimate(text);
  return (
    <>
      {tokens > 0 && (
        <span className="num" title={t("assistants.prompt.tokensHint")}>
          {t("assistants.prompt.tokens", { count: tokens, number: format.number(tokens) })}
          {" · "}
        </span>
      )}
      {t(usesModel ? "assistants.instructionsHint" : "assistants.answersHint")}
    </>
  );
}

/** Where it is, and what is kept of its calls. */
function CallSettings({ settings, edit }: TabProps) {
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
      <CheckField
        label={t("assistants.recording")}
        hint={t("assistants.recordingHint")}
        checked={settings.recording ?? false}
        onChange={(recording) => edit({ recording })}
      />
    </Card>
  );
}

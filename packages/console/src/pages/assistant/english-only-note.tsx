/** A warning where the chosen speech knows English only, and the assistant's language is another. */
import { useTranslation } from "react-i18next";
import type { AssistantSettings } from "../../data/assistants.ts";
import { englishOnly } from "./english-only.ts";

export function EnglishOnlyNote({ settings }: { settings: AssistantSettings }) {
  const { t } = useTranslation();
  const what = englishOnly(settings);
  return what && <p className="text-s text-warn">{t(`assistants.englishOnly.${what}`)}</p>;
}

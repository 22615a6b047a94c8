/** Finds the words of the first message that say that nobody human speaks; without any, they are said first. */
import type { AssistantDefinition } from "../conversation/index.ts";

type Disclosure = NonNullable<AssistantDefinition["disclosure"]>;

const DISCLOSING =
  /(?:automated|automatic|virtual|digital|AI|A\.I\.|artificial)[ -](?:phone |voice )?(?:assistant|agent|receptionist|operator)|(?:an? |the )(?:robot|bot|machine)\b|автоматическ\S+ (?:ассистент|помощник|секретарь)|(?:виртуальн|голосов|электронн)\S+ (?:ассистент|помощник|секретарь)|робот\S*/iu;

const SHORT = {
  en: { phrase: "automated assistant", short: "Just so you know, I'm an automated assistant." },
  ru: { phrase: "автоматический помощник", short: "Предупреждаю: с вами говорит автоматический помощник." },
};

export function disclosureOf(firstMessage: string, language: string): Disclosure {
  const { phrase, short } = SHORT[language.startsWith("ru") ? "ru" : "en"];
  return { phrase: DISCLOSING.exec(firstMessage)?.[0] ?? phrase, short };
}

/** The console's languages. English comes along; another is fetched when it is chosen. */
import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en/index.ts";

export const LANGUAGES = ["en", "ru"] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", ru: "Русский" };

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "console";
    resources: { console: typeof en };
  }
}

/** What refusals say, by their code; English has none, because that is what the server speaks. */
export const FAULTS = "faults";

let region = "en";

/** What Intl is asked with: `en-GB` writes dates otherwise than `en-US`. */
export const currentRegion = (): string => region;

export async function startLanguages(language: Language, languageRegion: string): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    defaultNS: "console",
    ns: ["console"],
    resources: { en: { console: en } },
    // React escapes whatever it shows.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await changeLanguage(language, languageRegion);
  return i18next;
}

export async function changeLanguage(language: Language, languageRegion: string): Promise<void> {
  if (language === "ru" && !i18next.hasResourceBundle("ru", "console")) {
    const { ru, ruFaults } = await import("./ru/index.ts");
    i18next.addResourceBundle("ru", "console", ru);
    i18next.addResourceBundle("ru", FAULTS, ruFaults);
  }
  region = languageRegion;
  await i18next.changeLanguage(language);
}

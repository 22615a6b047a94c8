/** What a reader chose for this browser. Pure: text in, choices out. `public/before-paint.js` reads the same text. */
import { LANGUAGES, type Language } from "../locales/i18n.ts";

export const THEMES = ["system", "light", "dark"] as const;
export const DENSITIES = ["comfortable", "compact"] as const;

export interface Preferences {
  theme: (typeof THEMES)[number];
  density: (typeof DENSITIES)[number];
  /** null: the browser's. */
  language: Language | null;
}

export const STORAGE_KEY = "offhook-preferences";
const DEFAULTS: Preferences = Object.freeze({ theme: "system", density: "comfortable", language: null });

export function readPreferences(text: string | null): Preferences {
  const kept = parsed(text);
  const oneOf = <Value>(values: readonly Value[], value: unknown, otherwise: Value) =>
    values.find((known) => known === value) ?? otherwise;
  return {
    theme: oneOf(THEMES, kept.theme, DEFAULTS.theme),
    density: oneOf(DENSITIES, kept.density, DEFAULTS.density),
    language: oneOf<Language | null>(LANGUAGES, kept.language, DEFAULTS.language),
  };
}

/** The first of the browser's languages that the console speaks. */
export function languageFor(chosen: Language | null, wanted: readonly string[]): Language {
  const short = wanted.map((tag) => tag.slice(0, 2).toLowerCase());
  return (
    chosen ?? LANGUAGES.find((known) => known === short.find((tag) => LANGUAGES.includes(tag as Language))) ?? "en"
  );
}

/** How dates and figures are written: the browser's own way of that language, where it has one. */
export function regionFor(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.slice(0, 2).toLowerCase() === language) ?? language;
}

function parsed(text: string | null): Partial<Record<keyof Preferences, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

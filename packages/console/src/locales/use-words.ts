/** The house's words for codes of the API. A code that nobody translated yet is shown as it is. */
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import type { words } from "./en/words.ts";

export type WordGroup = keyof typeof words;

export function useWords(): (group: WordGroup, code: string) => string {
  // Asked for, so that a change of language draws anew.
  useTranslation();
  return wordFor;
}

export function wordFor(group: WordGroup, code: string): string {
  const key = `words.${group}.${code}`;
  return i18next.exists(key) ? String(i18next.t(key as never)) : code.replaceAll("-", " ");
}

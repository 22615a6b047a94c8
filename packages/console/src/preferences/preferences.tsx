/** Keeps what a reader chose, and puts theme, density and language on the document. */
import { useSyncExternalStore } from "react";
import { changeLanguage, type Language } from "../locales/i18n.ts";
import { languageFor, type Preferences, readPreferences, regionFor, STORAGE_KEY } from "./stored.ts";

const darkSystem = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let current = readPreferences(storedText());

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(current));
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
  apply();
  for (const listener of listeners) listener();
}

export function currentLanguage(): Language {
  return languageFor(current.language, navigator.languages);
}

export function currentRegion(): string {
  return regionFor(currentLanguage(), navigator.languages);
}

/** Once, at the start. */
export function followSystem(): void {
  darkSystem.addEventListener("change", apply);
  apply();
}

function apply(): void {
  const root = document.documentElement;
  const dark = current.theme === "dark" || (current.theme === "system" && darkSystem.matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.density = current.density;
  root.lang = currentLanguage();
  void changeLanguage(currentLanguage(), currentRegion());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function storedText(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

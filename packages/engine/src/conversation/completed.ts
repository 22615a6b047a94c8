/**
 * An assistant with the settings that came after it was stored or pinned: an older one goes on taking calls, and calls
 * under way go on, after an upgrade. Only what is missing is added; what is there and wrong stays, to be found.
 */
import { DEFAULT_TIMING } from "./defaults.ts";
import { phrasesOf } from "./phrases.ts";

export function completed(definition: unknown): unknown {
  if (!isFields(definition)) return definition;
  const { language, timing, phrases } = definition;
  return {
    ...definition,
    ...(isFields(timing) ? { timing: { ...DEFAULT_TIMING, ...timing } } : {}),
    ...(isFields(phrases) ? { phrases: { ...phrasesOf(String(language)), ...phrases } } : {}),
  };
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

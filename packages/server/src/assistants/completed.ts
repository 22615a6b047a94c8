/**
 * A stored assistant with the settings that came after it was stored: an older version goes on taking calls after an
 * upgrade. Only what is missing is added; what is there and wrong stays, to be found.
 */
import { DEFAULT_TIMING, phrasesOf } from "@offhook/engine/conversation";

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

/**
 * Called stale, and yet there is nothing to choose between: what is there is what was typed. The answer to an earlier try
 * was lost on its way, or another one has written the same.
 */
import { type Assistant, fetchAssistant, type SettingsEdit } from "./assistants.ts";

const STALE = "stale-version";

/** The draft as it is there; null: it says something else, or nobody knows. */
export async function savedAlready(id: string, change: SettingsEdit, code: string): Promise<Assistant | null> {
  if (code !== STALE) return null;
  const there = await fetchAssistant(id).catch(() => null);
  return there && holds(there, change) ? there : null;
}

export function holds(there: Partial<Assistant>, change: SettingsEdit): boolean {
  return Object.entries(change).every(
    ([key, value]) => JSON.stringify(there[key as keyof SettingsEdit]) === JSON.stringify(value),
  );
}

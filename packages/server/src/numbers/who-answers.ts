/** Which assistant answers a number now: its own, the one after hours, or the one that answers every other number. */
import { type AssistantVersion, answeringAssistant, defaultAssistant } from "../store/assistants.ts";
import { findPhoneNumber } from "../store/phone-numbers.ts";
import type { Store } from "../store/store.ts";
import { isOpen } from "./opening-hours.ts";

/**
 * One that was deleted or never published answers nothing: then the next in line does, because a caller who hears the
 * wrong greeting is better off than one who hears nobody. Null: no assistant at all.
 */
export async function whoAnswers(
  store: Store,
  { to, accountSid }: { to: string; accountSid: string },
  nowMs: number,
): Promise<AssistantVersion | null> {
  const number = await findPhoneNumber(store, to);
  if (!number || number.accountSid !== accountSid) return defaultAssistant(store);
  const { assistantId, afterHoursAssistantId, hours } = number;
  const closed = hours !== null && !isOpen(hours, nowMs);
  for (const id of closed ? [afterHoursAssistantId, assistantId] : [assistantId]) {
    const found = id === null ? null : await answeringAssistant(store, id);
    if (found) return found;
  }
  return defaultAssistant(store);
}

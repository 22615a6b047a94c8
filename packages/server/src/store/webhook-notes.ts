/** What Twilio's last request about a number met here: the first thing to know when it did not ring. */
import { getSetting } from "./settings.ts";
import type { Store } from "./store.ts";

export interface WebhookNote {
  at: string;
  /** `answered`, or the error's code. */
  outcome: string;
}

const name = (number: string): string => `webhook:${number}`;

export async function lastWebhook(store: Store, number: string): Promise<WebhookNote | null> {
  return ((await getSetting(store, name(number))) as WebhookNote | undefined) ?? null;
}

/** Numbers that are not connected here are nobody's: strangers fill no table. */
export async function noteWebhook(store: Store, number: string, outcome: string, nowMs: number): Promise<void> {
  const text = `INSERT INTO settings (name, value)
    SELECT $1, $2::json WHERE EXISTS (SELECT FROM phone_numbers WHERE number = $3)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
  const note: WebhookNote = { at: new Date(nowMs).toISOString(), outcome };
  await store.pool.query(text, [name(number), JSON.stringify(note), number]);
}

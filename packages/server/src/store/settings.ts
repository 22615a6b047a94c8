/** Small values that all workers share. */
import type { Store } from "./store.ts";

export async function getSetting(store: Store, name: string): Promise<unknown> {
  const { rows } = await store.pool.query<{ value: unknown }>("SELECT value FROM settings WHERE name = $1", [name]);
  return rows[0]?.value;
}

export async function setSetting(store: Store, name: string, value: unknown): Promise<void> {
  const text =
    "INSERT INTO settings (name, value) VALUES ($1, $2::json) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
  await store.pool.query(text, [name, JSON.stringify(value)]);
}

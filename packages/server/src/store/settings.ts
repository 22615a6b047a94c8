/** Small values that all workers share. */
import type { Store } from "./store.ts";

export async function getSetting(store: Store, name: string): Promise<unknown> {
  const { rows } = await store.pool.query<{ value: unknown }>("SELECT value FROM settings WHERE name = $1", [name]);
  return rows[0]?.value;
}

/** What `next` makes of what is there, with nobody else in between. What it throws leaves everything as it was. */
export async function changeSetting<Value>(
  store: Store,
  name: string,
  next: (before: unknown) => Value,
): Promise<Value> {
  return store.transaction(async (client) => {
    // Something to lock, where nothing was ever set.
    const text = "INSERT INTO settings (name, value) VALUES ($1, 'null'::json) ON CONFLICT (name) DO NOTHING";
    await client.query(text, [name]);
    const { rows } = await client.query<{ value: unknown }>("SELECT value FROM settings WHERE name = $1 FOR UPDATE", [
      name,
    ]);
    const value = next(rows[0]?.value);
    await client.query("UPDATE settings SET value = $2::json WHERE name = $1", [name, JSON.stringify(value)]);
    return value;
  });
}

export async function setSetting(store: Store, name: string, value: unknown): Promise<void> {
  const text =
    "INSERT INTO settings (name, value) VALUES ($1, $2::json) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
  await store.pool.query(text, [name, JSON.stringify(value)]);
}

/** Whether the console may be reached under the public name. */
import { changeSetting, getSetting } from "./settings.ts";
import type { Store } from "./store.ts";

const NAME = "console";

/** The address for which an owner allowed it; null: for none. */
export async function consoleAllowedOn(store: Store): Promise<string | null> {
  const { rows } = await store.pool.query("SELECT 1 FROM members WHERE role = 'owner' LIMIT 1");
  return rows.length > 0 ? addressIn(await getSetting(store, NAME)) : null;
}

export const consoleIsAllowed = async (store: Store, publicUrl: string): Promise<boolean> =>
  (await consoleAllowedOn(store)) === publicUrl;

/** `check` sees what it replaces, and may throw. */
export const allowConsole = (
  store: Store,
  address: string | null,
  check: (before: string | null) => void,
): Promise<string | null> =>
  changeSetting(store, NAME, (before) => {
    check(addressIn(before));
    return address;
  });

const addressIn = (stored: unknown): string | null => (typeof stored === "string" ? stored : null);

/** What became of providers over the last hours: a row for each change, whichever worker saw it. */
import type { Store } from "./store.ts";

export interface ProviderChange {
  provider: string;
  state: "ready" | "degraded" | "down";
  faultCode: string | null;
  at: Date;
}

/** Older changes are of no use to anybody; the last of each provider stays, since it still holds. */
const KEPT_DAYS = 30;

/** Nothing is written where that is how it was already. */
export async function keepProviderState(store: Store, change: ProviderChange): Promise<void> {
  const { provider, state, faultCode, at } = change;
  await store.transaction(async (client) => {
    // Two workers see the same at the same time.
    await client.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`provider-state:${provider}`]);
    const last = "SELECT state FROM provider_states WHERE provider = $1 ORDER BY at DESC LIMIT 1";
    const { rows } = await client.query<{ state: string }>(last, [provider]);
    if (rows[0]?.state === state) return;
    const insert = `INSERT INTO provider_states (provider, state, fault_code, at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (provider, at) DO UPDATE SET state = excluded.state, fault_code = excluded.fault_code`;
    await client.query(insert, [provider, state, faultCode, at]);
    await client.query(
      `DELETE FROM provider_states WHERE provider = $1 AND at < $2::timestamptz - make_interval(days => $3)`,
      [provider, at, KEPT_DAYS],
    );
  });
}

/** All changes since then, and before them how each provider was at that time; by provider, oldest first. */
export async function providerChanges(store: Store, since: Date): Promise<ProviderChange[]> {
  const { rows } = await store.pool.query<ProviderChange>(
    `SELECT provider, state, fault_code AS "faultCode", at FROM provider_states one
      WHERE at >= $1 OR at = (SELECT max(at) FROM provider_states WHERE provider = one.provider AND at < $1)
      ORDER BY provider, at`,
    [since],
  );
  return rows;
}

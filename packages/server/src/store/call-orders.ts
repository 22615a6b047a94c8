/** Calls that somebody ordered by API: the same order twice is one call. */
import type pg from "pg";
import { newId } from "../ids.ts";
import type { Carrier } from "./schema.ts";
import type { Store } from "./store.ts";
import { noteEvent } from "./webhooks.ts";

export interface CallOrder {
  idempotencyKey: string;
  orderHash: string;
  carrier: Carrier;
  carrierAccountId: string;
  from: string;
  to: string;
  assistantId: string;
  assistantVersion: number;
  variables: Readonly<Record<string, string>>;
}

/** `other`: the key was used for another order. `too-many`: nothing was written down. */
export type OrderedCall = { callId: string; state: "new" | "known" } | { state: "other" | "too-many" };

/** How many may be ordered from `since` on, this one included. */
export interface OrderLimit {
  most: number;
  since: Date;
}

/** What became of that key already; null: nobody has used it. */
export async function knownOrder(
  store: Pick<pg.Pool, "query">,
  { idempotencyKey, orderHash }: Pick<CallOrder, "idempotencyKey" | "orderHash">,
): Promise<OrderedCall | null> {
  const text = `SELECT call_id AS "callId", order_hash AS "orderHash" FROM call_orders WHERE idempotency_key = $1`;
  const { rows } = await store.query<{ callId: string; orderHash: string }>(text, [idempotencyKey]);
  const known = rows[0];
  if (!known) return null;
  return known.orderHash === orderHash ? { callId: known.callId, state: "known" } : { state: "other" };
}

/** The call is there before the carrier is asked: whatever becomes of that, it stands in the log. */
export async function orderCall(store: Store, order: CallOrder, { most, since }: OrderLimit): Promise<OrderedCall> {
  return store.transaction(async (client) => {
    // One after the other: of two at once with the same key one is known, and the last free place is given once.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('call-orders'))");
    const known = await knownOrder(client, order);
    if (known) return known;
    const count = "SELECT count(*)::int AS count FROM call_orders WHERE created_at >= $1";
    const { rows } = await client.query<{ count: number }>(count, [since]);
    if ((rows[0]?.count ?? 0) >= most) return { state: "too-many" };
    const callId = newId("call");
    const insert = "INSERT INTO call_orders (idempotency_key, order_hash, call_id) VALUES ($1, $2, $3)";
    await client.query(insert, [order.idempotencyKey, order.orderHash, callId]);
    await client.query(
      `INSERT INTO calls (id, carrier, carrier_call_id, carrier_account_id, direction, from_number, to_number,
         assistant_id, assistant_version, variables)
       VALUES ($1, $2, $1, $3, 'outbound', $4, $5, $6, $7, $8::json)`,
      [
        ...[callId, order.carrier, order.carrierAccountId, order.from, order.to],
        ...[order.assistantId, order.assistantVersion, JSON.stringify(order.variables)],
      ],
    );
    await noteEvent(client, "call-started", callId);
    return { callId, state: "new" };
  });
}

/** The carrier has refused it, and no telephone rang: it counts for no limit, and its key may be used again. */
export async function forgetOrder(store: Store, callId: string): Promise<void> {
  await store.pool.query("DELETE FROM call_orders WHERE call_id = $1", [callId]);
}

/** The carrier's own name for it, from its answer or from its first webhook, whichever comes first. */
export async function nameOrderedCall(store: Store, callId: string, carrierCallId: string): Promise<void> {
  const text = "UPDATE calls SET carrier_call_id = $2 WHERE id = $1 AND carrier_call_id = id";
  await store.pool.query(text, [callId, carrierCallId]);
}

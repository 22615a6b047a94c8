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

/** `other`: the key was used for another order. */
export type OrderedCall = { callId: string; state: "new" | "known" } | { state: "other" };

/** The call is there before the carrier is asked: whatever becomes of that, it stands in the log. */
export async function orderCall(store: Store, order: CallOrder): Promise<OrderedCall> {
  return store.transaction(async (client) => {
    const callId = newId("call");
    const insert = `INSERT INTO call_orders (idempotency_key, order_hash, call_id) VALUES ($1, $2, $3)
      ON CONFLICT (idempotency_key) DO NOTHING`;
    const { rowCount } = await client.query(insert, [order.idempotencyKey, order.orderHash, callId]);
    if (rowCount === 0) return knownOrder(client, order);
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

async function knownOrder(client: pg.PoolClient, order: CallOrder): Promise<OrderedCall> {
  const text = `SELECT call_id AS "callId", order_hash AS "orderHash" FROM call_orders WHERE idempotency_key = $1`;
  const { rows } = await client.query<{ callId: string; orderHash: string }>(text, [order.idempotencyKey]);
  const known = rows[0];
  return known && known.orderHash === order.orderHash ? { callId: known.callId, state: "known" } : { state: "other" };
}

/** The carrier's own name for it, from its answer or from its first webhook, whichever comes first. */
export async function nameOrderedCall(store: Store, callId: string, carrierCallId: string): Promise<void> {
  const text = "UPDATE calls SET carrier_call_id = $2 WHERE id = $1 AND carrier_call_id = id";
  await store.pool.query(text, [callId, carrierCallId]);
}

/** How many were ordered since then: the day's limit counts them. */
export async function countOrders(store: Store, since: Date): Promise<number> {
  const text = "SELECT count(*)::int AS count FROM call_orders WHERE created_at >= $1";
  return (await store.pool.query<{ count: number }>(text, [since])).rows[0]?.count ?? 0;
}

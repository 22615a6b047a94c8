/** What calls cost, as far as it was counted. Amounts go through as text: the database's numbers are exact, JavaScript's not. */
import { inArray } from "drizzle-orm";
import type pg from "pg";
import { BILLED_TYPES, type BilledItem } from "../money/call-facts.ts";
import type { CallCost } from "../money/cost.ts";
import { exact, type Money, moneyOf } from "../money/decimal.ts";
import { callCosts } from "./schema.ts";
import type { Store } from "./store.ts";

export interface StoredCost extends CallCost {
  callId: string;
  /** Of the last log item that is in it. */
  seq: number;
  final: boolean;
}

const SAVE = `
  INSERT INTO call_costs (call_id, amount, complete, carrier_bills, items, price_list_version, seq, final, updated_at)
  VALUES ($1, $2::numeric, $3, $4, $5::json, $6, $7, $8, now())
  ON CONFLICT (call_id) DO UPDATE SET amount = excluded.amount, complete = excluded.complete,
    carrier_bills = excluded.carrier_bills, items = excluded.items, price_list_version = excluded.price_list_version,
    seq = excluded.seq, final = excluded.final, updated_at = now()
  WHERE call_costs.seq < excluded.seq OR (call_costs.seq = excluded.seq AND NOT call_costs.final)`;

/** What is known further on is kept: a worker that lost its call does no harm. */
export async function saveCallCost(store: Store, { total, ...cost }: StoredCost): Promise<void> {
  const { callId, complete, carrierBills, items, priceListVersion, seq, final } = cost;
  const values = [callId, exact(total), complete, carrierBills, JSON.stringify(items), priceListVersion, seq, final];
  await store.pool.query(SAVE, values);
}

export async function readCallCosts(store: Store, callIds: readonly string[]): Promise<Map<string, StoredCost>> {
  if (callIds.length === 0) return new Map();
  const rows = await store.db
    .select()
    .from(callCosts)
    .where(inArray(callCosts.callId, [...callIds]));
  return new Map(rows.map(({ amount, ...row }) => [row.callId, { ...row, total: moneyOf(amount) }]));
}

const BILLED = `
  SELECT seq, type, at_ms AS "atMs", data FROM call_events
   WHERE call_id = $1 AND type IN (${BILLED_TYPES.map((type) => `'${type}'`).join(", ")}) ORDER BY seq`;

/** The items of a call's log that its cost is made of. */
export async function readBilledItems(db: Pick<pg.Pool, "query">, callId: string): Promise<BilledItem[]> {
  return (await db.query<BilledItem>(BILLED, [callId])).rows;
}

export interface SpendingOf {
  /** null: of all. */
  assistantId: string | null;
  since: Date;
  /** Counted by whoever asks. */
  exceptCallId: string;
}

/** Of the calls that began since then, as far as it was stored. */
export async function spentSince(store: Store, { assistantId, since, exceptCallId }: SpendingOf): Promise<Money> {
  const text = `SELECT coalesce(sum(k.amount), 0)::text AS spent FROM calls c JOIN call_costs k ON k.call_id = c.id
    WHERE c.started_at >= $1 AND c.id <> $2 AND ($3::text IS NULL OR c.assistant_id = $3)`;
  const { rows } = await store.pool.query<{ spent: string }>(text, [since, exceptCallId, assistantId]);
  return moneyOf(rows[0]?.spent ?? "0");
}

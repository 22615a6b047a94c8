/**
 * What tools changed in the world: stored as intended before and settled after, so that nothing is ever done twice and
 * nothing that may have been done is forgotten (DESIGN §3, rule 3).
 */
import type { Result } from "@offhook/engine/ports";
import { logFault } from "./log-faults.ts";
import type { Store } from "./store.ts";

export interface Effect {
  key: string;
  callId: string;
  tool: string;
  arguments: Record<string, unknown>;
  epoch: number;
  intendedAt: Date;
  /** null: it may or may not have happened. Ask the tool by its key. */
  settledAt: Date | null;
  result: unknown;
}

export interface IntendedEffect {
  /** The same for every attempt at the same effect. */
  key: string;
  callId: string;
  epoch: number;
  tool: string;
  arguments: Record<string, unknown>;
}

const COLUMNS =
  'key, call_id AS "callId", tool, arguments, epoch, intended_at AS "intendedAt", settled_at AS "settledAt", result';

const INTEND = `
  WITH owned AS MATERIALIZED (SELECT id FROM calls WHERE id = $2 AND epoch = $3 FOR SHARE),
  intended AS (
    INSERT INTO effects (key, call_id, epoch, tool, arguments)
    SELECT $1, id, $3, $4, $5::json FROM owned ON CONFLICT (key) DO NOTHING RETURNING key
  )
  SELECT EXISTS (SELECT FROM owned) AS owned, EXISTS (SELECT FROM intended) AS intended`;

/** `first: false`: it was intended before; never run it again. Fault: `epoch-lost`. */
export async function intendEffect(
  store: Store,
  { key, callId, epoch, tool, arguments: args }: IntendedEffect,
): Promise<Result<{ first: boolean; effect: Effect }>> {
  const values = [key, callId, epoch, tool, JSON.stringify(args)];
  const { rows } = await store.pool.query<{ owned: boolean; intended: boolean }>(INTEND, values);
  if (!rows[0]?.owned) return { ok: false, fault: logFault("epoch-lost") };
  const effect = await findEffect(store, key);
  if (!effect) throw new Error("an intended effect has no row");
  return { ok: true, value: { first: rows[0].intended, effect } };
}

/** The first result counts. Not refused by epochs: what has happened has happened, whoever saw it. */
export async function settleEffect(store: Store, key: string, result: unknown): Promise<void> {
  const text = "UPDATE effects SET settled_at = now(), result = $2::json WHERE key = $1 AND settled_at IS NULL";
  await store.pool.query(text, [key, JSON.stringify(result ?? null)]);
}

export async function findEffect(store: Store, key: string): Promise<Effect | null> {
  const { rows } = await store.pool.query<Effect>(`SELECT ${COLUMNS} FROM effects WHERE key = $1`, [key]);
  return rows[0] ?? null;
}

/** In the order they were intended; for a resumed call. */
export async function listEffects(store: Store, callId: string): Promise<Effect[]> {
  const text = `SELECT ${COLUMNS} FROM effects WHERE call_id = $1 ORDER BY intended_at, key`;
  return (await store.pool.query<Effect>(text, [callId])).rows;
}

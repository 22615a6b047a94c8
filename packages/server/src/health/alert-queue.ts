/**
 * Alerts on their way to the operator, kept in the store: what was raised while the webhook was away is sent when it is
 * there again. Once each, whichever worker saw it first. Knows no HTTP.
 */
import type pg from "pg";
import { newId } from "../ids.ts";
import type { Store } from "../store/store.ts";
import type { Alert, AlertType } from "./alerts.ts";

/** Of the same kind about the same thing, unless its opposite came in between. */
const QUIET_MS = 900_000;

const BAD: readonly AlertType[] = [
  "provider-degraded",
  "provider-down",
  "provider-key-refused",
  "provider-quota-exhausted",
];

/** After the one, the other is news again, however soon it comes. */
const OPPOSITES: Readonly<Partial<Record<AlertType, readonly AlertType[]>>> = Object.freeze({
  ...Object.fromEntries(BAD.map((type) => [type, ["provider-back"]])),
  "provider-back": BAD,
  "test-call-failed": ["test-call-passed-again"],
  "test-call-passed-again": ["test-call-failed"],
});

export interface WaitingAlert {
  id: string;
  alert: Alert;
  raisedAtMs: number;
  /** This one included. */
  attempts: number;
}

/** A row of the settings. `text` is the alert: a vendor's words may hold what jsonb refuses, such as the character \u0000. */
interface Row {
  text: string;
  about: string;
  raisedAtMs: number;
  attempts: number;
  dueAtMs: number;
  /** Somebody is sending it. */
  heldUntilMs: number;
}

const WAITING = "alert-waiting:";
const IS_WAITING = `name LIKE '${WAITING}%'`;
const rowOf = (type: AlertType, about: string): string => `alert:${type}:${about}`;

/** Its id; null: it was said already. That it was said is written together with what is to be sent, or neither is. */
export function keepAlert(store: Store, alert: Alert, nowMs: number): Promise<string | null> {
  const { type, about } = alert;
  return store.transaction(async (db) => {
    if (!(await isFirst(db, rowOf(type, about), nowMs))) return null;
    const opposites = (OPPOSITES[type] ?? []).map((other) => rowOf(other, about));
    await db.query("DELETE FROM settings WHERE name = ANY($1)", [opposites]);
    // What waits about the same thing goes first: nobody hears that something is back before hearing that it is down.
    await db.query(`${CHANGE} WHERE ${IS_WAITING} AND value #>> '{about}' = $2`, ['{"dueAtMs":0}', about]);
    const id = newId("alert", nowMs);
    const row: Row = {
      ...{ text: JSON.stringify(alert), about, raisedAtMs: nowMs },
      ...{ attempts: 0, dueAtMs: nowMs, heldUntilMs: 0 },
    };
    await db.query("INSERT INTO settings (name, value) VALUES ($1, $2::json)", [WAITING + id, JSON.stringify(row)]);
    return id;
  });
}

const CHANGE = "UPDATE settings SET value = (value::jsonb || $1::jsonb)::json";

/** One row a kind and subject: whoever writes its time tells the operator. */
async function isFirst(db: pg.PoolClient, row: string, nowMs: number): Promise<boolean> {
  const text = `INSERT INTO settings (name, value) VALUES ($1, to_json($2::bigint))
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
    WHERE (settings.value #>> '{}')::bigint < $3 RETURNING name`;
  return (await db.query(text, [row, nowMs, nowMs - QUIET_MS])).rowCount === 1;
}

/** Takes the oldest that is due, for as long as its delivery may last; about each thing only the first that waits. */
export async function claimAlert(store: Store, nowMs: number, forMs: number): Promise<WaitingAlert | null> {
  const text = `${CHANGE} WHERE name = (
      SELECT name FROM settings one WHERE ${IS_WAITING}
        AND greatest((value #>> '{dueAtMs}')::bigint, (value #>> '{heldUntilMs}')::bigint) <= $2
        AND NOT EXISTS (SELECT FROM settings WHERE ${IS_WAITING} AND name < one.name
          AND value #>> '{about}' = one.value #>> '{about}')
      ORDER BY name LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING name, value`;
  const held = JSON.stringify({ heldUntilMs: nowMs + forMs });
  const { rows } = await store.pool.query<{ name: string; value: Row }>(text, [held, nowMs]);
  if (!rows[0]) return null;
  const { name, value } = rows[0];
  const alert = JSON.parse(value.text) as Alert;
  return { id: name.slice(WAITING.length), alert, raisedAtMs: value.raisedAtMs, attempts: value.attempts + 1 };
}

/** It was sent, or is given up. */
export async function forgetAlert(store: Store, id: string): Promise<void> {
  await store.pool.query("DELETE FROM settings WHERE name = $1", [WAITING + id]);
}

export async function postponeAlert(store: Store, { id, attempts }: WaitingAlert, dueAtMs: number): Promise<void> {
  const row = JSON.stringify({ attempts, dueAtMs, heldUntilMs: 0 });
  await store.pool.query(`${CHANGE} WHERE name = $2`, [row, WAITING + id]);
}

export async function isWaiting(store: Store, id: string): Promise<boolean> {
  return (await store.pool.query("SELECT FROM settings WHERE name = $1", [WAITING + id])).rowCount === 1;
}

/** There is somewhere else to send them, or nowhere. */
export async function redirectAlerts(store: Store, isSomewhere: boolean): Promise<void> {
  if (isSomewhere) await store.pool.query(`${CHANGE} WHERE ${IS_WAITING}`, ['{"dueAtMs":0}']);
  else await store.pool.query(`DELETE FROM settings WHERE ${IS_WAITING}`);
}

/** Webhooks, and what is to be told to them: written down in the moment it happens, sent afterwards. */
import type pg from "pg";
import { newId } from "../ids.ts";
import type { Store } from "./store.ts";
import type { WebhookEvent } from "./webhook-tables.ts";

export interface WebhookRow {
  id: string;
  url: string;
  events: WebhookEvent[];
  active: boolean;
  createdAt: Date;
}

export interface DeliveryRow {
  id: string;
  webhookId: string;
  event: WebhookEvent;
  callId: string;
  data: Record<string, unknown>;
  state: "waiting" | "delivered" | "given-up";
  attempts: number;
  lastStatus: number | null;
  createdAt: Date;
  dueAt: Date;
  deliveredAt: Date | null;
}

type Queryable = Pick<pg.Pool, "query">;

const HOOK = `id, url, events, active, created_at AS "createdAt"`;
const DELIVERY = `d.id, d.webhook_id AS "webhookId", d.event, d.call_id AS "callId", d.data, d.state, d.attempts,
  d.last_status AS "lastStatus", d.created_at AS "createdAt", d.due_at AS "dueAt", d.delivered_at AS "deliveredAt"`;

export async function addWebhook(store: Store, url: string, events: readonly WebhookEvent[]): Promise<WebhookRow> {
  const text = `INSERT INTO webhooks (id, url, events) VALUES ($1, $2, $3::json) RETURNING ${HOOK}`;
  const { rows } = await store.pool.query<WebhookRow>(text, [newId("hook"), url, JSON.stringify(events)]);
  if (!rows[0]) throw new Error("a webhook that was made is not there");
  return rows[0];
}

export async function listWebhooks(store: Store): Promise<WebhookRow[]> {
  return (await store.pool.query<WebhookRow>(`SELECT ${HOOK} FROM webhooks ORDER BY id`)).rows;
}

export async function removeWebhook(store: Store, id: string): Promise<boolean> {
  return ((await store.pool.query("DELETE FROM webhooks WHERE id = $1", [id])).rowCount ?? 0) > 0;
}

/** For every webhook that wants to know. In the transaction of what happened, it is told if and only if that happened. */
export async function noteEvent(
  db: Queryable,
  event: WebhookEvent,
  callId: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  const wanting = "SELECT id FROM webhooks WHERE active AND events::jsonb ? $1";
  const { rows } = await db.query<{ id: string }>(wanting, [event]);
  for (const { id } of rows) {
    const text =
      "INSERT INTO webhook_deliveries (id, webhook_id, event, call_id, data) VALUES ($1, $2, $3, $4, $5::json)";
    await db.query(text, [newId("dlv"), id, event, callId, JSON.stringify(data)]);
  }
}

/** Newest first. */
export async function listDeliveries(
  store: Store,
  webhookId: string,
  page: { limit: number; beforeId?: string },
): Promise<DeliveryRow[]> {
  const text = `SELECT ${DELIVERY} FROM webhook_deliveries d WHERE d.webhook_id = $1 AND ($2::text IS NULL OR d.id < $2)
    ORDER BY d.id DESC LIMIT $3`;
  return (await store.pool.query<DeliveryRow>(text, [webhookId, page.beforeId ?? null, page.limit])).rows;
}

type Claimed = DeliveryRow & { url: string };

/** Takes one that is due, for as long as an attempt may last: no other worker sends it meanwhile. None of `busy` webhooks. */
export async function claimDelivery(
  store: Store,
  forMs: number,
  busy: readonly string[] = [],
): Promise<Claimed | null> {
  const text = `UPDATE webhook_deliveries d SET attempts = d.attempts + 1, due_at = now() + make_interval(secs => $1::float8 / 1000)
    FROM webhooks w WHERE w.id = d.webhook_id AND d.id = (
      SELECT id FROM webhook_deliveries WHERE state = 'waiting' AND due_at <= now() AND webhook_id <> ALL($2::text[])
      ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING ${DELIVERY}, w.url`;
  return (await store.pool.query<Claimed>(text, [forMs, busy])).rows[0] ?? null;
}

/** It was not sent, and that is no attempt. */
export async function postponeDelivery(store: Store, id: string, dueAt: Date): Promise<void> {
  const text = "UPDATE webhook_deliveries SET attempts = attempts - 1, due_at = $2 WHERE id = $1";
  await store.pool.query(text, [id, dueAt]);
}

/** What waited for a secret need not wait longer. */
export async function hastenDeliveries(store: Store, webhookId: string): Promise<void> {
  const text =
    "UPDATE webhook_deliveries SET due_at = now() WHERE webhook_id = $1 AND state = 'waiting' AND attempts = 0";
  await store.pool.query(text, [webhookId]);
}

export async function settleDelivery(
  store: Store,
  id: string,
  outcome: { state: DeliveryRow["state"]; status: number | null; dueAt?: Date },
): Promise<void> {
  const text = `UPDATE webhook_deliveries SET state = $2, last_status = $3, due_at = coalesce($4, due_at),
    delivered_at = CASE WHEN $2 = 'delivered' THEN now() END WHERE id = $1`;
  await store.pool.query(text, [id, outcome.state, outcome.status, outcome.dueAt ?? null]);
}

/** Calls and their streams: who owns a call, and how it goes through its life. Every change of state is idempotent. */
import type { Result } from "@offhook/engine/ports";
import { and, eq, ne, sql } from "drizzle-orm";
import { newId } from "../ids.ts";
import { EVENTS_CHANNEL } from "./log-batch.ts";
import { logFault } from "./log-faults.ts";
import { projectCall } from "./project-call.ts";
import { type Carrier, calls, type Direction, type EndedReason, type RecordingState } from "./schema.ts";
import type { Store } from "./store.ts";
import { noteEvent } from "./webhooks.ts";

export type CallRow = typeof calls.$inferSelect;

export interface NewCall {
  carrier: Carrier;
  /** Twilio's CallSid. Creating the same twice gives the first. */
  carrierCallId: string;
  carrierAccountId?: string;
  direction: Direction;
  from: string;
  to: string;
  assistantId: string;
  assistantVersion: number;
  /** Given by whoever ordered it; null: nothing. */
  variables?: Record<string, string> | null;
}

export async function createCall(store: Store, call: NewCall): Promise<{ call: CallRow; created: boolean }> {
  const { from, to, ...rest } = call;
  const row = { ...rest, id: newId("call"), fromNumber: from, toNumber: to };
  const [created] = await store.db.insert(calls).values(row).onConflictDoNothing().returning();
  if (created) {
    await noteEvent(store.pool, "call-started", created.id);
    return { call: created, created: true };
  }
  const call_ = await findCallByCarrierId(store, call.carrier, call.carrierCallId);
  if (!call_) throw new Error("the call was deleted while it was looked up");
  return { call: call_, created: false };
}

export async function findCall(store: Store, callId: string): Promise<CallRow | null> {
  const [row] = await store.db.select().from(calls).where(eq(calls.id, callId));
  return row ?? null;
}

export async function findCallByCarrierId(
  store: Store,
  carrier: Carrier,
  carrierCallId: string,
): Promise<CallRow | null> {
  const isIt = and(eq(calls.carrier, carrier), eq(calls.carrierCallId, carrierCallId));
  const [row] = await store.db.select().from(calls).where(isIt);
  return row ?? null;
}

/** Calls that nobody has ended, oldest first: after a crash some of them have no worker any more. */
export async function listOpenCalls(store: Store): Promise<CallRow[]> {
  return store.db.select().from(calls).where(ne(calls.status, "ended")).orderBy(calls.id);
}

/** Answered: the clock of `durationMs` starts. False if it was so already, or the call has ended. */
export async function answerCall(store: Store, callId: string): Promise<boolean> {
  const rows = await store.db
    .update(calls)
    .set({ status: "in-progress", answeredAt: sql`now()` })
    .where(and(eq(calls.id, callId), eq(calls.status, "ringing")))
    .returning({ id: calls.id });
  return rows.length > 0;
}

export async function setRecording(store: Store, callId: string, recording: RecordingState): Promise<void> {
  await store.db.update(calls).set({ recording }).where(eq(calls.id, callId));
}

const RAISE = `
  WITH raised AS (
    UPDATE calls SET epoch = epoch + 1, owner = $3, status = 'in-progress', answered_at = coalesce(answered_at, now())
     WHERE id = $1 AND status <> 'ended' RETURNING id, epoch
  ), replaced AS (
    UPDATE call_streams SET ended_at = now(), ended_because = 'replaced'
     WHERE call_id IN (SELECT id FROM raised) AND ended_at IS NULL
  ), started AS (
    INSERT INTO call_streams (id, call_id, epoch) SELECT $2, id, epoch FROM raised
  )
  SELECT epoch FROM raised`;

/**
 * A stream has started: this worker owns the call from now on, whatever others still write is refused, and their open
 * streams count as replaced. Faults: `call-ended` (or no such call), `stream-known`.
 */
export async function raiseEpoch(
  store: Store,
  callId: string,
  streamId: string,
  owner: string | null = null,
): Promise<Result<number>> {
  try {
    const { rows } = await store.pool.query<{ epoch: number }>(RAISE, [callId, streamId, owner]);
    if (rows[0]) return { ok: true, value: rows[0].epoch };
    return refuse("call-ended", "the call has ended, or there is none");
  } catch (error) {
    if ((error as { code?: unknown }).code === "23505") return refuse("stream-known", "that stream has started before");
    throw error;
  }
}

/** `because` such as `caller-hung-up`, `carrier-lost`, `closed`. The first one counts. */
export async function endStream(store: Store, streamId: string, because: string): Promise<void> {
  const text = "UPDATE call_streams SET ended_at = now(), ended_because = $2 WHERE id = $1 AND ended_at IS NULL";
  await store.pool.query(text, [streamId, because]);
}

export interface CallEnd {
  endedReason: EndedReason;
  /** The worker's own epoch; left out by whoever is above epochs, such as a status webhook. */
  epoch?: number;
}

/** Nobody writes a recording any more whose call is ended by another than its owner: what there is, is all there is. */
const END = `
  UPDATE calls SET status = 'ended', ended_reason = $2, ended_at = now(),
         recording = CASE WHEN $3::int IS NULL AND recording = 'writing' THEN 'ready' ELSE recording END
   WHERE id = $1 AND status <> 'ended' AND ($3::int IS NULL OR epoch = $3) RETURNING id`;
const END_STREAMS =
  "UPDATE call_streams SET ended_at = now(), ended_because = 'closed' WHERE call_id = $1 AND ended_at IS NULL";

/**
 * Ends the call for good: the first reason counts (`true`), later ones change nothing (`false`). Flush the log before:
 * projections are made here. Fault: `epoch-lost`.
 */
export async function endCall(store: Store, callId: string, { endedReason, epoch }: CallEnd): Promise<Result<boolean>> {
  const ended = await store.transaction(async (client) => {
    const { rowCount } = await client.query(END, [callId, endedReason, epoch ?? null]);
    if (rowCount === 0) return false;
    await client.query(END_STREAMS, [callId]);
    await projectCall(client, callId);
    await noteEvent(client, "call-ended", callId);
    await client.query("SELECT pg_notify($1, $2)", [EVENTS_CHANNEL, callId]);
    return true;
  });
  if (ended || epoch === undefined) return { ok: true, value: ended };
  const call = await findCall(store, callId);
  if (call && call.epoch !== epoch) return { ok: false, fault: logFault("epoch-lost") };
  return { ok: true, value: false };
}

function refuse(code: string, message: string): Result<never> {
  return { ok: false, fault: { code, message, retryable: false, provider: "store" } };
}

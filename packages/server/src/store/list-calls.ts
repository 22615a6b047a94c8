/** Finds calls for lists, newest first. Ids sort by time, so an id is the cursor. */
import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { readCallCosts, type StoredCost } from "./call-costs.ts";
import type { CallRow } from "./calls.ts";
import { readProjections } from "./project-call.ts";
import { callStreams, calls, type Direction, type EndedReason } from "./schema.ts";
import type { Store } from "./store.ts";

export interface CallFilter {
  carrierCallId?: string;
  assistantId?: string;
  direction?: Direction;
  endedReason?: EndedReason;
  from?: string;
  to?: string;
  /** Started at or after. */
  since?: Date;
  /** Started before. */
  until?: Date;
  /** Words that were said; each may be the beginning of one. */
  q?: string;
  limit: number;
  /** Only calls older than the one with this id. */
  beforeId?: string;
}

export type StreamRow = typeof callStreams.$inferSelect;

/** A call with what belongs to it. Projections of a living call are folded now. */
export interface CallView extends CallRow {
  streams: StreamRow[];
  /** As it was stored last; null: not yet. */
  cost: Pick<StoredCost, "total" | "complete"> | null;
}

export async function listCalls(store: Store, filter: CallFilter): Promise<CallView[]> {
  const rows = await store.db
    .select()
    .from(calls)
    .where(conditionsOf(filter))
    .orderBy(desc(calls.id))
    .limit(filter.limit);
  return viewCalls(store, rows);
}

export async function viewCalls(store: Store, rows: CallRow[]): Promise<CallView[]> {
  if (rows.length === 0) return [];
  const [streams, living, costs] = await Promise.all([
    streamsOf(store, rows),
    projectLiving(store, rows),
    readCallCosts(
      store,
      rows.map(({ id }) => id),
    ),
  ]);
  return living.map((row) => ({
    ...row,
    streams: streams.filter(({ callId }) => callId === row.id),
    cost: costs.get(row.id) ?? null,
  }));
}

function conditionsOf(filter: CallFilter): SQL | undefined {
  const { carrierCallId, assistantId, direction, endedReason, from, to, since, until, q, beforeId } = filter;
  return and(
    carrierCallId === undefined ? undefined : eq(calls.carrierCallId, carrierCallId),
    assistantId === undefined ? undefined : eq(calls.assistantId, assistantId),
    direction === undefined ? undefined : eq(calls.direction, direction),
    endedReason === undefined ? undefined : eq(calls.endedReason, endedReason),
    from === undefined ? undefined : eq(calls.fromNumber, from),
    to === undefined ? undefined : eq(calls.toNumber, to),
    since === undefined ? undefined : gte(calls.startedAt, since),
    until === undefined ? undefined : lt(calls.startedAt, until),
    q === undefined ? undefined : wordsMatch(q),
    beforeId === undefined ? undefined : lt(calls.id, beforeId),
  );
}

/** Letters and digits only, so that nothing of the query's own syntax gets through. */
function wordsMatch(q: string): SQL {
  const words = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return sql`false`;
  const query = words.map((word) => `${word}:*`).join(" & ");
  return sql`to_tsvector('simple', ${calls.spokenText}) @@ to_tsquery('simple', ${query})`;
}

async function streamsOf(store: Store, rows: CallRow[]): Promise<StreamRow[]> {
  const ids = rows.map(({ id }) => id);
  return store.db.select().from(callStreams).where(inArray(callStreams.callId, ids)).orderBy(callStreams.epoch);
}

async function projectLiving(store: Store, rows: CallRow[]): Promise<CallRow[]> {
  const living = rows.filter(({ status }) => status === "in-progress").map(({ id }) => id);
  if (living.length === 0) return rows;
  const projections = await readProjections(store.pool, living);
  return rows.map((row) => {
    const projection = projections.get(row.id);
    if (!projection) return row;
    const { disclosureHeardMs } = projection;
    const disclosureHeardAt = disclosureHeardMs === null ? null : new Date(row.startedAt.getTime() + disclosureHeardMs);
    return { ...row, ...projection.latency, disclosureHeardAt };
  });
}

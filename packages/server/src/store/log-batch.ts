/**
 * Writes log items of many calls in one statement, and only those of calls whose epoch is still the writer's: the call's
 * row is locked against `raiseEpoch` in the same statement that checks it.
 */
import type { LogItem } from "@offhook/engine/ports";
import type pg from "pg";

export interface BatchItem {
  callId: string;
  epoch: number;
  item: LogItem;
}

export interface BatchVerdict {
  callId: string;
  epoch: number;
  /** `written` also when the very same items were there already: an earlier try whose answer was lost. */
  outcome: "written" | "epoch-lost" | "log-conflict";
  /** The call had ended before: its projections need another look. */
  afterEnd: boolean;
}

/** Listeners get the call's id as soon as the items are durable. */
export const EVENTS_CHANNEL = "call_events";

const INSERT = `
  WITH incoming AS MATERIALIZED (
    SELECT * FROM unnest($1::text[], $2::int[], $3::int[], $4::float8[], $5::float8[], $6::text[], $7::text[], $8::text[], $9::text[])
      AS i(call_id, epoch, seq, at_ms, audio_ms, kind, type, data, hash)
  ), owners AS MATERIALIZED (
    SELECT id, epoch, status FROM calls WHERE id IN (SELECT call_id FROM incoming) ORDER BY id FOR SHARE
  ), written AS (
    INSERT INTO call_events (call_id, seq, at_ms, audio_ms, kind, type, data, hash, epoch)
    SELECT i.call_id, i.seq, i.at_ms, i.audio_ms, i.kind, i.type, i.data::json, i.hash, i.epoch
      FROM incoming i JOIN owners o ON o.id = i.call_id AND o.epoch = i.epoch
    ON CONFLICT (call_id, seq) DO NOTHING
    RETURNING call_id, seq
  ), told AS (
    SELECT count(pg_notify('${EVENTS_CHANNEL}', call_id)) AS calls FROM (SELECT DISTINCT call_id FROM written) AS w
  )
  SELECT i.call_id AS "callId", i.epoch, o.id IS NOT NULL AS owned, coalesce(o.status = 'ended', false) AS "afterEnd",
         count(*)::int AS sent, count(w.seq)::int AS written, (SELECT calls FROM told) AS told
    FROM incoming i
    LEFT JOIN owners o ON o.id = i.call_id AND o.epoch = i.epoch
    LEFT JOIN written w ON w.call_id = i.call_id AND w.seq = i.seq
   GROUP BY i.call_id, i.epoch, o.id, o.status`;

const COUNT_SAME = `
  SELECT count(*)::int AS same FROM unnest($1::int[], $2::text[]) AS i(seq, hash)
    JOIN call_events e ON e.call_id = $3 AND e.seq = i.seq AND e.hash = i.hash`;

interface Row extends Omit<BatchVerdict, "outcome"> {
  owned: boolean;
  sent: number;
  written: number;
}

/** Throws when the database does not answer or refuses a value; then nothing was written. */
export async function writeLogBatch(pool: pg.Pool, batch: readonly BatchItem[]): Promise<BatchVerdict[]> {
  const { rows } = await pool.query<Row>({ name: "write-log-batch", text: INSERT, values: columnsOf(batch) });
  return Promise.all(rows.map(async (row) => ({ ...row, outcome: await outcomeOf(pool, row, batch) })));
}

function columnsOf(batch: readonly BatchItem[]): unknown[][] {
  return [
    batch.map(({ callId }) => callId),
    batch.map(({ epoch }) => epoch),
    batch.map(({ item }) => item.seq),
    batch.map(({ item }) => item.atMs),
    batch.map(({ item }) => item.audioMs),
    batch.map(({ item }) => item.kind),
    batch.map(({ item }) => item.type),
    batch.map(({ item }) => JSON.stringify(item.data)),
    batch.map(({ item }) => item.hash),
  ];
}

async function outcomeOf(pool: pg.Pool, row: Row, batch: readonly BatchItem[]): Promise<BatchVerdict["outcome"]> {
  if (!row.owned) return "epoch-lost";
  if (row.written === row.sent) return "written";
  const own = batch.filter(({ callId, epoch }) => callId === row.callId && epoch === row.epoch);
  const values = [own.map(({ item }) => item.seq), own.map(({ item }) => item.hash), row.callId];
  const { rows } = await pool.query<{ same: number }>(COUNT_SAME, values);
  return rows[0]?.same === row.sent ? "written" : "log-conflict";
}

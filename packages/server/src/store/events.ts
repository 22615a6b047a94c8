/** Reads the log of a call. Only what is durable is here, so a seq never changes its content. */
import type { LogItem } from "@offhook/engine/ports";
import type { Store } from "./store.ts";

const COLUMNS = 'seq, at_ms AS "atMs", audio_ms AS "audioMs", kind, type, data, hash';
const READ = `SELECT ${COLUMNS} FROM call_events WHERE call_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`;
const SINCE_SNAPSHOT = `
  SELECT ${COLUMNS} FROM call_events
   WHERE call_id = $1 AND seq >= coalesce((SELECT max(seq) FROM call_events WHERE call_id = $1 AND kind = 'snapshot'), 0)
   ORDER BY seq`;

/** In the order of seq, from 1; `afterSeq` 0 starts at the beginning. */
export async function readEvents(store: Store, callId: string, afterSeq: number, limit: number): Promise<LogItem[]> {
  const { rows } = await store.pool.query<LogItem>({
    name: "read-events",
    text: READ,
    values: [callId, afterSeq, limit],
  });
  return rows;
}

/** From which another worker goes on: the last snapshot, and everything after it. */
export async function latestSnapshot(
  store: Store,
  callId: string,
): Promise<{ snapshot: LogItem | null; after: LogItem[] }> {
  const { rows } = await store.pool.query<LogItem>(SINCE_SNAPSHOT, [callId]);
  const [first, ...rest] = rows;
  return first?.kind === "snapshot" ? { snapshot: first, after: rest } : { snapshot: null, after: rows };
}

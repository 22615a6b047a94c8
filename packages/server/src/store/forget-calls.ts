/** Deletes what was said: one call as a whole, or what has been kept for long enough. Files first: a row names what is left. */
import { readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Store } from "./store.ts";

/** Where the recorder writes a call's two channels. */
export function recordingPath(dataFolder: string, callId: string): string {
  return join(dataFolder, "recordings", `${callId}.wav`);
}

/** The call, its log, its recording, its cost: nothing is left but what its caller booked. `going-on`: first it has to end. */
export async function deleteCall(
  store: Store,
  dataFolder: string,
  callId: string,
): Promise<"deleted" | "going-on" | "unknown"> {
  const { rows } = await store.pool.query<{ status: string }>("SELECT status FROM calls WHERE id = $1", [callId]);
  if (!rows[0]) return "unknown";
  if (rows[0].status !== "ended") return "going-on";
  await rm(recordingPath(dataFolder, callId), { force: true });
  await store.transaction(async (client) => {
    await client.query("DELETE FROM call_events WHERE call_id = $1", [callId]);
    await client.query("DELETE FROM messages WHERE call_id = $1", [callId]);
    await client.query("DELETE FROM webhook_deliveries WHERE call_id = $1", [callId]);
    await client.query("UPDATE tool_runs SET record = '{}', call_id = NULL WHERE call_id = $1", [callId]);
    await client.query(`${UNLINK_BOOKINGS} WHERE call_id = $1`, [callId]);
    await client.query("DELETE FROM calls WHERE id = $1", [callId]);
  });
  return "deleted";
}

/** An appointment stands, whoever forgets how it was made. Its key repeats the words that made it. */
const UNLINK_BOOKINGS = "UPDATE bookings SET call_id = NULL, effect_key = NULL";

/** Whose calls: of these assistants, or of all the others. */
export type Assistants = { of: readonly string[] } | { notOf: readonly string[] };

const idsIn = (calls: Assistants): readonly string[] => ("of" in calls ? calls.of : calls.notOf);
/** A condition on calls; `$2` is their assistants. */
const isTheirs = (calls: Assistants): string =>
  "of" in calls ? "assistant_id = ANY($2)" : "NOT assistant_id = ANY($2)";

/**
 * Recordings of calls that ended before; how many. What lies in the folder goes, whatever the call says of it: one that broke
 * off is handed to nobody, and has the caller's voice in it all the same.
 */
export async function forgetRecordings(
  store: Store,
  dataFolder: string,
  before: Date,
  calls: Assistants,
): Promise<number> {
  const text = `SELECT id FROM calls WHERE (recording = 'ready' OR id = ANY($3)) AND ended_at < $1 AND ${isTheirs(calls)}
    ORDER BY id LIMIT 1000`;
  const values = [before, idsIn(calls), await recordedCalls(dataFolder)];
  const { rows } = await store.pool.query<{ id: string }>(text, values);
  for (const { id } of rows) await rm(recordingPath(dataFolder, id), { force: true });
  const ids = rows.map(({ id }) => id);
  await store.pool.query("UPDATE calls SET recording = 'deleted' WHERE id = ANY($1)", [ids]);
  return ids.length;
}

/** Of whatever files are there. */
async function recordedCalls(dataFolder: string): Promise<string[]> {
  const folder = dirname(recordingPath(dataFolder, ""));
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names.filter((name) => name.endsWith(".wav")).map((name) => name.slice(0, -".wav".length));
}

/** What was said in calls that ended before: their logs, and what tools and webhooks were told of it. That there was a call, when and what it cost stays. How many. */
export async function forgetWords(store: Store, before: Date, calls: Assistants): Promise<number> {
  await forgetWhatToolsWereTold(store, before, calls);
  return store.transaction(async (client) => {
    const text = `SELECT c.id FROM calls c WHERE c.ended_at < $1 AND ${isTheirs(calls)}
      AND EXISTS (SELECT FROM call_events e WHERE e.call_id = c.id) ORDER BY c.id LIMIT 1000 FOR UPDATE SKIP LOCKED`;
    const { rows } = await client.query<{ id: string }>(text, [before, idsIn(calls)]);
    const ids = rows.map(({ id }) => id);
    await client.query("DELETE FROM call_events WHERE call_id = ANY($1)", [ids]);
    await client.query("UPDATE calls SET spoken_text = '', variables = NULL, replayable = false WHERE id = ANY($1)", [
      ids,
    ]);
    return ids.length;
  });
}

/** By their own age, not the call's: what was kept before this was thought of goes too. None belongs to a call that lasts. */
async function forgetWhatToolsWereTold(store: Store, before: Date, calls: Assistants): Promise<void> {
  const ended = `(SELECT id FROM calls WHERE ended_at < $1 AND ${isTheirs(calls)})`;
  // What belongs to no call, or to one that is gone, is the house's.
  const ofThese = "(SELECT id FROM calls WHERE assistant_id = ANY($2))";
  const theirs = "of" in calls ? `call_id IN ${ofThese}` : `(call_id IS NULL OR call_id NOT IN ${ofThese})`;
  for (const text of [
    `DELETE FROM effects WHERE call_id IN ${ended}`,
    `DELETE FROM messages WHERE created_at < $1 AND ${theirs}`,
    `UPDATE tool_runs SET record = '{}' WHERE created_at < $1 AND record::text <> '{}' AND ${theirs}`,
    `DELETE FROM webhook_deliveries WHERE created_at < $1 AND ${theirs}`,
    `${UNLINK_BOOKINGS} WHERE created_at < $1 AND effect_key IS NOT NULL AND ${theirs}`,
  ]) {
    await store.pool.query(text, [before, idsIn(calls)]);
  }
}

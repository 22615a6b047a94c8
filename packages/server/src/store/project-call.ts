/** Folds a call's log into the columns of its row that lists and search use. */
import type pg from "pg";
import { PROJECTED_TYPES, type ProjectedItem, type Projection, project, spokenTextOf } from "./transcript.ts";

type Queryable = Pick<pg.Pool, "query">;

const SELECT = `
  SELECT call_id AS "callId", type, at_ms AS "atMs", data FROM call_events
   WHERE call_id = ANY($1) AND kind = 'decision' AND type IN (${PROJECTED_TYPES.map((type) => `'${type}'`).join(", ")})
   ORDER BY call_id, seq`;

const STORE = `
  UPDATE calls SET voice_to_voice_p50_ms = $2, voice_to_voice_p95_ms = $3, spoken_text = $4,
         disclosure_heard_at = started_at + make_interval(secs => $5::float8 / 1000)
   WHERE id = $1`;

export async function readProjections(db: Queryable, callIds: readonly string[]): Promise<Map<string, Projection>> {
  const { rows } = await db.query<ProjectedItem & { callId: string }>(SELECT, [callIds]);
  const items = new Map<string, ProjectedItem[]>(callIds.map((callId) => [callId, []]));
  for (const row of rows) items.get(row.callId)?.push(row);
  return new Map([...items].map(([callId, own]) => [callId, project(own)]));
}

export async function projectCall(db: Queryable, callId: string): Promise<void> {
  const projection = (await readProjections(db, [callId])).get(callId) ?? project([]);
  const { voiceToVoiceP50Ms, voiceToVoiceP95Ms } = projection.latency;
  const spokenText = spokenTextOf(projection.turns);
  await db.query(STORE, [callId, voiceToVoiceP50Ms, voiceToVoiceP95Ms, spokenText, projection.disclosureHeardMs]);
}

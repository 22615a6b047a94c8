/** Assistants and their versions. A version never changes once it is published: calls pin it. */
import type pg from "pg";
import { newId } from "../ids.ts";
import type { Store } from "./store.ts";

export interface AssistantVersion {
  id: string;
  name: string;
  version: number;
  definition: Record<string, unknown>;
}

const COLUMNS = "a.id, a.name, v.version, v.definition";
const PUBLISHED = `SELECT ${COLUMNS} FROM assistants a
  JOIN assistant_versions v ON v.assistant_id = a.id AND v.version = a.published_version`;
const PINNED = `SELECT ${COLUMNS} FROM assistants a
  JOIN assistant_versions v ON v.assistant_id = a.id WHERE a.id = $1 AND v.version = $2`;

/** The published version, or the one given. */
export async function getAssistant(store: Store, id: string, version?: number): Promise<AssistantVersion | null> {
  const [text, values] = version === undefined ? [`${PUBLISHED} WHERE a.id = $1`, [id]] : [PINNED, [id, version]];
  return (await store.pool.query<AssistantVersion>(text, values)).rows[0] ?? null;
}

/** As it answers calls now; null: it was deleted, or never published. */
export async function answeringAssistant(store: Store, id: string): Promise<AssistantVersion | null> {
  const text = `${PUBLISHED} WHERE a.id = $1 AND a.deleted_at IS NULL`;
  return (await store.pool.query<AssistantVersion>(text, [id])).rows[0] ?? null;
}

/** Who answers every number that is not bound to another: the seeded sample, else the oldest one published. */
export async function defaultAssistant(store: Store): Promise<AssistantVersion | null> {
  const text = `${PUBLISHED} WHERE a.deleted_at IS NULL ORDER BY a.seed_key NULLS LAST, a.id LIMIT 1`;
  return (await store.pool.query<AssistantVersion>(text)).rows[0] ?? null;
}

/** Makes the definition the next version of the assistant and the one that answers. Throws for an unknown id. */
export async function publishAssistant(store: Store, id: string, definition: Record<string, unknown>): Promise<number> {
  return store.transaction((client) => addVersion(client, id, JSON.stringify(definition)));
}

/**
 * A sample of ours, once a database: any number of workers may call this at once. When a newer Offhook brings a changed
 * sample, that becomes the next version, unless someone has published their own meanwhile.
 */
export async function seedAssistant(
  store: Store,
  seedKey: string,
  name: string,
  definition: Record<string, unknown>,
): Promise<AssistantVersion> {
  const wanted = JSON.stringify(definition);
  return store.transaction(async (client) => {
    const insert = `INSERT INTO assistants (id, name, seed_key) VALUES ($1, $2, $3)
      ON CONFLICT (seed_key) DO UPDATE SET name = excluded.name WHERE assistants.name <> excluded.name`;
    await client.query(insert, [newId("asst"), name, seedKey]);
    const sample = await lockSample(client, seedKey);
    const untouched = sample.published === null || sample.published === sample.seeded;
    if (untouched && sample.published !== wanted) {
      await addVersion(client, sample.id, wanted);
      await client.query("UPDATE assistants SET seeded = $2 WHERE id = $1", [sample.id, wanted]);
    }
    const { rows } = await client.query<AssistantVersion>(`${PUBLISHED} WHERE a.id = $1`, [sample.id]);
    if (!rows[0]) throw new Error("the seeded assistant has no version");
    return rows[0];
  });
}

/** Code assistants whose files are gone answer no more; those of broken files stay, and those that came back answer again. */
export async function dropCodeAssistants(
  store: Store,
  prefix: string,
  there: readonly string[],
  brokenFiles: readonly string[],
): Promise<void> {
  const keys = there.map((key) => `${prefix}${key}`);
  const broken = brokenFiles.map((path) => `${prefix}${path}`);
  const back = "UPDATE assistants SET deleted_at = NULL WHERE seed_key = ANY($1) AND deleted_at IS NOT NULL";
  await store.pool.query(back, [keys]);
  const gone = `UPDATE assistants SET deleted_at = now() WHERE starts_with(seed_key, $1) AND deleted_at IS NULL
    AND NOT seed_key = ANY($2) AND NOT split_part(seed_key, '#', 1) = ANY($3)`;
  await store.pool.query(gone, [prefix, keys, broken]);
}

interface Sample {
  id: string;
  /** JSON as it was written: of what was seeded last, and of what answers now. */
  seeded: string | null;
  published: string | null;
}

/** The lock makes a second worker wait for what the first publishes. */
async function lockSample(client: pg.PoolClient, seedKey: string): Promise<Sample> {
  await client.query("SELECT FROM assistants WHERE seed_key = $1 FOR UPDATE", [seedKey]);
  const text = `SELECT a.id, a.seeded::text, v.definition::text AS published FROM assistants a
    LEFT JOIN assistant_versions v ON v.assistant_id = a.id AND v.version = a.published_version WHERE a.seed_key = $1`;
  const { rows } = await client.query<Sample>(text, [seedKey]);
  if (!rows[0]) throw new Error("a seeded assistant has no row");
  return rows[0];
}

export async function addVersion(client: pg.PoolClient, id: string, definition: string): Promise<number> {
  // The row's lock keeps two publishers from taking the same number.
  const next = `UPDATE assistants SET published_version = coalesce(published_version, 0) + 1 WHERE id = $1
    RETURNING published_version AS version`;
  const { rows } = await client.query<{ version: number }>(next, [id]);
  const version = rows[0]?.version;
  if (version === undefined) throw new Error(`there is no assistant ${id}`);
  const insert = "INSERT INTO assistant_versions (assistant_id, version, definition) VALUES ($1, $2, $3::json)";
  await client.query(insert, [id, version, definition]);
  return version;
}

/** Assistants and their versions. A version never changes once it is published: calls pin it. */
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

/** Who answers every number that is not bound to another: the seeded sample, else the oldest one published. */
export async function defaultAssistant(store: Store): Promise<AssistantVersion | null> {
  const text = `${PUBLISHED} ORDER BY a.seed_key NULLS LAST, a.id LIMIT 1`;
  return (await store.pool.query<AssistantVersion>(text)).rows[0] ?? null;
}

/** Makes the definition the next version of the assistant and the one that answers. Throws for an unknown id. */
export async function publishAssistant(store: Store, id: string, definition: Record<string, unknown>): Promise<number> {
  return store.transaction(async (client) => {
    // The row's lock keeps two publishers from taking the same number.
    const { rows } = await client.query<{ version: number }>(
      "UPDATE assistants SET published_version = coalesce(published_version, 0) + 1 WHERE id = $1 RETURNING published_version AS version",
      [id],
    );
    const version = rows[0]?.version;
    if (version === undefined) throw new Error(`there is no assistant ${id}`);
    const values = [id, version, JSON.stringify(definition)];
    await client.query(
      "INSERT INTO assistant_versions (assistant_id, version, definition) VALUES ($1, $2, $3)",
      values,
    );
    return version;
  });
}

/**
 * A sample of ours, once a database: any number of workers may call this at once. A definition that differs from the last
 * seeded one (a newer Offhook) becomes its next version.
 */
export async function seedAssistant(
  store: Store,
  seedKey: string,
  name: string,
  definition: Record<string, unknown>,
): Promise<AssistantVersion> {
  const wanted = JSON.stringify(definition);
  return store.transaction(async (client) => {
    const insert = "INSERT INTO assistants (id, name, seed_key) VALUES ($1, $2, $3) ON CONFLICT (seed_key) DO NOTHING";
    await client.query(insert, [newId("asst"), name, seedKey]);
    // The lock makes the second worker wait for what the first has published.
    await client.query("SELECT FROM assistants WHERE seed_key = $1 FOR UPDATE", [seedKey]);
    const publish = `
      WITH sample AS (SELECT id, coalesce(published_version, 0) AS last FROM assistants WHERE seed_key = $1),
      added AS (
        INSERT INTO assistant_versions (assistant_id, version, definition) SELECT id, last + 1, $2::json FROM sample
         WHERE NOT EXISTS (SELECT FROM assistant_versions v WHERE v.assistant_id = id AND v.version = last AND v.definition::text = $2)
        RETURNING assistant_id, version
      )
      UPDATE assistants SET published_version = added.version FROM added WHERE assistants.id = added.assistant_id`;
    await client.query(publish, [seedKey, wanted]);
    const { rows } = await client.query<AssistantVersion>(`${PUBLISHED} WHERE a.seed_key = $1`, [seedKey]);
    if (!rows[0]) throw new Error("the seeded assistant has no version");
    return rows[0];
  });
}

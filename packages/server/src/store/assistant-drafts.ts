/** Assistants as they are edited: a draft beside the published versions, and nobody overwrites what he has not seen. */
import type { AssistantSettings } from "../assistants/settings-shape.ts";
import { newId } from "../ids.ts";
import { addVersion } from "./assistants.ts";
import type { Store } from "./store.ts";

export interface AssistantRow {
  id: string;
  name: string;
  origin: "console" | "code" | "sample";
  templateId: string | null;
  /** Null: nothing has changed since it was published. */
  draft: AssistantSettings | null;
  revision: number;
  publishedVersion: number | null;
  /** Of the published version; settings are null where it was written as a whole. */
  published: { settings: AssistantSettings | null; definition: Record<string, unknown> } | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface VersionRow {
  version: number;
  note: string;
  author: string;
  settings: AssistantSettings | null;
  definition: Record<string, unknown>;
  createdAt: Date;
}

const SELECT = `SELECT a.id, a.name, CASE WHEN starts_with(a.seed_key, 'code:') THEN 'code' WHEN a.seed_key IS NOT NULL THEN 'sample' ELSE a.origin END
      AS origin,
    a.template_id AS "templateId", a.draft, a.revision, a.published_version AS "publishedVersion",
    CASE WHEN v.version IS NULL THEN NULL ELSE json_build_object('settings', v.settings, 'definition', v.definition) END
      AS published,
    a.created_at AS "createdAt", a.updated_at AS "updatedAt"
  FROM assistants a LEFT JOIN assistant_versions v ON v.assistant_id = a.id AND v.version = a.published_version
  WHERE a.deleted_at IS NULL`;

export async function listAssistants(store: Store, page: { limit: number; afterId?: string }): Promise<AssistantRow[]> {
  const text = `${SELECT} AND ($1::text IS NULL OR a.id > $1) ORDER BY a.id LIMIT $2`;
  return (await store.pool.query<AssistantRow>(text, [page.afterId ?? null, page.limit])).rows;
}

export async function findAssistant(store: Store, id: string): Promise<AssistantRow | null> {
  return (await store.pool.query<AssistantRow>(`${SELECT} AND a.id = $1`, [id])).rows[0] ?? null;
}

/** Drafts and versions, of whatever assistant, that name a server or a key. */
export async function definitionsNamingServers(store: Store): Promise<Record<string, unknown>[]> {
  const names = (column: string) => `(${column}::text LIKE '%"baseUrl"%' OR ${column}::text LIKE '%"apiKeyFrom"%')`;
  const { rows } = await store.pool.query<{ definition: Record<string, unknown> }>(
    `SELECT draft AS definition FROM assistants WHERE ${names("draft")}
      UNION ALL SELECT definition FROM assistant_versions WHERE ${names("definition")}`,
  );
  return rows.map(({ definition }) => definition);
}

export async function createAssistant(
  store: Store,
  settings: AssistantSettings,
  templateId: string | null = null,
): Promise<string> {
  const id = newId("asst");
  const text = "INSERT INTO assistants (id, name, draft, template_id) VALUES ($1, $2, $3::json, $4)";
  await store.pool.query(text, [id, settings.name, JSON.stringify(settings), templateId]);
  return id;
}

/** The new revision; null: it is another one than `revision` by now, or there is none. */
export async function saveDraft(
  store: Store,
  id: string,
  revision: number,
  settings: AssistantSettings,
): Promise<number | null> {
  const text = `UPDATE assistants SET draft = $3::json, name = $4, revision = revision + 1, updated_at = now()
    WHERE id = $1 AND revision = $2 AND deleted_at IS NULL RETURNING revision`;
  const values = [id, revision, JSON.stringify(settings), settings.name];
  return (await store.pool.query<{ revision: number }>(text, values)).rows[0]?.revision ?? null;
}

export interface Publication {
  settings: AssistantSettings;
  definition: Record<string, unknown>;
  note: string;
  author: string;
}

/** Makes it the version that answers. Null: somebody edited it meanwhile, and what was checked is not what is there. */
export async function publishDraft(
  store: Store,
  id: string,
  revision: number,
  what: Publication,
): Promise<number | null> {
  return store.transaction(async (client) => {
    const clear = `UPDATE assistants SET draft = NULL, revision = revision + 1, name = $3, updated_at = now()
      WHERE id = $1 AND revision = $2 AND deleted_at IS NULL`;
    if ((await client.query(clear, [id, revision, what.settings.name])).rowCount === 0) return null;
    const version = await addVersion(client, id, JSON.stringify(what.definition));
    const describe =
      "UPDATE assistant_versions SET settings = $3::json, note = $4, author = $5 WHERE assistant_id = $1 AND version = $2";
    await client.query(describe, [id, version, JSON.stringify(what.settings), what.note, what.author]);
    return version;
  });
}

/** As the draft is now, for calls that try it. Its number is negative: it was never published. */
export async function keepDraft(
  store: Store,
  id: string,
  revision: number,
  { settings, definition }: Pick<Publication, "settings" | "definition">,
): Promise<number> {
  const text = `INSERT INTO assistant_versions (assistant_id, version, definition, settings)
    VALUES ($1, $2, $3::json, $4::json) ON CONFLICT (assistant_id, version) DO NOTHING`;
  await store.pool.query(text, [id, -revision, JSON.stringify(definition), JSON.stringify(settings)]);
  return -revision;
}

/** Newest first. */
export async function listVersions(store: Store, id: string): Promise<VersionRow[]> {
  const text = `SELECT version, note, author, settings, definition, created_at AS "createdAt"
    FROM assistant_versions WHERE assistant_id = $1 AND version > 0 ORDER BY version DESC LIMIT 200`;
  return (await store.pool.query<VersionRow>(text, [id])).rows;
}

/** It answers no calls any more; those that it carried keep their log. False: there is none. */
export async function deleteAssistant(store: Store, id: string): Promise<boolean> {
  const text = "UPDATE assistants SET deleted_at = now(), updated_at = now() WHERE id = $1 AND deleted_at IS NULL";
  return ((await store.pool.query(text, [id])).rowCount ?? 0) > 0;
}

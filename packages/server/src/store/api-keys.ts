/** Keys for programs. Only their hashes are kept: 256 bits of chance need no slow hash. */
import { createHash, randomBytes } from "node:crypto";
import { newId } from "../ids.ts";
import type { KeyScope } from "./access-tables.ts";
import type { Store } from "./store.ts";

export interface ApiKeyRow {
  id: string;
  name: string;
  scope: KeyScope;
  author: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

export const API_KEY_PREFIX = "oh_";
const KEY_BYTES = 32;
const COLUMNS = `id, name, scope, author, created_at AS "createdAt", last_used_at AS "lastUsedAt"`;

/** The key is in this answer and nowhere else. */
export async function makeApiKey(
  store: Store,
  { name, scope, author }: Pick<ApiKeyRow, "name" | "scope" | "author">,
): Promise<ApiKeyRow & { key: string }> {
  const key = `${API_KEY_PREFIX}${randomBytes(KEY_BYTES).toString("base64url")}`;
  const text = `INSERT INTO api_keys (id, name, hash, scope, author) VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`;
  const { rows } = await store.pool.query<ApiKeyRow>(text, [newId("key"), name, hashOf(key), scope, author]);
  if (!rows[0]) throw new Error("a key that was made is not there");
  return { ...rows[0], key };
}

export async function listApiKeys(store: Store): Promise<ApiKeyRow[]> {
  return (await store.pool.query<ApiKeyRow>(`SELECT ${COLUMNS} FROM api_keys WHERE revoked_at IS NULL ORDER BY id`))
    .rows;
}

/** It opens nothing from now on, at no worker. */
export async function revokeApiKey(store: Store, id: string): Promise<boolean> {
  const text = "UPDATE api_keys SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL";
  return ((await store.pool.query(text, [id])).rowCount ?? 0) > 0;
}

/** Null: there is no such key, or not any more. When it was used is noted once a minute. */
export async function findApiKey(store: Store, key: string): Promise<Pick<ApiKeyRow, "name" | "scope"> | null> {
  const hash = hashOf(key);
  const text = `SELECT name, scope, last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS stale
    FROM api_keys WHERE hash = $1 AND revoked_at IS NULL`;
  const { rows } = await store.pool.query<{ name: string; scope: KeyScope; stale: boolean }>(text, [hash]);
  const found = rows[0];
  if (!found) return null;
  if (found.stale) await store.pool.query("UPDATE api_keys SET last_used_at = now() WHERE hash = $1", [hash]);
  return { name: found.name, scope: found.scope };
}

const hashOf = (key: string): string => createHash("sha256").update(key).digest("base64url");

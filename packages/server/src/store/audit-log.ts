/** Who did what and when: names and addresses, never what was said in them. */
import { newId } from "../ids.ts";
import type { Store } from "./store.ts";

export interface AuditRow {
  id: string;
  at: Date;
  who: string;
  action: string;
  path: string;
}

export async function noteAction(store: Store, { who, action, path }: Omit<AuditRow, "id" | "at">): Promise<void> {
  const text = "INSERT INTO audit_log (id, who, action, path) VALUES ($1, $2, $3, $4)";
  await store.pool.query(text, [newId("aud"), who, action, path]);
}

/** Newest first. */
export async function listActions(store: Store, page: { limit: number; beforeId?: string }): Promise<AuditRow[]> {
  const text = `SELECT id, at, who, action, path FROM audit_log WHERE $1::text IS NULL OR id < $1
    ORDER BY id DESC LIMIT $2`;
  return (await store.pool.query<AuditRow>(text, [page.beforeId ?? null, page.limit])).rows;
}

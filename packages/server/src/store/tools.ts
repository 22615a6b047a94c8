/** Tools that somebody made, and what came of running them. */
import type { HttpToolDefinition } from "@offhook/tool-http";
import { newId } from "../ids.ts";
import type { Store } from "./store.ts";

export interface ToolRow {
  id: string;
  name: string;
  definition: HttpToolDefinition;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface ToolRunRow {
  id: string;
  /** Null: somebody tried it. */
  callId: string | null;
  ok: boolean;
  durationMs: number;
  record: Record<string, unknown>;
  createdAt: Date;
}

const TOOL = `id, name, definition, revision, created_at AS "createdAt", updated_at AS "updatedAt"`;
const RUN = `id, call_id AS "callId", ok, duration_ms AS "durationMs", record, created_at AS "createdAt"`;
/** Of each tool, so that one in a loop does not fill the disk. */
const RUNS_KEPT = 200;

export async function listTools(store: Store): Promise<ToolRow[]> {
  return (await store.pool.query<ToolRow>(`SELECT ${TOOL} FROM tools ORDER BY name LIMIT 1000`)).rows;
}

export async function toolsNamed(store: Store, names: readonly string[]): Promise<ToolRow[]> {
  const text = `SELECT ${TOOL} FROM tools WHERE name = ANY($1)`;
  return (await store.pool.query<ToolRow>(text, [names])).rows;
}

export async function findTool(store: Store, id: string): Promise<ToolRow | null> {
  return (await store.pool.query<ToolRow>(`SELECT ${TOOL} FROM tools WHERE id = $1`, [id])).rows[0] ?? null;
}

/** Null: there is one of that name. */
export async function addTool(store: Store, definition: HttpToolDefinition): Promise<ToolRow | null> {
  const text = `INSERT INTO tools (id, name, definition) VALUES ($1, $2, $3::json)
    ON CONFLICT (name) DO NOTHING RETURNING ${TOOL}`;
  const values = [newId("tool"), definition.name, JSON.stringify(definition)];
  return (await store.pool.query<ToolRow>(text, values)).rows[0] ?? null;
}

/** `stale`: it was changed since. `taken`: there is another of that name. */
export async function editTool(
  store: Store,
  { id, revision }: Pick<ToolRow, "id" | "revision">,
  definition: HttpToolDefinition,
): Promise<ToolRow | "stale" | "taken"> {
  const text = `UPDATE tools SET name = $3, definition = $4::json, revision = revision + 1, updated_at = now()
    WHERE id = $1 AND revision = $2 RETURNING ${TOOL}`;
  try {
    const values = [id, revision, definition.name, JSON.stringify(definition)];
    return (await store.pool.query<ToolRow>(text, values)).rows[0] ?? "stale";
  } catch (error) {
    if ((error as { code?: unknown }).code === "23505") return "taken";
    throw error;
  }
}

export async function removeTool(store: Store, id: string): Promise<boolean> {
  return ((await store.pool.query("DELETE FROM tools WHERE id = $1", [id])).rowCount ?? 0) > 0;
}

export async function keepToolRun(
  store: Store,
  toolId: string,
  run: Pick<ToolRunRow, "callId" | "ok" | "durationMs" | "record">,
): Promise<ToolRunRow> {
  const text = `INSERT INTO tool_runs (id, tool_id, call_id, ok, duration_ms, record)
    VALUES ($1, $2, $3, $4, $5, $6::json) RETURNING ${RUN}`;
  const values = [newId("trun"), toolId, run.callId, run.ok, run.durationMs, JSON.stringify(run.record)];
  const { rows } = await store.pool.query<ToolRunRow>(text, values);
  const old = `DELETE FROM tool_runs WHERE tool_id = $1 AND id <
    (SELECT min(id) FROM (SELECT id FROM tool_runs WHERE tool_id = $1 ORDER BY id DESC LIMIT $2) kept)`;
  await store.pool.query(old, [toolId, RUNS_KEPT]);
  if (!rows[0]) throw new Error("a run that was kept is not there");
  return rows[0];
}

/** Newest first. */
export async function listToolRuns(
  store: Store,
  toolId: string,
  { limit, beforeId }: { limit: number; beforeId?: string },
): Promise<ToolRunRow[]> {
  const text = `SELECT ${RUN} FROM tool_runs WHERE tool_id = $1 AND ($2::text IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`;
  return (await store.pool.query<ToolRunRow>(text, [toolId, beforeId ?? null, limit])).rows;
}

/** Assistants whose draft or answering version names it: taken away, their calls would fail. */
export async function assistantsWithTool(store: Store, name: string): Promise<string[]> {
  const text = `SELECT a.name FROM assistants a
    LEFT JOIN assistant_versions v ON v.assistant_id = a.id AND v.version = a.published_version
    WHERE a.deleted_at IS NULL AND (
      EXISTS (SELECT 1 FROM json_array_elements(v.definition->'tools') t WHERE t->>'name' = $1)
      OR (a.draft IS NOT NULL AND (
        EXISTS (SELECT 1 FROM json_array_elements_text(coalesce(a.draft->'tools', '[]')) t WHERE t = $1)
        OR EXISTS (SELECT 1 FROM json_array_elements(coalesce(a.draft->'flow', '[]')) f, json_each(f->'nodes') n
          WHERE n.value->>'type' = 'run' AND n.value->>'tool' = $1))))
    ORDER BY a.name`;
  return (await store.pool.query<{ name: string }>(text, [name])).rows.map((row) => row.name);
}

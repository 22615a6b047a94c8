/**
 * Brings the schema up to date, forward only. Files of `drizzle/` in the order of their names, each in one transaction,
 * under one advisory lock, so that two servers on one database do it once. Uses `pg` alone: the supervisor runs it and
 * should start fast.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { ConnectionSettings } from "../database/connection.ts";
import { OffhookError } from "../errors.ts";

export const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../drizzle", import.meta.url));

/** Any constant number; ours is "offhook" on a telephone's keys. */
const LOCK_KEY = 6_334_665;

interface Migration {
  name: string;
  statements: string;
  hash: string;
}

/** In their order. */
export const knownMigrations = (): string[] => readMigrations(MIGRATIONS_FOLDER).map(({ name }) => name);

/** Returns the names of what was applied now. `only`: an earlier state, as a back-up of it needs. */
export async function migrate(
  connection: ConnectionSettings,
  { folder = MIGRATIONS_FOLDER, only }: { folder?: string; only?: readonly string[] } = {},
): Promise<string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK_KEY]);
    const all = readMigrations(folder);
    return await applyMissing(client, only ? all.filter(({ name }) => only.includes(name)) : all);
  } finally {
    await client.end();
  }
}

function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return files.sort().map((name) => {
    const statements = readFileSync(join(folder, name), "utf8");
    return { name, statements, hash: createHash("sha256").update(statements).digest("hex") };
  });
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query(
    "CREATE TABLE IF NOT EXISTS offhook_migrations (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
  );
  const { rows } = await client.query<{ name: string; hash: string }>("SELECT name, hash FROM offhook_migrations");
  const applied = new Map(rows.map((row) => [row.name, row.hash]));
  refuseForeignHistory(applied, migrations);
  const missing = migrations.filter(({ name }) => !applied.has(name));
  for (const migration of missing) await applyOne(client, migration);
  return missing.map(({ name }) => name);
}

function refuseForeignHistory(applied: Map<string, string>, migrations: Migration[]): void {
  const known = new Map(migrations.map(({ name, hash }) => [name, hash]));
  for (const [name, hash] of applied) {
    if (!known.has(name)) throw new OffhookError("database-newer", { migration: name });
    if (known.get(name) !== hash) throw new OffhookError("migration-changed", { migration: name });
  }
}

async function applyOne(client: pg.Client, { name, statements, hash }: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    // One simple query may hold many statements; drizzle-kit's breakpoints are comments.
    await client.query(statements);
    await client.query("INSERT INTO offhook_migrations (name, hash) VALUES ($1, $2)", [name, hash]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

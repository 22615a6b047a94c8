/** Every schema that ever was, with rows in all of its tables, comes up to date and loses nothing. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tablesInOrder } from "../backup/tables.ts";
import type { ConnectionSettings } from "../database/connection.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { knownMigrations, migrate } from "./migrate.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.end());

interface Column {
  table: string;
  name: string;
  type: string;
  /** `table.column` that it refers to. */
  refers: string | null;
}

const VALUES: Readonly<Record<string, unknown>> = {
  integer: 7,
  bigint: 7,
  smallint: 7,
  "double precision": 0.5,
  numeric: "0.0123",
  boolean: true,
  json: { kept: true },
  jsonb: { kept: true },
  date: "2026-03-29",
  "timestamp with time zone": "2026-03-29T01:30:00Z",
  bytea: Buffer.from("kept"),
};

/** No column is left empty, so that none can be lost unseen. Keys are texts: a row's names itself by them. */
function valueFor({ table, name, type, refers }: Column): unknown {
  if (refers) return refers;
  if (type === "text") return `${table}.${name}`;
  if (type === "ARRAY") return [`${table}.${name}`];
  if (type in VALUES) return VALUES[type];
  throw new Error(`${table}.${name} is ${type}: say in this test what is put there`);
}

async function withClient<T>(connection: ConnectionSettings, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

async function columnsOf(client: pg.Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    SELECT c.table_name AS table, c.column_name AS name, c.data_type AS type,
      (SELECT f.relname || '.' || fa.attname FROM pg_constraint k
        JOIN pg_class f ON f.oid = k.confrelid JOIN pg_class t ON t.oid = k.conrelid AND t.relname = c.table_name
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1] AND a.attname = c.column_name
        JOIN pg_attribute fa ON fa.attrelid = f.oid AND fa.attnum = k.confkey[1]
        WHERE k.contype = 'f' LIMIT 1) AS refers
    FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER'`);
  return rows;
}

/** A row in every table, in the order in which they refer to each other. */
async function fill(client: pg.Client): Promise<void> {
  const columns = await columnsOf(client);
  for (const { name } of await tablesInOrder(client)) {
    const own = columns.filter(({ table }) => table === name);
    const places = own.map((_, index) => `$${index + 1}`).join(", ");
    const names = own.map((one) => `"${one.name}"`).join(", ");
    await client.query(`INSERT INTO "${name}" (${names}) VALUES (${places})`, own.map(valueFor));
  }
}

/** Table by table, each row's columns as text. */
async function rowsIn(client: pg.Client): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>();
  for (const { name } of await tablesInOrder(client)) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM "${name}" t`);
    if (rows[0]) found.set(name, rows[0].row);
  }
  return found;
}

/** What a column, an index and a constraint are: a house that was upgraded and a new one may not differ. */
async function shapeOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
      AS line FROM information_schema.columns WHERE table_schema = 'public'
    UNION SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace ORDER BY 1`);
  return rows.map(({ line }) => line);
}

async function freshDatabase(name: string): Promise<ConnectionSettings> {
  const { connection } = database.postgres;
  await withClient(connection, (client) => client.query(`CREATE DATABASE ${name}`));
  return { ...connection, database: name };
}

const STEPS = knownMigrations();

describe("a database that was left at", () => {
  it.each(STEPS.map((name, index) => ({ name, index })))(
    "$name keeps every row, and becomes like a new one",
    async ({ index }) => {
      const connection = await freshDatabase(`left_at_${index}`);
      await migrate(connection, { only: STEPS.slice(0, index + 1) });
      const before = await withClient(connection, async (client) => {
        await fill(client);
        return rowsIn(client);
      });
      expect(before.size).toBeGreaterThan(5);
      expect(await migrate(connection)).toEqual(STEPS.slice(index + 1));
      const [after, shape] = await withClient(connection, async (client) => [
        await rowsIn(client),
        await shapeOf(client),
      ]);
      for (const [table, row] of before) expect(after.get(table), table).toMatchObject(row);
      expect(shape).toEqual(await withClient(database.postgres.connection, shapeOf));
    },
  );
});

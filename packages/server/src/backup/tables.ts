/** The tables of a database as a back-up takes them: whole, and in an order in which they can be filled again. */
import type pg from "pg";

export interface Table {
  name: string;
  columns: string[];
}

/** Kept by the migrations themselves, and the one whose rows a restored database gets by running them. */
const OWN_BOOKS = new Set(["offhook_migrations"]);

/** Every table comes after those that it refers to. */
export async function tablesInOrder(client: pg.ClientBase): Promise<Table[]> {
  const columns = await client.query<Table>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`);
  const references = await client.query<{ from: string; to: string }>(`
    SELECT r.relname AS from, f.relname AS to FROM pg_constraint k
    JOIN pg_class r ON r.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid WHERE k.contype = 'f'`);
  const tables = columns.rows.filter(({ name }) => !OWN_BOOKS.has(name));
  return inOrder(tables, references.rows);
}

export function inOrder(tables: readonly Table[], references: readonly { from: string; to: string }[]): Table[] {
  const placed: Table[] = [];
  const isPlaced = (name: string): boolean => placed.some((table) => table.name === name);
  const waitsFor = (table: Table): boolean =>
    references.some(({ from, to }) => from === table.name && to !== from && !isPlaced(to));
  while (placed.length < tables.length) {
    const next = tables.find((table) => !isPlaced(table.name) && !waitsFor(table));
    if (!next) throw new Error("tables refer to each other in a circle");
    placed.push(next);
  }
  return placed;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The text format of COPY is the same in every PostgreSQL that we run on. */
export const copyOut = ({ name, columns }: Table): string =>
  `COPY ${quoted(name)} (${columns.map(quoted).join(", ")}) TO STDOUT`;

export const copyIn = ({ name, columns }: Table): string =>
  `COPY ${quoted(name)} (${columns.map(quoted).join(", ")}) FROM STDIN`;

/** What the migrations themselves put in goes: the back-up has it too. */
export const emptied = (tables: readonly Table[]): string =>
  `TRUNCATE ${tables.map(({ name }) => quoted(name)).join(", ")} CASCADE`;

/** Of a database that was found empty, everything that has been made in it since. */
export async function dropAll(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()",
  );
  for (const { name } of rows) await client.query(`DROP TABLE IF EXISTS ${quoted(name)} CASCADE`);
}

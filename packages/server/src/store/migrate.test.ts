import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestDatabase, type TestDatabase, temporaryFolder } from "../testing/test-database.ts";
import { MIGRATIONS_FOLDER, migrate } from "./migrate.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.end());

let connection: { host?: string; port?: number; user?: string; password?: string; database: string };
let folder: string;
beforeEach(async () => {
  const client = new pg.Client(database.postgres.connection);
  await client.connect();
  const name = `fresh_${process.hrtime.bigint()}`;
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  connection = { ...database.postgres.connection, database: name };
  folder = temporaryFolder();
  cpSync(MIGRATIONS_FOLDER, folder, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("migrations", () => {
  it("are applied once, though several servers start at once", async () => {
    const applied = await Promise.all([1, 2, 3].map(() => migrate(connection, { folder })));
    const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
    expect(names).toContain("0000_start.sql");
    expect(applied.flat()).toEqual(names.sort());
    expect(await migrate(connection, { folder })).toEqual([]);
  });

  it("that fail leave nothing half-done", async () => {
    writeFileSync(join(folder, "9999_broken.sql"), "CREATE TABLE half (id int); SELECT nonsense;");
    await expect(migrate(connection, { folder })).rejects.toThrow();
    writeFileSync(join(folder, "9999_broken.sql"), "CREATE TABLE half (id int);");
    expect(await migrate(connection, { folder })).toEqual(["9999_broken.sql"]);
  });

  it("say so when the database is newer, or a file was changed", async () => {
    writeFileSync(join(folder, "9999_later.sql"), "SELECT 1;");
    await migrate(connection, { folder });
    await expect(migrate(connection)).rejects.toMatchObject({ code: "database-newer" });
    writeFileSync(join(folder, "9999_later.sql"), "SELECT 2;");
    await expect(migrate(connection, { folder })).rejects.toMatchObject({ code: "migration-changed" });
  });
});

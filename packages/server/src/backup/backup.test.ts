/** What an operator has in hand after a fire: all that was there, in another house, brought up to date. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { pack } from "tar-stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../database/embedded-postgres.ts";
import { knownMigrations, MIGRATIONS_FOLDER } from "../store/migrate.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase, temporaryFolder } from "../testing/test-database.ts";
import { MANIFEST_NAME } from "./manifest.ts";
import { readBackup } from "./read-backup.ts";
import { inOrder } from "./tables.ts";

const RECORDING = "recordings/2026/call_1.wav";
let old: TestDatabase;
let app: TestApp;
let alertSecret: string;
let fresh: EmbeddedPostgres;
let freshFolder: string;
const sound = randomBytes(70_000);

beforeEach(async () => {
  old = await startTestDatabase();
  app = await startTestApp(old);
  freshFolder = temporaryFolder();
  fresh = await startEmbeddedPostgres({ dataFolder: freshFolder, progress: () => {} });
  mkdirSync(join(old.dataFolder, "recordings/2026"), { recursive: true });
  writeFileSync(join(old.dataFolder, RECORDING), sound);
  writeFileSync(join(old.dataFolder, "secret"), "what opens the keys");
  await app.send("PUT", "/v1/provider-keys/deepgram", { key: "dg-very-secret" });
  alertSecret = (await app.send("PUT", "/v1/alerts", { webhookUrl: "https://pager.example/" })).json().secret;
  await app.send("POST", "/v1/assistants", { name: 'A "quoted"\tname\n\\N of ours', templateId: "general-assistant" });
  await app.store.pool.query(
    `INSERT INTO settings (name, value) VALUES ('kept', '{"order":1,"a":"\\u0000"}') ON CONFLICT DO NOTHING`,
  );
}, 60_000);
afterEach(async () => {
  await app.end();
  await old.end();
  await fresh.stop();
  rmSync(freshFolder, { recursive: true, force: true });
}, 60_000);

const made = async (withSecrets = false) => (await app.send("POST", "/v1/backups", { withSecrets })).bytes;
const intoFresh = (bytes: Uint8Array) =>
  readBackup({ connection: fresh.connection, dataFolder: freshFolder }, Readable.from([Buffer.from(bytes)]));
async function rowsOf(connection: pg.ClientConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
const EVERYTHING = "SELECT a.*, s.name AS setting, s.value::text FROM assistants a, settings s ORDER BY a.id, s.name";

describe("a back-up", () => {
  it("put into an empty house is what was there, with its recordings, and without keys", async () => {
    const before = await rowsOf(old.postgres.connection, EVERYTHING);
    expect(before.length).toBeGreaterThan(0);
    const bytes = await made();
    for (const secret of ["what opens the keys", "dg-very-secret", alertSecret])
      expect(gunzipSync(bytes).includes(secret)).toBe(false);
    const manifest = await intoFresh(bytes);
    expect(manifest.leftOut.join()).toContain("deepgram");
    expect(await rowsOf(fresh.connection, EVERYTHING)).toEqual(before);
    expect(readFileSync(join(freshFolder, RECORDING)).equals(sound)).toBe(true);
    expect(existsSync(join(freshFolder, "secret"))).toBe(false);
    expect(await rowsOf(fresh.connection, "SELECT name FROM secrets")).toEqual([]);
    expect(readdirSync(freshFolder).filter((name) => name.startsWith("restore-"))).toEqual([]);
    expect(readdirSync(old.dataFolder).filter((name) => name.startsWith("backup-"))).toEqual([]);
  });

  it("has the keys as they are sealed, and what opens them, when that is asked for", async () => {
    await intoFresh(await made(true));
    expect(readFileSync(join(freshFolder, "secret"), "utf8")).toBe("what opens the keys");
    const sealed = "SELECT * FROM secrets";
    expect(await rowsOf(fresh.connection, sealed)).toEqual(await rowsOf(old.postgres.connection, sealed));
    expect(await rowsOf(fresh.connection, "SELECT name FROM secrets")).toHaveLength(2);
  });

  it("of an older Offhook is brought up to date", async () => {
    const bytes = await made();
    const last = knownMigrations().at(-1) ?? "";
    const statements = readFileSync(join(MIGRATIONS_FOLDER, last), "utf8");
    const brought = [...statements.matchAll(/CREATE TABLE "(\w+)"/g)].map(([, name]) => name ?? "");
    expect(brought).not.toEqual([]);
    const older = await rewritten(bytes, (manifest) => ({
      ...manifest,
      migrations: manifest.migrations.filter((name: string) => name !== last),
      tables: manifest.tables.filter(({ name }: { name: string }) => !brought.includes(name)),
    }));
    await intoFresh(older);
    expect(await rowsOf(fresh.connection, "SELECT name FROM offhook_migrations ORDER BY name")).toEqual(
      knownMigrations().map((name) => ({ name })),
    );
    for (const table of brought) expect(await rowsOf(fresh.connection, `SELECT * FROM ${table}`)).toEqual([]);
  });

  it("is refused where something is already, and nothing there is touched", async () => {
    const bytes = await made();
    await rowsOf(fresh.connection, "CREATE TABLE calls AS SELECT 'theirs' AS whose");
    await expect(intoFresh(bytes)).rejects.toMatchObject({ code: "restore-not-empty" });
    expect(await rowsOf(fresh.connection, "SELECT whose FROM calls")).toEqual([{ whose: "theirs" }]);
  });

  it("that is not whole, not ours or of tomorrow changes nothing", async () => {
    const bytes = await made();
    const spoilt: [string, Uint8Array][] = [
      ["backup-broken", Buffer.from("a picture, say")],
      ["backup-broken", new Uint8Array(0)],
      ["backup-broken", bytes.subarray(0, bytes.length - 2_000)],
      ["backup-broken", gzipSync("no tar at all".repeat(200))],
      ["backup-newer", await rewritten(bytes, (manifest) => ({ ...manifest, migrations: ["9999_later.sql"] }))],
      ["backup-broken", await rewritten(bytes, (manifest) => ({ ...manifest, format: 2 }))],
      ["backup-broken", await rewritten(bytes, (manifest) => manifest, "files/../../evil")],
      ["backup-broken", await rewritten(bytes, (manifest) => manifest, "files/server.json")],
    ];
    for (const [code, wrong] of spoilt) {
      await expect(intoFresh(wrong)).rejects.toMatchObject({ code });
      expect(await rowsOf(fresh.connection, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
    }
    expect(existsSync(join(freshFolder, "recordings"))).toBe(false);
    await intoFresh(bytes);
  }, 60_000);

  it("is the owner's affair", async () => {
    const { key } = (await app.send("POST", "/v1/api-keys", { name: "editor", scope: "write" })).json();
    const answer = await app.send("POST", "/v1/backups", {}, { authorization: `Bearer ${key}` });
    expect(answer.json().error.code).toBe("not-allowed");
  });
});

describe("tables", () => {
  it("come after those that they refer to", () => {
    const table = (name: string) => ({ name, columns: [] });
    const references = [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "b", to: "b" },
    ];
    const names = inOrder(["a", "b", "c"].map(table), references).map(({ name }) => name);
    expect(names).toEqual(["c", "b", "a"]);
    expect(() => inOrder(["a", "b"].map(table), [...references, { from: "b", to: "a" }])).toThrow();
  });
});

/** The same back-up with another manifest, only the tables that it still names, and perhaps one file more. */
async function rewritten(
  bytes: Uint8Array,
  // biome-ignore lint/suspicious/noExplicitAny: a manifest as it stands in the file
  change: (manifest: any) => any,
  extra?: string,
): Promise<Buffer> {
  const { extract } = await import("tar-stream");
  const from = extract();
  const into = pack();
  from.end(gunzipSync(bytes));
  let kept = new Set<string>();
  for await (const entry of from as AsyncIterable<Readable & { header: { name: string } }>) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    const { name } = entry.header;
    const content = Buffer.concat(chunks);
    if (name === MANIFEST_NAME) {
      const manifest = change(JSON.parse(content.toString()));
      kept = new Set(manifest.tables.map((table: { name: string }) => `tables/${table.name}`));
      into.entry({ name }, JSON.stringify(manifest));
    } else if (!name.startsWith("tables/") || kept.has(name)) into.entry({ name }, content);
  }
  if (extra) into.entry({ name: extra }, "x");
  into.finalize();
  const out: Buffer[] = [];
  for await (const chunk of into as unknown as Readable) out.push(chunk as Buffer);
  return gzipSync(Buffer.concat(out));
}

import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/test-database.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { claimOutsideHome, removeOrphans } from "./outside-home.ts";
import { readPostmasterFile } from "./postmaster-file.ts";

const isRoot = process.getuid?.() === 0;
let dataFolder: string;
let started: EmbeddedPostgres[];
beforeEach(() => {
  dataFolder = temporaryFolder();
  started = [];
});
afterEach(async () => {
  for (const one of started) await one.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function start(folder = dataFolder): Promise<EmbeddedPostgres> {
  const one = await startEmbeddedPostgres({ dataFolder: folder, progress: () => {} });
  started.push(one);
  return one;
}

async function query<T extends pg.QueryResultRow>(postgres: EmbeddedPostgres, text: string): Promise<T[]> {
  const client = new pg.Client(postgres.connection);
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

const pidOf = (postgres: EmbeddedPostgres) => readPostmasterFile(join(postgres.folder, "data"))?.pid ?? 0;

describe("our own database", () => {
  it("keeps what was committed over a stop and a start", async () => {
    const first = await start();
    await query(first, "CREATE TABLE kept AS SELECT 42 AS value");
    await first.stop();
    expect(first.isRunning()).toBe(false);
    const second = await start();
    expect(second.takenOver).toBe(false);
    expect(await query(second, "SELECT value FROM kept")).toEqual([{ value: 42 }]);
  });

  it("is private: nobody without its password, no network, no words in its log", async () => {
    const postgres = await start();
    const stranger = new pg.Client({ ...postgres.connection, password: "wrong" });
    await expect(stranger.connect()).rejects.toThrow(/password/);
    expect(await query(postgres, "SHOW listen_addresses")).toEqual([{ listen_addresses: "" }]);
    await query(postgres, "CREATE TABLE t (phone text UNIQUE)");
    await query(postgres, "INSERT INTO t VALUES ('+15550100777')");
    await expect(query(postgres, "INSERT INTO t VALUES ('+15550100777')")).rejects.toThrow(/duplicate/);
    expect(readFileSync(join(postgres.folder, "postgres.log"), "utf8")).not.toContain("5550100777");
    expect(statSync(join(postgres.folder, "password")).mode & 0o777).toBe(0o600);
  });

  it("that still runs is taken over, not started twice", async () => {
    const left = await start();
    const found = await start();
    expect(found.takenOver).toBe(true);
    expect(pidOf(found)).toBe(pidOf(left));
  });

  it("is started afresh when only its file is left, under another process's number", async () => {
    const postgres = await start();
    await postgres.stop();
    const stale = `${process.pid}\n${join(postgres.folder, "data")}\n1\n5432\n/nowhere\n\n\nready\n`;
    writeFileSync(join(postgres.folder, "data", "postmaster.pid"), stale);
    const next = await start();
    expect(next.takenOver).toBe(false);
    expect(await query(next, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("comes back after it was killed, its children with it", async () => {
    const postgres = await start();
    const pid = pidOf(postgres);
    process.kill(pid, "SIGKILL");
    await expect.poll(() => postgres.isRunning()).toBe(false);
    const next = await start();
    expect(pidOf(next)).not.toBe(pid);
  });

  it("works in a folder with a long path and blanks, where sockets do not fit", async () => {
    const long = join(dataFolder, "a folder with a rather long name".repeat(3), "data");
    mkdirSync(long, { recursive: true });
    const postgres = await start(long);
    expect(await query(postgres, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    rmSync(postgres.connection.host ?? "", { recursive: true, force: true });
  });

  it("starts over when making it was cut short", async () => {
    const cut = await start();
    await cut.stop();
    renameSync(join(cut.folder, "data"), join(cut.folder, "data.unfinished"));
    rmSync(join(cut.folder, "data.unfinished", "PG_VERSION"));
    writeFileSync(join(cut.folder, "password"), "");
    expect(await query(await start(), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

describe.runIf(isRoot)("root's database", () => {
  it("runs as another user, in a place of its own when the data folder is private", async () => {
    chmodSync(dataFolder, 0o700);
    const postgres = await start();
    expect(postgres.folder.startsWith(dataFolder)).toBe(false);
    expect(statSync(join(postgres.folder, "data")).uid).not.toBe(0);
    await postgres.stop();
    rmSync(dataFolder, { recursive: true });
    removeOrphans();
    expect(existsSync(postgres.folder)).toBe(false);
  });

  it("does not serve a new data folder at an old one's path", async () => {
    const outside = temporaryFolder();
    const home = claimOutsideHome(dataFolder, outside);
    mkdirSync(home);
    expect(claimOutsideHome(dataFolder, outside)).toBe(home);
    rmSync(dataFolder, { recursive: true });
    mkdirSync(dataFolder);
    removeOrphans(outside);
    expect(existsSync(home)).toBe(false);
    rmSync(outside, { recursive: true });
  });
});

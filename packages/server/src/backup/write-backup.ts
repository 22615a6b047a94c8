/**
 * One file with everything that cannot be made again: the tables as they were at one moment, and the recordings. Calls go
 * on meanwhile; what they write is not in it.
 */
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { lstat, mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Pack, pack } from "tar-stream";
import type { ConnectionSettings } from "../database/connection.ts";
import { VERSION } from "../version.ts";
import {
  BACKUP_FORMAT,
  FILES_FOLDER,
  isKeptFile,
  KEPT_FILES,
  MANIFEST_NAME,
  type Manifest,
  SECRET_FILES,
  SECRET_TABLES,
  TABLES_FOLDER,
} from "./manifest.ts";
import { copyOut, type Table, tablesInOrder } from "./tables.ts";

export interface BackupOptions {
  connection: ConnectionSettings;
  dataFolder: string;
  withSecrets: boolean;
}

/** Resolves when all of it is written to `output`, which is ended then. Rejects with what went wrong: the file is no good. */
export async function writeBackup(options: BackupOptions, output: Writable): Promise<void> {
  const tar = pack();
  const written = pipeline(tar as unknown as Readable, createGzip(), output);
  written.catch(() => {});
  try {
    await fill(tar, options);
    tar.finalize();
  } catch (error) {
    tar.destroy(error as Error);
    throw error;
  }
  await written;
}

async function fill(tar: Pack, { connection, dataFolder, withSecrets }: BackupOptions): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  const scratch = join(dataFolder, `backup-${randomUUID()}`);
  try {
    await mkdir(scratch, { mode: 0o700 });
    // All tables as they are now, whatever is written meanwhile.
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const manifest = await manifestOf(client, withSecrets);
    await addEntry(tar, MANIFEST_NAME, JSON.stringify(manifest, null, 2));
    for (const table of manifest.tables) await addTable(tar, client, table, scratch);
    await client.query("COMMIT");
  } finally {
    await client.end();
    await rm(scratch, { recursive: true, force: true });
  }
  for (const kept of [...KEPT_FILES, ...(withSecrets ? SECRET_FILES : [])]) await addFiles(tar, dataFolder, kept);
}

async function manifestOf(client: pg.Client, withSecrets: boolean): Promise<Manifest> {
  const { rows } = await client.query<{ name: string }>("SELECT name FROM offhook_migrations ORDER BY name");
  const secrets = withSecrets
    ? []
    : (await client.query<{ name: string }>("SELECT name FROM secrets ORDER BY name")).rows;
  const tables = await tablesInOrder(client);
  return {
    ...{ format: BACKUP_FORMAT, version: VERSION, madeAt: new Date().toISOString(), withSecrets },
    migrations: rows.map(({ name }) => name),
    tables: tables.filter(({ name }) => withSecrets || !SECRET_TABLES.has(name)),
    leftOut: secrets.map(({ name }) => name),
  };
}

/** A tar has to say how long a file is before the file: so by way of the disk. */
async function addTable(tar: Pack, client: pg.Client, table: Table, scratch: string): Promise<void> {
  const path = join(scratch, table.name);
  await pipeline(client.query(copyTo(copyOut(table))), createWriteStream(path, { mode: 0o600 }));
  const { size } = await stat(path);
  await addStream(tar, `${TABLES_FOLDER}${table.name}`, size, createReadStream(path));
  await rm(path);
}

async function addFiles(tar: Pack, dataFolder: string, kept: string): Promise<void> {
  for (const path of await filesOf(dataFolder, kept)) {
    const { size } = await stat(join(dataFolder, path));
    // A recording may grow while it is read: what it was when we looked is taken.
    const source = size === 0 ? Readable.from([]) : createReadStream(join(dataFolder, path), { end: size - 1 });
    await addStream(tar, `${FILES_FOLDER}${path}`, size, source);
  }
}

async function filesOf(dataFolder: string, kept: string): Promise<string[]> {
  const found = await lstat(join(dataFolder, kept)).catch(() => null);
  if (found === null) return [];
  if (!kept.endsWith("/")) return found.isFile() ? [kept] : [];
  const inside = await readdir(join(dataFolder, kept), { withFileTypes: true, recursive: true });
  return inside
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(dataFolder.length + 1))
    .filter(isKeptFile)
    .sort();
}

const addEntry = (tar: Pack, name: string, content: string): Promise<void> =>
  addStream(tar, name, Buffer.byteLength(content), Readable.from([content]));

async function addStream(tar: Pack, name: string, size: number, source: Readable): Promise<void> {
  const entry = tar.entry({ name, size, mode: 0o600 });
  await pipeline(source, entry as unknown as Writable);
}

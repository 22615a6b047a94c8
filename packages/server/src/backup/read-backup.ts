/**
 * Puts a back-up into an empty database and its files into the data folder. Everything or nothing: what fails on the way
 * leaves the database as empty as it was.
 */
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { extract } from "tar-stream";
import type { ConnectionSettings } from "../database/connection.ts";
import { OffhookError } from "../errors.ts";
import { knownMigrations, migrate } from "../store/migrate.ts";
import { FILES_FOLDER, isKeptFile, MANIFEST_NAME, type Manifest, manifestShape, TABLES_FOLDER } from "./manifest.ts";
import { copyIn, dropAll, emptied } from "./tables.ts";

export interface RestoreOptions {
  connection: ConnectionSettings;
  dataFolder: string;
}

interface Entry {
  name: string;
  content: Readable;
}

/** Resolves with what the back-up said of itself. */
export async function readBackup({ connection, dataFolder }: RestoreOptions, input: Readable): Promise<Manifest> {
  const client = new pg.Client(connection);
  await client.connect();
  const beside = await mkdtemp(join(dataFolder, "restore-"));
  let manifest: Manifest | null = null;
  try {
    await refuseFull(client);
    for await (const entry of entriesOf(input)) {
      if (manifest === null) {
        manifest = await openManifest(entry);
        await prepare(connection, client, manifest);
      } else await take(client, manifest, entry, beside);
    }
    if (manifest === null) throw broken("it is empty");
    await client.query("COMMIT");
    await intoPlace(beside, dataFolder);
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    if (manifest) await dropAll(client).catch(() => {});
    throw asBackupError(error);
  } finally {
    await client.end();
    await rm(beside, { recursive: true, force: true });
  }
  await migrate(connection);
  return manifest;
}

async function refuseFull(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1");
  if (rowCount) throw new OffhookError("restore-not-empty");
}

/** The schema as it was when the back-up was made; what came later is done to the restored rows. */
async function prepare(connection: ConnectionSettings, client: pg.Client, manifest: Manifest): Promise<void> {
  const known = knownMigrations();
  const unknown = manifest.migrations.find((name) => !known.includes(name));
  if (unknown) throw new OffhookError("backup-newer", { version: manifest.version });
  await migrate(connection, { only: manifest.migrations });
  await client.query("BEGIN");
  await client.query(emptied(manifest.tables));
}

async function take(client: pg.Client, manifest: Manifest, { name, content }: Entry, beside: string): Promise<void> {
  if (name.startsWith(TABLES_FOLDER)) {
    const table = manifest.tables.find((one) => one.name === name.slice(TABLES_FOLDER.length));
    if (!table) throw broken(`it holds a table that it does not announce, ${name}`);
    await pipeline(content, client.query(copyFrom(copyIn(table))));
    return;
  }
  const path = name.startsWith(FILES_FOLDER) ? name.slice(FILES_FOLDER.length) : "";
  if (!isKeptFile(path)) throw broken(`it holds a file that is not ours, ${name}`);
  await mkdir(dirname(join(beside, path)), { recursive: true, mode: 0o700 });
  await pipeline(content, createWriteStream(join(beside, path), { mode: 0o600 }));
}

async function openManifest({ name, content }: Entry): Promise<Manifest> {
  if (name !== MANIFEST_NAME) throw broken(`it begins with ${name}`);
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk as Buffer);
  const read = manifestShape.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
  if (!read.success) throw broken("what it says of itself cannot be read");
  return read.data;
}

async function* entriesOf(input: Readable): AsyncGenerator<Entry> {
  const tar = extract();
  const flow = pipeline(input, createGunzip(), tar as unknown as NodeJS.WritableStream);
  flow.catch((error: Error) => tar.destroy(error));
  for await (const entry of tar as AsyncIterable<Readable & { header: { name: string } }>) {
    yield { name: entry.header.name, content: entry };
    entry.resume();
  }
  await flow;
}

/** Only now, when the rows are safe. What stands there already is what the back-up replaces. */
async function intoPlace(beside: string, dataFolder: string): Promise<void> {
  for (const name of await readdir(beside)) {
    await rm(join(dataFolder, name), { recursive: true, force: true });
    await rename(join(beside, name), join(dataFolder, name));
  }
}

const broken = (problem: string): OffhookError => new OffhookError("backup-broken", { problem });

/** A torn download, a picture, half a file: whoever reads them says it in words of his own. */
function asBackupError(error: unknown): unknown {
  if (error instanceof OffhookError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const isOfTheFile = code?.startsWith("Z_") || /tar|gzip|header|JSON|end of (?:data|file)/i.test(message);
  return isOfTheFile ? broken(message) : error;
}

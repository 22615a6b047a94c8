/** Puts a back-up into a data folder on which no server runs, in the database that a server would use there. */
import type { Readable } from "node:stream";
import type { Config } from "../config.ts";
import { startEmbeddedPostgres } from "../database/embedded-postgres.ts";
import { makeDataFolder } from "../supervisor/data-folder.ts";
import { lockDataFolder } from "../supervisor/data-folder-lock.ts";
import type { Manifest } from "./manifest.ts";
import { readBackup } from "./read-backup.ts";

export interface RestoreSettings {
  config: Pick<Config, "dataFolder" | "databaseUrl">;
  progress(line: string): void;
}

export async function restore({ config, progress }: RestoreSettings, input: Readable): Promise<Manifest> {
  const { dataFolder, databaseUrl } = config;
  makeDataFolder(dataFolder);
  const lock = lockDataFolder(dataFolder);
  try {
    if (databaseUrl) return await readBackup({ connection: { connectionString: databaseUrl }, dataFolder }, input);
    const own = await startEmbeddedPostgres({ dataFolder, progress });
    try {
      return await readBackup({ connection: own.connection, dataFolder }, input);
    } finally {
      await own.stop();
    }
  } finally {
    lock.release();
  }
}

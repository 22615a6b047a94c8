/** The database that this server uses: DATABASE_URL's, or our own; its schema brought up to date. */
import type { Config } from "../config.ts";
import type { ConnectionSettings } from "../database/connection.ts";
import { startEmbeddedPostgres } from "../database/embedded-postgres.ts";
import { OffhookError } from "../errors.ts";
import { migrate } from "../store/migrate.ts";

export interface Database {
  connection: ConnectionSettings;
  stop(): Promise<void>;
}

export async function openDatabase(config: Config, progress: (line: string) => void): Promise<Database> {
  if (config.databaseUrl) return openForeign(config.databaseUrl);
  const own = await startEmbeddedPostgres({ dataFolder: config.dataFolder, progress });
  if (own.takenOver) progress("Took over the database that an earlier run left behind.");
  try {
    await migrate(own.connection);
  } catch (error) {
    await own.stop();
    throw error;
  }
  return { connection: own.connection, stop: own.stop };
}

async function openForeign(databaseUrl: string): Promise<Database> {
  const connection = { connectionString: databaseUrl };
  try {
    await migrate(connection);
  } catch (error) {
    if (error instanceof OffhookError) throw error;
    throw new OffhookError("database-unreachable", { problem: error instanceof Error ? error.message : "unknown" });
  }
  return { connection, stop: async () => {} };
}

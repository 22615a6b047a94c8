/** The database that this server uses: DATABASE_URL's, or our own; its schema brought up to date. */
import type { Config } from "../config.ts";
import type { ConnectionSettings } from "../database/connection.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../database/embedded-postgres.ts";
import { OffhookError } from "../errors.ts";
import { migrate } from "../store/migrate.ts";

export interface Database {
  connection: ConnectionSettings;
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  progress(line: string): void;
  /** Our own ended without being told to; it is being started again. */
  died(): void;
}

/** How soon a database that was killed comes back. */
const LOOK_EVERY_MS = 500;

export async function openDatabase(config: Config, options: DatabaseOptions): Promise<Database> {
  if (config.databaseUrl) return openForeign(config.databaseUrl);
  const { dataFolder } = config;
  const own = await startEmbeddedPostgres({ dataFolder, progress: options.progress });
  if (own.takenOver) options.progress("Took over the database that an earlier run left behind.");
  try {
    await migrate(own.connection);
  } catch (error) {
    await own.stop();
    throw error;
  }
  return keepRunning(own, dataFolder, options.died);
}

/** Starts it again if it dies: the log waits in the workers' buffers meanwhile. */
function keepRunning(first: EmbeddedPostgres, dataFolder: string, died: () => void): Database {
  let current = first;
  let starting: Promise<void> | null = null;
  const start = async () => {
    died();
    current = await startEmbeddedPostgres({ dataFolder, progress: () => {} });
  };
  const watch = setInterval(() => {
    if (starting || current.isRunning()) return;
    starting = start()
      .catch(() => {})
      .finally(() => {
        starting = null;
      });
  }, LOOK_EVERY_MS).unref();
  return {
    connection: first.connection,
    async stop() {
      clearInterval(watch);
      await starting;
      await current.stop();
    },
  };
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

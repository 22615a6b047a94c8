/** The store of one process: its connections and everything that reads and writes through them. */
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { ConnectionSettings } from "../database/connection.ts";
import * as schema from "./schema.ts";

export interface Store {
  readonly pool: pg.Pool;
  readonly db: NodePgDatabase<typeof schema>;
  readonly connection: ConnectionSettings;
  /** Whether the database answers now. */
  isAlive(): Promise<boolean>;
  close(): Promise<void>;
}

export interface StoreOptions {
  connection: ConnectionSettings;
}

/** Enough for a worker: one writer, and short reads. Two workers stay far below the embedded database's 60. */
const POOL_SIZE = 10;
const CONNECT_DEADLINE_MS = 3_000;

export function openStore({ connection }: StoreOptions): Store {
  const pool = new pg.Pool({ ...connection, max: POOL_SIZE, connectionTimeoutMillis: CONNECT_DEADLINE_MS });
  // An idle connection that breaks is dropped by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  return {
    pool,
    db: drizzle(pool, { schema }),
    connection,
    isAlive: () =>
      pool.query("SELECT 1").then(
        () => true,
        () => false,
      ),
    close: () => pool.end(),
  };
}

/** The store of one process: its connections, its log writer, its ear for what others wrote. */
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { ConnectionSettings } from "../database/connection.ts";
import { EventFeed } from "./event-feed.ts";
import { type LogLimits, LogWriter } from "./log-writer.ts";
import { projectCall } from "./project-call.ts";
import * as schema from "./schema.ts";

export interface Store {
  /** For work that needs a connection of its own. */
  readonly connection: ConnectionSettings;
  readonly pool: pg.Pool;
  readonly db: NodePgDatabase<typeof schema>;
  readonly logWriter: LogWriter;
  readonly eventFeed: EventFeed;
  /** Whether the database answers now. */
  isAlive(): Promise<boolean>;
  transaction<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  /** Writes what is buffered, then ends the connections. */
  close(): Promise<void>;
}

export interface StoreOptions {
  connection: ConnectionSettings;
  logLimits?: Partial<LogLimits>;
}

/** Enough for a worker: one writer, and short reads. Two workers stay far below the embedded database's 60. */
const POOL_SIZE = 10;
const CONNECT_DEADLINE_MS = 3_000;
/** A connection that says nothing for so long is given up: the next one may reach the database. */
const QUERY_DEADLINE_MS = 10_000;
const ALIVE_DEADLINE_MS = 1_000;

export function openStore({ connection, logLimits }: StoreOptions): Store {
  const pool = new pg.Pool({
    ...connection,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_DEADLINE_MS,
    query_timeout: QUERY_DEADLINE_MS,
  });
  // An idle connection that breaks is dropped by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const wroteAfterEnd = (callId: string) => projectCall(pool, callId);
  const logWriter = new LogWriter({ pool, wroteAfterEnd, limits: logLimits });
  const eventFeed = new EventFeed(connection);
  return {
    ...{ connection, pool, logWriter, eventFeed },
    db: drizzle(pool, { schema }),
    isAlive: () => answersInTime(pool),
    transaction: (run) => transaction(pool, run),
    async close() {
      await logWriter.close();
      await eventFeed.close();
      await pool.end();
    },
  };
}

async function transaction<T>(pool: pg.Pool, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const value = await run(client);
    await client.query("COMMIT");
    return value;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function answersInTime(pool: pg.Pool): Promise<boolean> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => resolve(false), ALIVE_DEADLINE_MS);
    const settle = (alive: boolean) => {
      clearTimeout(deadline);
      resolve(alive);
    };
    pool.query("SELECT 1").then(
      () => settle(true),
      () => settle(false),
    );
  });
}

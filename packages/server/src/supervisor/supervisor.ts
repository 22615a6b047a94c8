/**
 * The first process: owns the data folder's lock, the database and, through `node:cluster`, the listening port. It starts
 * and replaces the workers and ends everything in order. It touches no audio and loads little, so that a start is fast.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import type { Config } from "../config.ts";
import { OffhookError, systemCode } from "../errors.ts";
import { newId } from "../ids.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import { type Database, openDatabase } from "./database.ts";
import { freeListeningPort } from "./listening-port.ts";
import { type Load, TOPIC_LOAD, TOPIC_METRICS } from "./messages.ts";
import { createMetricsCollector } from "./metrics-collector.ts";
import { removeServerFile, writeServerFile } from "./server-file.ts";
import { createWorkerPool, type WorkerPool } from "./worker-pool.ts";

export interface Supervisor {
  address: string;
  localToken: string;
  /** No new calls, the rest moved or finished, then everything ends, the database last. */
  stop(): Promise<void>;
  /** At once: calls are cut. The database still ends cleanly. */
  kill(): Promise<void>;
}

export interface SupervisorOptions {
  config: Config;
  /** Lines for the person at the terminal. */
  progress(line: string): void;
  workerDied(workerId: string, how: string): void;
}

/** Workers without calls have only their connections to close. */
const STOP_DEADLINE_MS = 1_500;
const LOAD_DEADLINE_MS = 200;

export async function startSupervisor(options: SupervisorOptions): Promise<Supervisor> {
  const { config } = options;
  makeDataFolder(config.dataFolder);
  const lock = lockDataFolder(config.dataFolder);
  let pool: WorkerPool | null = null;
  let database: Database | null = null;

  async function endAll(): Promise<void> {
    removeServerFile(config.dataFolder);
    await database?.stop();
    lock.release();
  }

  try {
    removeServerFile(config.dataFolder);
    const port = await freeListeningPort(config.port, config.host);
    pool = startPool(options);
    database = await openDatabase(config, options.progress);
    const localToken = randomBytes(24).toString("base64url");
    pool.serve({ connection: database.connection, port, localToken, instanceId: newId("inst") });
    await pool.ready.catch((error: Error) => {
      throw new OffhookError("worker-failed", { problem: error.message });
    });
    const address = `http://${addressHost(config.host)}:${port}`;
    writeServerFile(config.dataFolder, { address, token: localToken, pid: process.pid });
    return { address, localToken, ...endings(pool, endAll) };
  } catch (error) {
    pool?.kill();
    await endAll();
    throw error;
  }
}

function endings(pool: WorkerPool, endAll: () => Promise<void>): Pick<Supervisor, "stop" | "kill"> {
  return {
    async stop() {
      await pool.drain();
      await pool.stop(STOP_DEADLINE_MS);
      await endAll();
    },
    async kill() {
      pool.kill();
      await endAll();
    },
  };
}

function startPool({ config, workerDied }: SupervisorOptions): WorkerPool {
  const collector = createMetricsCollector((topic, deadlineMs) => pool.ask(topic, null, deadlineMs));
  const pool: WorkerPool = createWorkerPool({
    size: config.workers,
    died(workerId, how) {
      collector.workerDied(workerId);
      workerDied(workerId, how);
    },
    async answer(topic) {
      if (topic === TOPIC_LOAD) return (await pool.ask(TOPIC_LOAD, null, LOAD_DEADLINE_MS)) as Load[];
      if (topic === TOPIC_METRICS) return collector.text();
      return undefined;
    },
  });
  return pool;
}

/** Root's folder lets others pass through, but not look: the database runs under another user. */
function makeDataFolder(dataFolder: string): void {
  try {
    if (mkdirSync(dataFolder, { recursive: true })) chmodSync(dataFolder, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (error) {
    throw new OffhookError("data-folder-not-writable", { dataFolder, problem: systemCode(error) ?? "unknown" });
  }
}

function addressHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

/**
 * The first process: owns the data folder's lock, the database and the listening port. It starts and replaces the workers and ends everything in order. It touches no audio and loads little, so that a start is fast.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../config.ts";
import { OffhookError } from "../errors.ts";
import { newId } from "../ids.ts";
import { serverAddress } from "../server-address.ts";
import { bundleWorker } from "./bundle-worker.ts";
import { ConnectionDealer } from "./connection-dealer.ts";
import { makeDataFolder } from "./data-folder.ts";
import { type DataFolderLock, lockDataFolder } from "./data-folder-lock.ts";
import { type Database, openDatabase } from "./database.ts";
import { TOPIC_LOAD, TOPIC_METRICS } from "./messages.ts";
import { createMetricsCollector, type MetricsCollector } from "./metrics-collector.ts";
import { removeServerFile, writeServerFile } from "./server-file.ts";
import { WorkerPool, type WorkerProgram } from "./worker-pool.ts";

export interface SupervisorOptions {
  config: Config;
  /** Lines for the person at the terminal. */
  progress(line: string): void;
  workerDied(workerId: string, how: string): void;
  databaseDied(): void;
  /** What a worker runs, if not the real one. */
  workerMain?: string;
}

const WORKER_MAIN = fileURLToPath(new URL("../worker/main.ts", import.meta.url));
/** Workers without calls have only their connections to close. */
const STOP_DEADLINE_MS = 1_500;
const LOAD_DEADLINE_MS = 200;

export class Supervisor {
  private readonly options: SupervisorOptions;
  private lock: DataFolderLock | null = null;
  private pool: WorkerPool | null = null;
  private database: Promise<Database> | null = null;
  private readonly dealer = new ConnectionDealer((workerId, id, socket) =>
    this.pool?.sendConnection(workerId, id, socket),
  );
  private ending = false;
  private reloading = false;

  constructor(options: SupervisorOptions) {
    this.options = options;
  }

  /** Resolves when every worker answers. When it rejects, nothing is left behind. */
  async start(): Promise<{ address: string; localToken: string }> {
    try {
      return await this.startAll();
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  /** No new calls, the rest moved or finished, then everything ends, the database last. */
  async stop(): Promise<void> {
    this.ending = true;
    await this.pool?.drain();
    this.dealer.close();
    await this.pool?.stop(STOP_DEADLINE_MS);
    await this.endRest();
  }

  /** New workers, with the code as it is on disk now. Calls go on: they move between turns. Rejects: all is as before. */
  async reload(): Promise<void> {
    if (this.ending || this.reloading) return;
    this.reloading = true;
    const program = await this.program();
    await this.pool?.roll(program).finally(() => {
      this.reloading = false;
    });
  }

  /** At once: calls are cut. The database still ends cleanly. */
  async kill(): Promise<void> {
    this.ending = true;
    this.dealer.close();
    this.pool?.kill();
    await this.endRest();
  }

  private async startAll(): Promise<{ address: string; localToken: string }> {
    const { config, progress, databaseDied } = this.options;
    makeDataFolder(config.dataFolder);
    this.lock = lockDataFolder(config.dataFolder);
    removeServerFile(config.dataFolder);
    const port = await this.dealer.listen(config.port, config.host);
    // Workers load their modules, which takes longest, while the database starts.
    this.database = openDatabase(config, { progress, died: databaseDied });
    this.database.catch(() => {});
    this.pool = this.startPool(await this.program());
    const { connection } = await this.database;
    const localToken = randomBytes(24).toString("base64url");
    this.pool.serve({ connection, port, localToken, instanceId: newId("inst") });
    await this.pool.ready().catch((error: Error) => {
      throw new OffhookError("worker-failed", { problem: error.message });
    });
    const address = serverAddress(config.host, port);
    if (!this.ending) writeServerFile(config.dataFolder, { address, token: localToken, pid: process.pid });
    return { address, localToken };
  }

  private async endRest(): Promise<void> {
    if (this.lock) removeServerFile(this.options.config.dataFolder);
    const database = await this.database?.catch(() => null);
    await database?.stop();
    this.lock?.release();
    this.lock = null;
  }

  /** One that tests bring runs as it is. */
  private async program(): Promise<WorkerProgram> {
    const { config, workerMain } = this.options;
    const asItIs = ["--import", import.meta.resolve("tsx")];
    if (workerMain) return { file: workerMain, nodeFlags: asItIs };
    const bundled = await bundleWorker(WORKER_MAIN, join(config.dataFolder, "worker-code"));
    if (bundled) return { file: bundled, nodeFlags: ["--enable-source-maps"] };
    return { file: WORKER_MAIN, nodeFlags: asItIs };
  }

  private startPool(program: WorkerProgram): WorkerPool {
    const { config, workerDied } = this.options;
    const collector: MetricsCollector = createMetricsCollector((topic, deadlineMs) =>
      pool.ask(topic, null, deadlineMs),
    );
    const pool: WorkerPool = new WorkerPool({
      size: config.workers,
      program,
      ready: (workerId) => this.dealer.workerReady(workerId),
      taken: (id) => this.dealer.taken(id),
      leaving: (workerId) => this.dealer.workerLeaving(workerId),
      gone: (workerId) => this.dealer.workerGone(workerId),
      died(workerId, how) {
        void collector.workerDied(workerId);
        workerDied(workerId, how);
      },
      async answer(topic) {
        if (topic === TOPIC_LOAD) return pool.ask(TOPIC_LOAD, null, LOAD_DEADLINE_MS);
        if (topic === TOPIC_METRICS) return collector.text();
        return undefined;
      },
    });
    return pool;
  }
}

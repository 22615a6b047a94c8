/**
 * Starts, takes over and stops our own PostgreSQL. It is a process group of its own, so that the terminal's Ctrl-C and the
 * supervisor's death do not reach it: it is stopped last, by the supervisor, and found again after a crash.
 */

import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { OffhookError, systemCode } from "../errors.ts";
import type { Binaries } from "./binaries.ts";
import { programPath } from "./binaries.ts";
import type { ConnectionSettings } from "./connection.ts";
import { type DatabaseHome, databasePassword, giveTo, prepareHome } from "./home.ts";
import { explainLog, initDatabase } from "./init-database.ts";
import { isPostmaster, postmasterPath, readPostmasterFile, signalPostmaster } from "./postmaster-file.ts";
import { serverSettings } from "./server-settings.ts";
import { until } from "./until.ts";

export interface EmbeddedPostgres {
  connection: ConnectionSettings;
  /** Left running by an earlier supervisor. */
  takenOver: boolean;
  folder: string;
  isRunning(): boolean;
  /** Resolves when it has ended; everything committed is on disk. */
  stop(): Promise<void>;
}

export interface StartOptions {
  dataFolder: string;
  /** Told what takes long, for the terminal. */
  progress(line: string): void;
  /** Of another PostgreSQL than the one that comes along. */
  binaries?: Binaries;
}

/** Crash recovery replays at most 256 MB of log: seconds. */
const START_DEADLINE_MS = 60_000;
/** A fast shutdown writes one checkpoint. */
const STOP_DEADLINE_MS = 20_000;
const LAUNCH_ATTEMPTS = 20;
const PAUSE_BETWEEN_LAUNCHES_MS = 150;
const UNIX_PORT = 5_432;

export async function startEmbeddedPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  try {
    return await start(options);
  } catch (error) {
    throw explained(error, options.dataFolder);
  }
}

async function start({ dataFolder, progress, binaries }: StartOptions): Promise<EmbeddedPostgres> {
  const home = prepareHome(dataFolder, binaries);
  if (!home.folder.startsWith(dataFolder)) progress(`The database's files stand in ${home.folder}.`);
  const password = databasePassword(home);
  if (!existsSync(home.pgData)) {
    progress("Preparing the database (first start only)…");
    await initDatabase(home);
  }
  const port = await takeOver(home);
  const takenOver = port !== null;
  const connection = connectionOf(home, password, port ?? (await launchPatiently(home)));
  return { connection, takenOver, folder: home.folder, isRunning: () => isRunning(home), stop: () => stop(home) };
}

function connectionOf(home: DatabaseHome, password: string, port: number): ConnectionSettings {
  return { host: home.socketFolder ?? "127.0.0.1", port, user: "offhook", password, database: "postgres" };
}

/** The port of a database that still runs on these files, or null. */
async function takeOver(home: DatabaseHome): Promise<number | null> {
  const found = readPostmasterFile(home.pgData);
  if (!found) return null;
  if (!isPostmaster(found)) {
    // After a power cut another process may have got its number, which PostgreSQL would take for itself.
    rmSync(postmasterPath(home.pgData), { force: true });
    return null;
  }
  if (found.status === "stopping") {
    await until(() => !existsSync(postmasterPath(home.pgData)), STOP_DEADLINE_MS);
    return null;
  }
  await untilReady(home, () => false);
  return found.port;
}

/** After a kill, the old one's children hold the shared memory until they notice: a moment. */
async function launchPatiently(home: DatabaseHome): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launch(home);
    } catch (error) {
      const held = /shared memory block|lock file/.test(error instanceof Error ? error.message : "");
      if (!held || attempt === LAUNCH_ATTEMPTS) throw error;
      await pause(PAUSE_BETWEEN_LAUNCHES_MS);
    }
  }
}

async function launch(home: DatabaseHome): Promise<number> {
  const port = home.socketFolder ? UNIX_PORT : await freePort();
  if (existsSync(home.logPath)) renameSync(home.logPath, `${home.logPath}.1`);
  const log = openSync(home.logPath, "a", 0o600);
  giveTo(home.logPath, home.runAs);
  const child = spawn(programPath(home.binaries, "postgres"), serverSettings(home, port), {
    // A folder that its user can enter: the one we stand in may be private.
    cwd: home.folder,
    env: { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C" },
    stdio: ["ignore", log, log],
    detached: true,
    ...(home.runAs ?? {}),
  });
  closeSync(log);
  let failed = false;
  child.once("error", () => {
    failed = true;
  });
  child.once("exit", () => {
    failed = true;
  });
  child.unref();
  await untilReady(home, () => failed);
  return port;
}

async function untilReady(home: DatabaseHome, failed: () => boolean): Promise<void> {
  const ready = await until(() => failed() || readPostmasterFile(home.pgData)?.status === "ready", START_DEADLINE_MS);
  if (failed()) throw explainLog(home.logPath, "it ended at once");
  if (!ready) throw explainLog(home.logPath, `it was not ready within ${START_DEADLINE_MS / 1_000} s`);
}

function isRunning(home: DatabaseHome): boolean {
  const file = readPostmasterFile(home.pgData);
  return file !== null && isPostmaster(file);
}

async function stop(home: DatabaseHome): Promise<void> {
  const running = readPostmasterFile(home.pgData);
  if (!running) return;
  // Fast shutdown: open transactions are rolled back, a checkpoint is written; then the file goes, then the process.
  signalPostmaster(running, "SIGINT");
  const gone = () => !isPostmaster(running);
  if (await until(gone, STOP_DEADLINE_MS)) return;
  signalPostmaster(running, "SIGQUIT");
  await until(gone, STOP_DEADLINE_MS);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function explained(error: unknown, dataFolder: string): unknown {
  const code = systemCode(error);
  if (error instanceof OffhookError) return error;
  if (code === "ENOSPC" || code === "EDQUOT") return new OffhookError("disk-full", { folder: dataFolder });
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new OffhookError("data-folder-not-writable", { dataFolder, problem: code });
  }
  return error;
}

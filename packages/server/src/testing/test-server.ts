/** Whole servers as child processes, for tests. */
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readPostmasterFile } from "../database/postmaster-file.ts";
import { type SpawnedServer, type SpawnOptions, spawnServer } from "../supervisor/spawn-server.ts";
import { temporaryFolder } from "./test-database.ts";

export interface TestServers {
  dataFolder: string;
  start(env?: NodeJS.ProcessEnv, options?: Partial<SpawnOptions>): Promise<SpawnedServer>;
  /** The database's own process number; null when it does not run. */
  databasePid(): number | null;
  end(): Promise<void>;
}

const WORKER_WITHOUT_CALLS = fileURLToPath(new URL("./worker-without-calls.ts", import.meta.url));

/** All on one new data folder. */
export function testServers(): TestServers {
  const dataFolder = temporaryFolder();
  const started: SpawnedServer[] = [];
  const databasePid = () => readPostmasterFile(join(dataFolder, "postgres", "data"))?.pid ?? null;
  return {
    dataFolder,
    databasePid,
    async start(env = {}, options = {}) {
      const { PATH, HOME, TMPDIR } = process.env;
      const own = { PATH, HOME, TMPDIR, OFFHOOK_DATA: dataFolder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent" };
      const server = await spawnServer({ env: { ...own, ...env }, workerMain: WORKER_WITHOUT_CALLS, ...options });
      started.push(server);
      return server;
    },
    async end() {
      await Promise.all(started.map((server) => server.stop()));
      const left = databasePid();
      if (left !== null) process.kill(left, "SIGQUIT");
      chmodSync(dataFolder, 0o700);
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export function workerPids(server: SpawnedServer): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [pid, parent, state, ...command] = line.trim().split(/\s+/);
    const isWorker = Number(parent) === server.process.pid && command.join(" ").includes("worker-without-calls.ts");
    return isWorker && !state?.startsWith("Z") ? [Number(pid)] : [];
  });
}

export function isAlive(pid: number): boolean {
  try {
    // Dead, and only not yet buried by its parent.
    if (process.platform === "linux" && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"))) return false;
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export async function getJson(server: SpawnedServer, path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${server.address}${path}`, { headers: { authorization: `Bearer ${server.token}` } });
  return { status: response.status, body: await response.json() };
}

/** `npm start` to the first call answered by voice: with a warm data folder, and from a fresh clone where that is asked for. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { callTo, houseEnvironment, twinOf } from "../house/house.ts";
import { Listener } from "../house/listener.ts";
import { getJson } from "../house/plain-http.ts";
import { machineMs, until } from "../kit/clock.ts";
import { median, spread } from "../kit/figures.ts";
import { latenessP99Ms } from "../kit/lateness.ts";
import { atMost, type Measure, type Result } from "../kit/result.ts";

const RESTARTS = 5;
const READY_WITHIN_MS = 180_000;
const ROOT = join(import.meta.dirname, "..", "..");

export const ready: Measure = {
  name: "ready",
  title: "Ready",
  async run() {
    const dataFolder = mkdtempSync(join(tmpdir(), "offhook-bench-"));
    const results: Result[] = [];
    try {
      const first = await answeredAfter(ROOT, dataFolder, machineMs());
      const restarts: Answered[] = [];
      for (let at = 0; at < RESTARTS; at += 1) restarts.push(await answeredAfter(ROOT, dataFolder, machineMs()));
      results.push(restartRow(restarts, first));
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
    if (process.argv.includes("--fresh-clone")) results.push(await freshClone());
    return { results };
  },
};

function restartRow(restarts: readonly Answered[], first: Answered): Result {
  const tookMs = restarts.map(({ heardMs }) => heardMs);
  const callMs = restarts.map(({ heardMs, readyMs }) => heardMs - readyMs);
  const how = `\`node scripts/start.mjs\` with the data folder of an earlier start → the greeting's first sound at the caller's ear, who calls as soon as /ready says so; ${spread(tookMs, 0)} ms, of which the call itself ${spread(callMs, 0)} ms; the first start ever, installed already: ${(first.heardMs / 1_000).toFixed(1)} s`;
  const reason = `the quickest restart took ${(Math.min(...tookMs) / 1_000).toFixed(1)} s, and a process that only waits was woken up to ${latenessP99Ms().toFixed(0)} ms late (p99): supervisor, two workers and the database share ${cpus().length} cores with everything else that ran.`;
  return { name: "ready, restart", value: median(tookMs) / 1_000, unit: "s", budget: atMost(3), how, reason };
}

/** What is committed, in a folder of its own: git clone, then `npm start`'s script, which installs. */
async function freshClone(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "offhook-clone-"));
  try {
    const sinceMs = machineMs();
    execFileSync("git", ["clone", "--quiet", ROOT, join(folder, "offhook")], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const { heardMs } = await answeredAfter(join(folder, "offhook"), join(folder, "data"), sinceMs);
    const how = "once: git clone, npm ci from the registry or npm's own cache, database made, first greeting heard";
    return { name: "ready, fresh clone", value: heardMs / 1_000, unit: "s", budget: atMost(90), how };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Answered {
  /** Until /ready said so. */
  readyMs: number;
  /** Until the greeting's first sound. */
  heardMs: number;
}

async function answeredAfter(repository: string, dataFolder: string, sinceMs: number): Promise<Answered> {
  const port = await freePort();
  const env = { ...houseEnvironment(dataFolder, String(port)), npm_execpath: process.env.npm_execpath };
  const server = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: repository,
    env,
    stdio: ["ignore", "ignore", 2],
  });
  const address = `http://127.0.0.1:${port}`;
  try {
    await until(async () => server.exitCode !== null || (await isReady(address)), READY_WITHIN_MS);
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    const readyMs = machineMs() - sinceMs;
    const twin = twinOf(dataFolder);
    const caller = new Listener();
    callTo(twin, address, caller);
    const heardAtMs = await caller.hearsSince(0, 20_000);
    await twin.close();
    return { readyMs, heardMs: heardAtMs - sinceMs };
  } finally {
    await stop(server);
  }
}

async function isReady(address: string): Promise<boolean> {
  const answer = await getJson<{ ready: boolean }>(`${address}/ready`).catch(() => null);
  return answer?.status === 200 && answer.json.ready;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.kill("SIGTERM");
  });
}

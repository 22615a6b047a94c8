/**
 * Starts a server as a child process, for commands that need one for their duration and for tests. It ends when the
 * process that started it does.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { REPOSITORY_ROOT } from "../data-folder.ts";

export interface SpawnedServer {
  address: string;
  token: string;
  process: ChildProcess;
  /** SIGTERM, and the exit code once everything has ended. */
  stop(): Promise<number | null>;
}

/** What the supervisor tells whoever spawned it. */
export type StartReport =
  | { type: "ready"; address: string; token: string }
  | { type: "failed"; code: string; message: string; fix: string };

export class ServerStartError extends Error {
  readonly code: string;
  readonly fix: string;

  constructor({ code, message, fix }: { code: string; message: string; fix: string }) {
    super(message);
    this.name = "ServerStartError";
    this.code = code;
    this.fix = fix;
  }
}

export interface SpawnOptions {
  /** The whole environment. */
  env: NodeJS.ProcessEnv;
  /** Takes what it prints; otherwise that is dropped. */
  output?: (text: string) => void;
  /** What a worker runs, if not the real one. */
  workerMain?: string;
  /** A process group of its own. */
  detached?: boolean;
}

/** Rejects with a `ServerStartError` when it does not start. */
export function spawnServer({ env, output, workerMain, detached = false }: SpawnOptions): Promise<SpawnedServer> {
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), main, ...(workerMain ? [workerMain] : [])],
    {
      cwd: REPOSITORY_ROOT,
      env,
      detached,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  child.stdout?.on("data", (text) => output?.(String(text)));
  child.stderr?.on("data", (text) => output?.(String(text)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(startError("internal", `the server ended with code ${code}`)));
    child.once("message", (report: StartReport) => {
      if (report.type === "failed") reject(new ServerStartError(report));
      else resolve({ address: report.address, token: report.token, process: child, stop: () => stop(child) });
    });
  });
}

function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.kill("SIGTERM");
  });
}

function startError(code: string, message: string): ServerStartError {
  return new ServerStartError({ code, message, fix: "" });
}

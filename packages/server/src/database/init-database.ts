/** Makes the data directory, in one piece: a start that is killed half-way leaves nothing that looks finished. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { OffhookError } from "../errors.ts";
import { programPath } from "./binaries.ts";
import { type DatabaseHome, giveTo } from "./home.ts";

const INIT_OPTIONS = [
  "--username=offhook",
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  // The same order and letters on every machine; search folds case itself.
  "--locale=C",
  "--no-instructions",
] as const;

export async function initDatabase(home: DatabaseHome): Promise<void> {
  const unfinished = `${home.pgData}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(unfinished, home.runAs);
  const options = [...INIT_OPTIONS, `--pwfile=${home.passwordPath}`, "-D", unfinished];
  const { exitCode, output } = await run(programPath(home.binaries, "initdb"), options, home);
  if (exitCode !== 0) {
    writeFileSync(home.logPath, output, { mode: 0o600 });
    throw explainLog(home.logPath, "initdb failed");
  }
  renameSync(unfinished, home.pgData);
}

function run(program: string, options: string[], home: DatabaseHome): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, {
      cwd: home.folder,
      env: { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      ...(home.runAs ?? {}),
    });
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
    });
    child.stderr.on("data", (text) => {
      output += text;
    });
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
  });
}

/** The error that PostgreSQL's own log points to. */
export function explainLog(logPath: string, fallback: string): OffhookError {
  const log = existsSync(logPath) ? readFileSync(logPath, "utf8") : "";
  if (/No space left on device/.test(log)) return new OffhookError("disk-full", { folder: logPath });
  const cause = log.match(/(?:FATAL|PANIC|error|initdb): +(.+)/i)?.[1];
  return new OffhookError("database-start-failed", { problem: cause ?? fallback, logPath });
}

/**
 * Reads `postmaster.pid`, which a running PostgreSQL keeps in its data directory. Lines: pid, data directory, start time,
 * port, socket folder, listen address, shared memory key, status.
 * https://www.postgresql.org/docs/18/storage-file-layout.html
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface PostmasterFile {
  pid: number;
  port: number;
  status: "starting" | "ready" | "stopping" | "standby" | "";
}

export function postmasterPath(pgData: string): string {
  return join(pgData, "postmaster.pid");
}

export function readPostmasterFile(pgData: string): PostmasterFile | null {
  let lines: string[];
  try {
    lines = readFileSync(postmasterPath(pgData), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return null;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? "").trim() as PostmasterFile["status"] };
}

/** Whether that process lives and is a PostgreSQL: numbers of dead processes are given out again. */
export function isPostmaster({ pid }: PostmasterFile): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync(commandLine)) return process.platform !== "linux";
  return readFileSync(commandLine, "utf8").includes("postgres");
}

export function signalPostmaster(file: PostmasterFile, signal: "SIGINT" | "SIGQUIT"): void {
  if (!isPostmaster(file)) return;
  try {
    process.kill(file.pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

/**
 * One supervisor a data folder. The lock is a file that names its holder; a holder that died without removing it is
 * recognised by its process number *and* start time, since numbers are given out again (at once, in containers).
 */
import { execFileSync } from "node:child_process";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OffhookError, systemCode } from "../errors.ts";
import { readServerFile } from "./server-file.ts";

export interface DataFolderLock {
  release(): void;
}

interface Holder {
  pid: number;
  startedAt: string;
}

const ATTEMPTS = 5;

export function lockDataFolder(dataFolder: string): DataFolderLock {
  const path = join(dataFolder, "supervisor.lock");
  const own = JSON.stringify({ pid: process.pid, startedAt: startTime(process.pid) } satisfies Holder);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (createWhole(path, own)) return { release: () => releaseOwn(path, own) };
    const found = readOrNull(path);
    if (found === null) continue;
    const holder = livingHolder(found);
    if (holder) throw inUse(dataFolder, holder);
    breakStale(path, found);
  }
  throw inUse(dataFolder, { pid: 0, startedAt: "" });
}

/** Appears complete or not at all: a half-written lock would look stale. */
function createWhole(path: string, content: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves it away and looks at what was moved: another starter may have replaced it in between. */
function breakStale(path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, "utf8") !== stale) linkSync(aside, path);
  } catch {
    // Another starter was faster; the next attempt sees who holds it.
  } finally {
    rmSync(aside, { force: true });
  }
}

function livingHolder(content: string): Holder | null {
  try {
    const holder: Holder = JSON.parse(content);
    return holder.startedAt !== "" && startTime(holder.pid) === holder.startedAt ? holder : null;
  } catch {
    return null;
  }
}

/** When that process began, in whatever words the system has; empty if there is none. */
function startTime(pid: number): string {
  try {
    if (process.platform === "linux") {
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      // The second field is the name in brackets and may hold blanks; the 22nd is the start in ticks since boot.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      return fields[0] === "Z" ? "" : `${boot} ${fields[19]}`;
    }
    if (process.platform === "win32") return process.kill(pid, 0) ? "alive" : "";
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

function inUse(dataFolder: string, { pid }: Holder): OffhookError {
  const address = readServerFile(dataFolder)?.address;
  return new OffhookError("data-folder-in-use", { dataFolder, pid, at: address ? ` at ${address}` : "" });
}

function releaseOwn(path: string, own: string): void {
  if (readOrNull(path) === own) rmSync(path, { force: true });
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

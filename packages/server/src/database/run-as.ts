/**
 * Under whose name the database runs. PostgreSQL refuses root, so root lends it the unprivileged `nobody`, and everything
 * the database touches must be reachable for that user.
 */
import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

export interface RunAs {
  uid: number;
  gid: number;
}

/** null: as ourselves. */
export function databaseUser(): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync("/etc/passwd", "utf8").match(/^nobody:[^:]*:(-?\d+):(-?\d+):/m);
  // macOS writes -2; the system calls take it as an unsigned number.
  return { uid: Number(line?.[1] ?? 65_534) >>> 0, gid: Number(line?.[2] ?? 65_534) >>> 0 };
}

/** Whether any user may pass through every folder from the root down to this one. */
export function reachableByAnyone(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false;
    if (dirname(path) === path) return true;
  }
}

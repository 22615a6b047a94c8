/** Finds the process that carries a media stream, as an operator would: by its established connection. Linux only. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** The newest connection to the server's port that belongs to one of these processes. */
export function processOfNewestConnection(serverPort: number, pids: readonly number[]): number | null {
  const established = readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === "01" && portOf(fields[1]) === serverPort)
    .sort((a, b) => portOf(b[2]) - portOf(a[2]));
  for (const fields of established) {
    const pid = pids.find((one) => holds(one, fields[9] ?? ""));
    if (pid !== undefined) return pid;
  }
  return null;
}

export function childrenOf(parent: number): number[] {
  return readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8")
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map(Number);
}

const portOf = (address: string | undefined): number => Number.parseInt(address?.split(":")[1] ?? "0", 16);

function holds(pid: number, inode: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(pid, fd) === `socket:[${inode}]`);
  } catch {
    return false; // gone meanwhile
  }
}

function linkOf(pid: number, fd: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return "";
  }
}

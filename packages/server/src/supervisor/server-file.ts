/** `server.json` in the data folder: how a command on this machine finds the running server and proves who it is. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface ServerFile {
  /** Such as `http://127.0.0.1:3000`. */
  address: string;
  /** Accepted as a bearer key while this server runs. */
  token: string;
  pid: number;
}

export function serverFilePath(dataFolder: string): string {
  return join(dataFolder, "server.json");
}

/** null: no server, or one that has not finished starting. A killed one leaves its file: check `pid` or ask `/health`. */
export function readServerFile(dataFolder: string): ServerFile | null {
  try {
    return JSON.parse(readFileSync(serverFilePath(dataFolder), "utf8"));
  } catch {
    return null;
  }
}

export function writeServerFile(dataFolder: string, content: ServerFile): void {
  const path = serverFilePath(dataFolder);
  writeFileSync(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function removeServerFile(dataFolder: string): void {
  rmSync(serverFilePath(dataFolder), { force: true });
}

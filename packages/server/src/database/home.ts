/**
 * Where the embedded database lives: its files, its socket, its password, its binaries, and the user it runs as.
 * Knows nothing of starting it.
 */

import { createHash, randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OffhookError } from "../errors.ts";
import { type Binaries, copyBinaries, findBinaries, makeRunnable } from "./binaries.ts";
import { claimOutsideHome, removeOrphans } from "./outside-home.ts";
import { databaseUser, type RunAs, reachableByAnyone } from "./run-as.ts";

export interface DatabaseHome {
  folder: string;
  /** PostgreSQL's own data directory. */
  pgData: string;
  /** null on Windows, where it listens on loopback TCP. */
  socketFolder: string | null;
  /** Only the database's user and root can read it. */
  passwordPath: string;
  logPath: string;
  runAs: RunAs | null;
  binaries: Binaries;
}

/** Socket addresses hold 103 characters on macOS, 107 on Linux; `/.s.PGSQL.5432` takes 14. */
const LONGEST_SOCKET_FOLDER = 88;

export function prepareHome(dataFolder: string, binaries?: Binaries): DatabaseHome {
  const { folder, runAs } = chooseFolder(dataFolder);
  makeOwnFolder(folder, runAs);
  const home = {
    folder,
    pgData: join(folder, "data"),
    socketFolder: socketFolderOf(folder, runAs),
    passwordPath: join(folder, "password"),
    logPath: join(folder, "postgres.log"),
    runAs,
  };
  refuseForeignData(home.pgData, runAs);
  return { ...home, binaries: reachableBinaries(binaries ?? findBinaries(), folder, runAs) };
}

/** Random, made once, kept beside the data: whoever cannot read the data cannot connect either. */
export function databasePassword(home: DatabaseHome): string {
  // Without data there is nothing it opens yet: a start that was killed may have left half of it.
  if (!existsSync(home.pgData)) {
    rmSync(home.passwordPath, { force: true });
    writeFileSync(home.passwordPath, randomBytes(24).toString("base64url"), { mode: 0o600 });
    giveTo(home.passwordPath, home.runAs);
  }
  return readFileSync(home.passwordPath, "utf8").trim();
}

export function giveTo(path: string, runAs: RunAs | null): void {
  if (runAs) chownSync(path, runAs.uid, runAs.gid);
}

function chooseFolder(dataFolder: string): { folder: string; runAs: RunAs | null } {
  const inside = join(dataFolder, "postgres");
  const nobody = databaseUser();
  if (!nobody) return { folder: inside, runAs: null };
  removeOrphans();
  // Made by an ordinary user, started by root now: the database goes on as that user.
  const made = existsSync(join(inside, "data")) ? statSync(join(inside, "data")) : null;
  if (made && made.uid !== 0) return { folder: inside, runAs: { uid: made.uid, gid: made.gid } };
  if (reachableByAnyone(dataFolder)) return { folder: inside, runAs: nobody };
  return { folder: claimOutsideHome(dataFolder), runAs: nobody };
}

function makeOwnFolder(folder: string, runAs: RunAs | null): void {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  }
  // Also when a start was killed just after it made the folder.
  if (statSync(folder).uid === 0) giveTo(folder, runAs);
}

function socketFolderOf(folder: string, runAs: RunAs | null): string | null {
  if (process.platform === "win32") return null;
  let socketFolder = join(folder, "socket");
  if (Buffer.byteLength(socketFolder) > LONGEST_SOCKET_FOLDER) {
    const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
    socketFolder = join(tmpdir().length < 60 ? tmpdir() : "/tmp", `offhook-${name}`);
  }
  makeOwnFolder(socketFolder, runAs);
  // In a shared temporary folder someone else could have made it first, to listen in.
  refuseForeignData(socketFolder, runAs);
  return socketFolder;
}

function refuseForeignData(folder: string, runAs: RunAs | null): void {
  if (!existsSync(folder)) return;
  const uid = runAs?.uid ?? process.getuid?.();
  const ownerUid = statSync(folder).uid;
  if (uid !== undefined && ownerUid !== uid)
    throw new OffhookError("data-folder-wrong-owner", { folder, ownerUid, uid });
}

function reachableBinaries(installed: Binaries, folder: string, runAs: RunAs | null): Binaries {
  try {
    makeRunnable(installed);
  } catch {
    return ownCopy(installed, folder, runAs);
  }
  if (runAs && !reachableByAnyone(join(installed.nativeFolder, "bin"))) return ownCopy(installed, folder, runAs);
  return installed;
}

function ownCopy(installed: Binaries, folder: string, runAs: RunAs | null): Binaries {
  const copy = copyBinaries(installed, folder);
  // The folder is the database's own (0700), so it owns the way in; the files themselves are readable by all.
  giveTo(join(copy.nativeFolder, ".."), runAs);
  return copy;
}

/** The lab's own database: its connection, and its processes, which a test may let stand still. Linux only. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../packages/server/src/database/embedded-postgres.ts";
import { readPostmasterFile } from "../../packages/server/src/database/postmaster-file.ts";
import { openStore, type Store } from "../../packages/server/src/store/store.ts";
import { childrenOf } from "./worker-of.ts";

export interface LabDatabase {
  store: Store;
  /** Nothing of it moves until the returned function is called. */
  stall(): () => void;
}

/** Finds the one that the server has started; starts none. */
export async function labDatabase(dataFolder: string): Promise<LabDatabase> {
  const found = await startEmbeddedPostgres({ dataFolder, progress: () => {} });
  if (!found.takenOver) throw new Error("The lab's server had no database");
  const postmaster = readPostmasterFile(join(found.folder, "data"))?.pid;
  if (postmaster === undefined || !readFileSync(`/proc/${postmaster}/cmdline`, "utf8").includes(found.folder)) {
    throw new Error("The lab's database was not found");
  }
  return { store: openStore({ connection: found.connection }), stall: () => stall(postmaster) };
}

/** The whole database, until the returned function is called. */
export function stall(postmaster: number): () => void {
  const stopped: number[] = [];
  const halt = (pid: number): void => {
    process.kill(pid, "SIGSTOP");
    stopped.push(pid);
  };
  halt(postmaster); // first: it makes no more
  for (const pid of childrenOf(postmaster)) halt(pid);
  return () => {
    for (const pid of stopped.splice(0).reverse()) process.kill(pid, "SIGCONT");
  };
}

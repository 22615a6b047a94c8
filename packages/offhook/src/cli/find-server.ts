/** The running server of the data folder, or one for the duration of a command. No command opens the database itself. */
import { setTimeout as sleep } from "node:timers/promises";
import { dataFolderOf, readServerFile, type ServerFile, ServerStartError, spawnServer } from "@offhook/server";
import { CliError } from "./cli-error.ts";
import type { Terminal } from "./terminal.ts";

export interface FoundServer {
  address: string;
  token: string;
  dataFolder: string;
  /** Ends it if it was started here. */
  release(): Promise<void>;
}

/** A fresh clone is ready within 90 s by its budget; another process may be starting it. */
const READY_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 250;
const ANSWER_WITHIN_MS = 3_000;

export async function findServer({ env, note }: Terminal): Promise<FoundServer> {
  const dataFolder = dataFolderOf(env);
  const running = readServerFile(dataFolder);
  if (running && (await serverAnswers(running))) return await whenReady(running, dataFolder);
  note("No server is running: starting one for the duration of this command…");
  try {
    // Any free port: the usual one may belong to something else, and nobody has to know this one. A process group of its
    // own, because Ctrl-C is for the call: the server is still asked about it afterwards, and ends with this process.
    const server = await spawnServer({
      env: { ...env, OFFHOOK_DATA: dataFolder, PORT: env.PORT ?? "0" },
      detached: true,
    });
    const release = async () => void (await server.stop());
    return { ...(await whenReady(server, dataFolder)), release };
  } catch (error) {
    if (!(error instanceof ServerStartError)) throw error;
    if (error.code === "data-folder-in-use") return await whenStarted(dataFolder, error);
    throw startFailed(error);
  }
}

/** Somebody else is starting a server on this folder just now. */
async function whenStarted(dataFolder: string, error: ServerStartError): Promise<FoundServer> {
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadlineMs) {
    const running = readServerFile(dataFolder);
    if (running && (await serverAnswers(running))) return await whenReady(running, dataFolder);
    await sleep(ASK_EVERY_MS);
  }
  throw startFailed(error);
}

function startFailed({ code, message, fix }: ServerStartError): CliError {
  return new CliError("server-start-failed", { code, message, fix });
}

/** A killed server leaves its file behind, and its process number may be somebody else's by now: it has to answer. */
export async function serverAnswers({ address, pid }: ServerFile): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return (await ask(`${address}/health`)) !== null;
}

async function whenReady(server: { address: string; token: string }, dataFolder: string): Promise<FoundServer> {
  const { address, token } = server;
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  for (let because = "it does not answer"; ; await sleep(ASK_EVERY_MS)) {
    const answer = await ask(`${address}/ready`);
    if (answer?.ready === true) return { address, token, dataFolder, release: async () => {} };
    because = String(answer?.because ?? because);
    if (because === "draining" || Date.now() > deadlineMs) {
      throw new CliError("server-not-ready", { address, because });
    }
  }
}

async function ask(url: string): Promise<Record<string, unknown> | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return null;
  }
}

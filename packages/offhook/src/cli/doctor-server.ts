/** What the running server knows for the doctor: which models assistants use, and which keys it has itself. */
import { setTimeout as sleep } from "node:timers/promises";
import { dataFolderOf, readServerFile, type ServerFile } from "@offhook/server";
import type { UsedModels } from "@offhook/server/providers";
import { serverAnswers } from "./find-server.ts";

export interface ServerView {
  address: string;
  /** Never printed. */
  token: string;
  used: readonly UsedModels[];
  hasKey: Readonly<Record<string, boolean>>;
}

/** The doctor has ten seconds in all, and eight of them are the vendors'. */
const ANSWER_WITHIN_MS = 1_500;

/** Null: none runs on this data folder, or it does not answer. None is started: a sick house is what one looks at. */
export async function askServer(env: NodeJS.ProcessEnv): Promise<ServerView | null> {
  const running = readServerFile(dataFolderOf(env));
  if (!running) return null;
  const tooLate = sleep(ANSWER_WITHIN_MS, null, { ref: false });
  return Promise.race([viewOf(running).catch(() => null), tooLate]);
}

async function viewOf(running: ServerFile): Promise<ServerView | null> {
  if (!(await serverAnswers(running))) return null;
  const [used, providers, entered] = await Promise.all([
    getItems<UsedModels>(running, "/v1/providers/used"),
    getItems<{ id: string; configured: boolean }>(running, "/v1/providers"),
    enteredKeys(running),
  ]);
  const hasKey = {
    ...Object.fromEntries(providers.map(({ id, configured }) => [id, configured])),
    ...Object.fromEntries(entered.map((id) => [id, true])),
  };
  return { address: running.address, token: running.token, used, hasKey };
}

/** Of the store: a worker hears of a key that was entered at another one some seconds later. */
async function enteredKeys(running: ServerFile): Promise<string[]> {
  const kept = await getItems<{ provider: string; from: string | null }>(running, "/v1/provider-keys").catch(() => []);
  return kept.filter(({ from }) => from === "entered").map(({ provider }) => provider);
}

async function getItems<Item>({ address, token }: ServerFile, path: string): Promise<Item[]> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${address}${path}`, { headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const { items } = (await response.json()) as { items?: Item[] };
  if (!response.ok || !Array.isArray(items)) throw new Error(`HTTP ${response.status}`);
  return items;
}

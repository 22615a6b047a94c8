/** What the server stored about a call that has just ended, and its log as a file. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CliError } from "../cli-error.ts";
import type { FoundServer } from "../find-server.ts";
import type { CallRecord, ServerApi, Turn } from "../server-api.ts";

export interface StoredCall {
  record: CallRecord;
  turns: Turn[];
  /** Null: there is none. */
  recordingPath: string | null;
  logPath: string;
}

/** The end of a call is stored within a second; a lost worker takes longer. */
const ENDED_WITHIN_MS = 15_000;
const RECORDED_WITHIN_MS = 10_000;
const ASK_EVERY_MS = 150;

export async function readStoredCall(api: ServerApi, carrierCallId: string, server: FoundServer): Promise<StoredCall> {
  const { dataFolder } = server;
  const ended = await until(
    () => api.findCall(carrierCallId),
    (call) => call?.status === "ended",
    ENDED_WITHIN_MS,
  );
  if (!ended) throw new CliError("call-not-stored", { carrierCallId, dataFolder });
  const record = await until(
    () => api.call(ended.id),
    (call) => call.recording !== "writing",
    RECORDED_WITHIN_MS,
  );
  const [turns, events] = [await api.turns(record.id), await api.events(record.id)];
  const folder = join(dataFolder, "logs");
  const logPath = join(folder, `${record.id}.jsonl`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // It holds words and numbers: for the owner alone.
  writeFileSync(logPath, events.map((event) => `${JSON.stringify(event)}\n`).join(""), { mode: 0o600 });
  const recordingPath = record.recording === "ready" ? join(dataFolder, "recordings", `${record.id}.wav`) : null;
  return { record, turns, recordingPath, logPath };
}

/** The last answer, whether it holds or not. */
async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean, withinMs: number): Promise<T> {
  const deadlineMs = Date.now() + withinMs;
  while (true) {
    const value = await read();
    if (holds(value) || Date.now() > deadlineMs) return value;
    await sleep(ASK_EVERY_MS);
  }
}

/** Calls and log items for tests. */
import type { LogItem } from "@offhook/engine/ports";
import { createCall, type NewCall } from "../store/calls.ts";
import type { Store } from "../store/store.ts";
import type { Turn } from "../store/transcript.ts";

let lastNumber = 0;

export function newCall(changes: Partial<NewCall> = {}): NewCall {
  lastNumber++;
  return {
    carrier: "twin",
    carrierCallId: `CA${process.pid}-${lastNumber}`,
    direction: "inbound",
    from: "+15550100001",
    to: "+15550100002",
    assistantId: "asst_test",
    assistantVersion: 1,
    ...changes,
  };
}

export async function someCall(store: Store, changes: Partial<NewCall> = {}): Promise<string> {
  return (await createCall(store, newCall(changes))).call.id;
}

export function logItem(seq: number, changes: Partial<LogItem> = {}): LogItem {
  return { seq, atMs: seq * 20, audioMs: null, kind: "input", type: "test", data: {}, hash: `hash-${seq}`, ...changes };
}

export function logItems(firstSeq: number, count: number): LogItem[] {
  return Array.from({ length: count }, (_, index) => logItem(firstSeq + index));
}

/** A decision that puts a turn on record. */
export function turnItem(seq: number, turn: Partial<Turn> & Pick<Turn, "id" | "speaker">): LogItem {
  const data = { kind: "speech", text: "", startMs: 0, endMs: 0, interrupted: false, latency: null, ...turn };
  return logItem(seq, { kind: "decision", type: `${turn.speaker}-turn`, data });
}

/** One call's log in the store: the engine's port, backed by the process's writer. */
import type { CallLog } from "@offhook/engine/ports";
import type { Store } from "./store.ts";

/** `epoch` is what `raiseEpoch` gave; once a higher one exists, every `flush` says `epoch-lost`. */
export function createCallLog(store: Store, callId: string, epoch: number): CallLog {
  const log = store.logWriter.open(callId, epoch);
  return {
    append: (items) => store.logWriter.append(log, items),
    flush: () => store.logWriter.flush(log),
  };
}

/** One call's log in the store: the engine's port, backed by the process's writer. */
import type { CallLog } from "@offhook/engine/ports";
import type { Store } from "./store.ts";

/**
 * `epoch` is what `raiseEpoch` gave; once a higher one exists, every `flush` says `epoch-lost`. `lost` is told once, as
 * soon as a write shows it.
 */
export function createCallLog(store: Store, callId: string, epoch: number, lost?: () => void): CallLog {
  const log = store.logWriter.open(callId, epoch, lost);
  return {
    append: (items) => store.logWriter.append(log, items),
    flush: () => store.logWriter.flush(log),
  };
}

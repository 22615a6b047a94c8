/** What can go wrong with a call's log. Values, not exceptions: the call goes on. */
import type { Fault } from "@offhook/engine/ports";

const LOG_FAULTS = Object.freeze({
  "epoch-lost": { message: "another worker has taken this call over", retryable: false },
  "log-conflict": { message: "other items stand under the same numbers", retryable: false },
  "log-refused": { message: "the database refused a value in the log", retryable: false },
  "log-overflow": {
    message: "the database stalled for longer than the buffer lasts; the log ends early",
    retryable: false,
  },
  "log-stalled": {
    message: "the database did not confirm in time; the items are kept and tried again",
    retryable: true,
  },
});

export type LogFaultCode = keyof typeof LOG_FAULTS;

export function logFault(code: LogFaultCode): Fault {
  return { code, ...LOG_FAULTS[code], provider: "store" };
}

/** A moment of a call in the address: `?at=64100` is in milliseconds of the call; `?log=decision` opens the log. Pure. */
import type { LogKind } from "@offhook/api-client";

export const LOG_FILTERS: readonly (LogKind | "all")[] = ["all", "input", "decision", "command", "snapshot"];

export interface CallSearch {
  /** Left out: no moment is chosen. */
  at?: number;
  /** Left out: the log is closed. */
  log?: LogKind | "all";
}

export function readCallSearch(search: Record<string, unknown>): CallSearch {
  const at = search.at === undefined || search.at === "" ? Number.NaN : Number(search.at);
  const log = LOG_FILTERS.find((filter) => filter === search.log);
  return { ...(at >= 0 && Number.isFinite(at) ? { at: Math.round(at) } : {}), ...(log ? { log } : {}) };
}

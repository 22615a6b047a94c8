/** Real time, monotonic. */
import type { Clock } from "@offhook/engine/ports";

export const realClock: Clock = Object.freeze({
  nowMs: () => performance.now(),
  at(atMs: number, run: () => void) {
    const timeout = setTimeout(run, Math.max(0, atMs - performance.now()));
    return { cancel: () => clearTimeout(timeout) };
  },
});

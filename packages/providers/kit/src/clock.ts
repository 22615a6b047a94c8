/** Real time, monotonic. Its timers do not keep a process alive: open sockets do that, and an idle one should not. */
import type { Clock } from "@offhook/engine/ports";

export const REAL_CLOCK: Clock = Object.freeze({
  nowMs: () => performance.now(),
  at(atMs: number, run: () => void) {
    const timeout = setTimeout(run, Math.max(0, atMs - performance.now()));
    timeout.unref();
    return { cancel: () => clearTimeout(timeout) };
  },
});

/** Time for live calls: wall-clock milliseconds that never step back, so that calls keep their zero across workers. */
import { performance } from "node:perf_hooks";
import type { Clock } from "@offhook/engine/ports";

export const realClock: Clock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  at(atMs, run) {
    const timer = setTimeout(run, Math.max(0, Math.ceil(atMs - realClock.nowMs())));
    return { cancel: () => clearTimeout(timer) };
  },
};

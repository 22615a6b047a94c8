/** Real time: monotonic, and counted from 1970 so that dates can be written from it. */
import type { Clock, Timer } from "@offhook/engine/ports";

export class RealClock implements Clock {
  nowMs(): number {
    return performance.timeOrigin + performance.now();
  }

  at(atMs: number, run: () => void): Timer {
    const timeout = setTimeout(run, Math.max(0, atMs - this.nowMs()));
    return { cancel: () => clearTimeout(timeout) };
  }
}

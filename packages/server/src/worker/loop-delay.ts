/** How late the event loop runs: what a caller would hear as a stutter. */
import { monitorEventLoopDelay } from "node:perf_hooks";

export interface LoopDelay {
  /** Over the last 10–20 s, in milliseconds beyond what the timer itself takes. */
  read(): { p50Ms: number; p99Ms: number; maxMs: number };
  stop(): void;
}

const RESOLUTION_MS = 10;
const WINDOW_MS = 10_000;

export function measureLoopDelay(): LoopDelay {
  // Two overlapping windows: a reading never covers less than one.
  let current = startHistogram();
  let next = startHistogram();
  const rotation = setInterval(() => {
    current.disable();
    current = next;
    next = startHistogram();
  }, WINDOW_MS).unref();
  const lateMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return {
    read: () => ({
      p50Ms: lateMs(current.percentile(50)),
      p99Ms: lateMs(current.percentile(99)),
      maxMs: lateMs(current.max),
    }),
    stop() {
      clearInterval(rotation);
      current.disable();
      next.disable();
    },
  };
}

function startHistogram() {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return histogram;
}

/** How late this process's own timers are. It waits while others work, so that is how late the machine is. */
import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 10;

const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

export function watchLateness(): void {
  histogram.enable();
  histogram.reset();
}

/** 99 % of the wake-ups since the last `watchLateness` were no later. */
export const latenessP99Ms = (): number => Math.max(0, histogram.percentile(99) / 1e6 - RESOLUTION_MS);

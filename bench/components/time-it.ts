/** Nanoseconds of one run of a function, in a hot loop. */
import { median } from "../kit/figures.ts";

const WARM_MS = 150;
const ROUND_MS = 120;
const ROUNDS = 7;

/** `batch` runs `size` times what is measured. Each round's mean; the median is the figure. */
export function nanosecondsOf(batch: () => void, size: number): number[] {
  runFor(batch, WARM_MS);
  return Array.from({ length: ROUNDS }, () => {
    const { runs, tookMs } = runFor(batch, ROUND_MS);
    return (tookMs * 1e6) / (runs * size);
  });
}

function runFor(batch: () => void, ms: number): { runs: number; tookMs: number } {
  const startedMs = performance.now();
  let runs = 0;
  while (performance.now() - startedMs < ms) {
    batch();
    runs += 1;
  }
  return { runs, tookMs: performance.now() - startedMs };
}

export function figure(nanoseconds: readonly number[]): string {
  const usual = median(nanoseconds);
  return usual < 1_000 ? `${usual.toFixed(0)} ns` : `${(usual / 1_000).toFixed(1)} µs`;
}

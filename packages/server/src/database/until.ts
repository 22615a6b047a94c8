/** Waits for what another process does: there is no event for it, so it looks again every few milliseconds. */
import { setTimeout as pause } from "node:timers/promises";

const LOOK_EVERY_MS = 5;

/** Whether `condition` came true within the deadline. */
export async function until(condition: () => boolean, deadlineMs: number): Promise<boolean> {
  const endMs = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > endMs) return false;
    await pause(LOOK_EVERY_MS);
  }
  return true;
}

/** Which turn belongs to a moment. Pure. */
import type { Turn } from "@offhook/api-client";

/** The last one that had begun; where two overlap, the later. null: nobody had spoken. */
export function turnAt(turns: readonly Turn[], atMs: number): Turn | null {
  return turns.findLast(({ startMs }) => startMs <= atMs + SLACK_MS) ?? null;
}

/** Rounding on the way through the address and the player. */
const SLACK_MS = 20;

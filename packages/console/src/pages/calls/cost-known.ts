/** How much is known of what a call cost. Pure. */
import type { Call } from "@offhook/api-client";

/** `none`: nobody was on the line, or nothing is counted yet. */
export type CostKnown = "whole" | "least" | "unknown" | "none";

export function costKnown({ cost, costComplete, status, answeredAt }: Call): CostKnown {
  if (cost) return costComplete ? "whole" : "least";
  return status === "ended" && answeredAt !== null ? "unknown" : "none";
}

/** How a vendor is, from what the calls of all workers met and what a probe found. Pure. */
import type { VendorHealth } from "./health-board.ts";

export type Condition = "ready" | "degraded" | "down" | "unknown";

export interface VendorState {
  state: Condition;
  /** When somebody last learned something; null: never. */
  checkedAtMs: number | null;
  lastFault: { code: string; message: string; atMs: number } | null;
  /** For alerts: the key is refused, the quota used up; these do not pass by themselves. */
  needs: "key" | "quota" | null;
}

export const STATE_DEFAULTS = Object.freeze({
  /** Fewer failures say nothing. */
  leastFailures: 3,
  /** One call in ten that had to fall back is worth knowing. */
  degradedShare: 0.1,
  /** Nothing has answered for so long while circuits are open: nothing works. */
  downAfterMs: 60_000,
});

/** Of the same vendor in each worker. */
export function vendorState(parts: readonly VendorHealth[], nowMs: number): VendorState {
  const answered = sum(parts.map((one) => one.answered));
  const failed = sum(parts.map((one) => one.failed));
  const lastAnsweredAtMs = latest(parts.map((one) => one.lastAnsweredAtMs));
  const lastFault = parts
    .flatMap((one) => (one.lastFault ? [one.lastFault] : []))
    .reduce<VendorHealth["lastFault"]>((last, one) => (last && last.atMs > one.atMs ? last : one), null);
  const faultIsNewest = lastFault !== null && lastFault.atMs >= (lastAnsweredAtMs ?? 0);
  const circuits = parts.flatMap((one) => Object.values(one.circuits));
  const needs = faultIsNewest ? needOf(lastFault.code) : null;
  const state = conditionOf({
    answered,
    failed,
    isSilent: nowMs - (lastAnsweredAtMs ?? 0) > STATE_DEFAULTS.downAfterMs,
    hasOpen: circuits.some((circuit) => circuit !== "closed"),
    needs,
  });
  return {
    ...{ state, needs },
    checkedAtMs: latest([lastAnsweredAtMs, lastFault?.atMs ?? null]),
    lastFault: lastFault && { code: lastFault.code, message: lastFault.message, atMs: lastFault.atMs },
  };
}

function conditionOf(what: {
  answered: number;
  failed: number;
  isSilent: boolean;
  hasOpen: boolean;
  needs: VendorState["needs"];
}): Condition {
  const { answered, failed, isSilent, hasOpen, needs } = what;
  if (needs !== null) return "down";
  if (hasOpen) return isSilent ? "down" : "degraded";
  const share = failed / Math.max(1, answered + failed);
  if (failed >= STATE_DEFAULTS.leastFailures && share > STATE_DEFAULTS.degradedShare) return "degraded";
  return answered > 0 ? "ready" : "unknown";
}

/** The vendors' adapters end these codes alike. */
function needOf(code: string): VendorState["needs"] {
  if (/key-(refused|missing)$/.test(code)) return "key";
  return /quota-exhausted$/.test(code) ? "quota" : null;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function latest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

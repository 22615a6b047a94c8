/** How a vendor is, from what the calls of all workers met and what a probe found. Pure. */
import { HEALTH_WINDOW_MS, type Need, type VendorHealth } from "./health-board.ts";

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
  const lastProbedAtMs = latest(parts.map((one) => one.lastProbedAtMs));
  const lastWellAtMs = latest([lastAnsweredAtMs, lastProbedAtMs]);
  const lastFault = parts
    .flatMap((one) => (one.lastFault ? [one.lastFault] : []))
    .reduce<VendorHealth["lastFault"]>((last, one) => (last && last.atMs > one.atMs ? last : one), null);
  const needs = needOf(parts, lastAnsweredAtMs, lastWellAtMs);
  const state = conditionOf({
    ...{ answered, failed, needs },
    isSilent: nowMs - (lastWellAtMs ?? 0) > STATE_DEFAULTS.downAfterMs,
    circuit: worstCircuit(parts, lastProbedAtMs, nowMs),
    isProbed: lastProbedAtMs !== null && nowMs - lastProbedAtMs <= HEALTH_WINDOW_MS,
  });
  return {
    ...{ state, needs },
    checkedAtMs: latest([lastWellAtMs, lastFault?.atMs ?? null]),
    lastFault: lastFault && { code: lastFault.code, message: lastFault.message, atMs: lastFault.atMs },
  };
}

type Worst = "open" | "half-open" | null;

function conditionOf(what: {
  answered: number;
  failed: number;
  isSilent: boolean;
  isProbed: boolean;
  circuit: Worst;
  needs: VendorState["needs"];
}): Condition {
  const { answered, failed, isSilent, isProbed, circuit, needs } = what;
  if (needs !== null) return "down";
  if (circuit === "open") return isSilent ? "down" : "degraded";
  // Its time is over and nobody has tried: whether it is well again is for an answer to say, not for the clock.
  if (circuit === "half-open") return isSilent ? "unknown" : "degraded";
  const share = failed / Math.max(1, answered + failed);
  if (failed >= STATE_DEFAULTS.leastFailures && share > STATE_DEFAULTS.degradedShare) return "degraded";
  return answered > 0 || isProbed ? "ready" : "unknown";
}

/** A probe that came after it outranks it, and after the window it says nothing about now: perhaps nobody uses it any more. */
function worstCircuit(parts: readonly VendorHealth[], lastProbedAtMs: number | null, nowMs: number): Worst {
  const countFromMs = Math.max(lastProbedAtMs ?? 0, nowMs - HEALTH_WINDOW_MS);
  const states = parts
    .flatMap((one) => Object.values(one.circuits))
    .filter(({ openedAtMs }) => openedAtMs > countFromMs)
    .map(({ state }) => state);
  if (states.includes("open")) return "open";
  return states.length > 0 ? "half-open" : null;
}

/**
 * A probe lists models, which proves a key. Money it proves only where it had read the account before: otherwise no more
 * than an answered call does.
 */
function needOf(
  parts: readonly VendorHealth[],
  lastAnsweredAtMs: number | null,
  lastWellAtMs: number | null,
): VendorState["needs"] {
  const since = (need: Need, wellAtMs: number | null): number => {
    const atMs = latest(parts.map((one) => one.needs[need])) ?? Number.NEGATIVE_INFINITY;
    return atMs >= (wellAtMs ?? 0) ? atMs : Number.NEGATIVE_INFINITY;
  };
  const key = since("key", lastWellAtMs);
  const quota = Math.max(since("quota", lastAnsweredAtMs), since("empty-account", lastWellAtMs));
  if (key === quota) return key > 0 ? "key" : null;
  return key > quota ? "key" : "quota";
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function latest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

/** What a day of calls comes to. Pure. */
import type { Call, Money } from "@offhook/api-client";
import { sumOfMoney } from "../../format/numbers.ts";
import { outcomeOf } from "../../ui/outcome-tone.ts";
import { costKnown } from "../calls/cost-known.ts";

export interface Day {
  calls: number;
  done: number;
  handed: number;
  lost: number;
  /** 0–1 of the calls that ended and reached someone; null: there is none. */
  doneShare: number | null;
  /** The middle one of the calls' medians. */
  waitMs: number | null;
  /** As far as prices are known; null: none of it is. */
  spent: Money | null;
  /** Of calls that ended, all prices are known; otherwise it was more than `spent`. */
  spentIsWhole: boolean;
  /** null: nothing was spent, or not all of it is known. */
  spentEach: Money | null;
  onThePhoneMs: number;
}

export function dayOf(calls: readonly Call[]): Day {
  const ended = calls.flatMap(({ endedReason }) => (endedReason ? [outcomeOf(endedReason)] : []));
  const count = (outcome: string) => ended.filter((one) => one === outcome).length;
  const [done, handed, lost] = [count("done"), count("handed"), count("lost")];
  const spoken = done + handed + lost;
  const costs = calls.flatMap(({ cost }) => (cost ? [cost] : []));
  const spent = sumOfMoney(costs);
  const spentIsWhole = calls.every((call) => ["whole", "none"].includes(costKnown(call)));
  return {
    ...{ calls: calls.length, done, handed, lost, spent, spentIsWhole },
    doneShare: spoken > 0 ? done / spoken : null,
    waitMs: median(calls.flatMap(({ latency }) => latency.voiceToVoiceP50Ms ?? [])),
    spentEach: spent && spentIsWhole ? { ...spent, amount: String(Number(spent.amount) / costs.length) } : null,
    onThePhoneMs: calls.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}

/** Always a value that was measured. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

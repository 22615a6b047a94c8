/** What a call costs: its items and their sum. A pure function of what was used, what the carrier carried and the prices. */
import type { CallFacts } from "./call-facts.ts";
import { carrierItems } from "./carrier-items.ts";
import { type Money, moneyOf, sumOf } from "./decimal.ts";
import type { PriceList } from "./price-list.ts";
import { type CountedUse, type UsageFact, usesOf } from "./usage.ts";
import { usageItems } from "./usage-items.ts";

export type CostItemKind =
  | "carrier-leg"
  | "stream"
  | "transcriber"
  | "voice"
  | "model"
  | "realtime"
  | "sms"
  | "recording"
  | "transfer"
  | "amd";

export interface CostItem {
  item: CostItemKind;
  /** `deepgram/nova-3`, or the key of the carrier's price: `twilio/inbound/US/local`. */
  provider: string;
  quantity: number;
  unit: string;
  /** Exact decimal; null: no price is known. */
  amount: { amount: string; currency: "USD" } | null;
  /** The quantity is the provider's own; otherwise counted here. */
  reported: boolean;
  priceListVersion: string;
  /** Why the amount is null, or why there is this item at all. */
  because?: string;
}

export interface CallCost {
  items: readonly CostItem[];
  /** Of the items whose price is known: nothing where there is none. For people there is `knownTotal`. */
  total: Money;
  /** False: something was used whose price nobody knows, so that it costs more than `total`. */
  complete: boolean;
  /** False: this carrier bills nothing (the twin, the browser), and there is no item for it. */
  carrierBills: boolean;
  priceListVersion: string;
}

/** `call` null: nothing is known of the line. */
export const costOf = (facts: readonly UsageFact[], call: CallFacts | null, prices: PriceList): CallCost =>
  costOfUses(usesOf(facts), call, prices);

/** Null: no price that counts is known, and a sum of nothing would say that the call was free. */
export const knownTotal = ({ total, complete }: Pick<CallCost, "total" | "complete">): Money | null =>
  total === 0n && !complete ? null : total;

/** The same for facts that have been added up. */
export function costOfUses(uses: readonly CountedUse[], call: CallFacts | null, prices: PriceList): CallCost {
  const items = [...(call ? carrierItems(call, prices) : []), ...usageItems(uses, prices)];
  return {
    items,
    total: sumOf(items.map(({ amount }) => (amount ? moneyOf(amount.amount) : 0n))),
    complete: items.every(({ amount }) => amount !== null),
    carrierBills: call?.carrier === "twilio",
    priceListVersion: prices.version,
  };
}

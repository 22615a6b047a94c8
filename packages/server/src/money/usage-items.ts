/** What providers bill: each of a use's quantities times its price. */
import type { Price, PriceUnit } from "@offhook/provider-kit/catalogue";
import type { CostItem } from "./cost.ts";
import { costItem } from "./cost-item.ts";
import { type PriceList, pricesOf } from "./price-list.ts";
import { type CountedName, type CountedUse, familyOf } from "./usage.ts";

interface Dimension {
  name: CountedName;
  unit: string;
  parts: bigint;
  /** Prices that bill it, the fitting one first: what is read from a cache costs as much as any input if nothing else is said. */
  billedBy: readonly PriceUnit[];
}

const tokens = (name: CountedName, unit: PriceUnit, ...instead: PriceUnit[]): Dimension => ({
  ...{ name, unit, parts: 1n, billedBy: [unit, ...instead] },
});

const DIMENSIONS: readonly Dimension[] = Object.freeze([
  { name: "milliseconds", unit: "second", parts: 1_000n, billedBy: ["minute", "second"] },
  { name: "characters", unit: "character", parts: 1n, billedBy: ["character"] },
  tokens("inputTokens", "input-token"),
  tokens("cachedTokens", "cached-input-token", "input-token"),
  // Vendors ask more for it than for any input, so that nothing stands in for its own price.
  tokens("cacheWriteTokens", "cache-write-token"),
  tokens("outputTokens", "output-token"),
  tokens("audioInputTokens", "audio-input-token"),
  tokens("cachedAudioInputTokens", "cached-audio-input-token", "audio-input-token"),
  tokens("audioOutputTokens", "audio-output-token"),
]);

export function usageItems(uses: readonly CountedUse[], list: PriceList): CostItem[] {
  return uses.flatMap((use) => {
    const known = pricesOf(list, use.part, use.provider);
    const prices = known === "unknown" ? [] : known;
    const used = DIMENSIONS.filter(({ name }) => use.counted[name] > 0n);
    return billedDimensions(used, prices).map((dimension) => {
      const { unit, parts, name } = dimension;
      const { part: item, provider, reported, wasted } = use;
      const because = wasted ? "paid for and not heard" : undefined;
      const quantity = use.counted[name];
      return costItem({ item, provider, quantity, parts, unit, reported, because }, priceFor(dimension, prices), list);
    });
  });
}

/** Those of the family that the model's first fitting price is in; all, where no price fits: then all are unknown. */
function billedDimensions(used: readonly Dimension[], prices: readonly Price[]): readonly Dimension[] {
  for (const price of prices) {
    const by = used.find(({ billedBy }) => billedBy.includes(price.unit));
    if (by) return used.filter(({ name }) => familyOf(name) === familyOf(by.name));
  }
  return used;
}

function priceFor({ billedBy }: Dimension, prices: readonly Price[]): Price | null {
  for (const unit of billedBy) {
    const price = prices.find((one) => one.unit === unit);
    if (price) return price;
  }
  return null;
}

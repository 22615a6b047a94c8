/** What a provider costs in a typical minute of a call, roughly: enough to ask the cheaper one first. */
import type { ModelKind, PriceUnit } from "@offhook/provider-kit/catalogue";
import { type PriceList, pricesOf } from "./price-list.ts";

/**
 * A minute in which the agent speaks half of the time: 400 characters, four turns that are thought about. The worked example
 * of the price sheet counts the same.
 */
const TYPICAL: Readonly<Record<ModelKind, Partial<Record<PriceUnit, number>>>> = Object.freeze({
  transcriber: { minute: 1, second: 60 },
  voice: { character: 400, minute: 0.5, second: 30 },
  model: { "input-token": 4_000, "output-token": 200 },
  realtime: { "audio-input-token": 600, "audio-output-token": 600, minute: 1 },
});

/** US dollars; null: nobody knows. */
export function typicalMinute(list: PriceList, part: ModelKind, providerId: string): number | null {
  const prices = pricesOf(list, part, providerId);
  if (prices === "unknown") return null;
  const parts = prices.flatMap(({ unit, amount, per }) => {
    const quantity = TYPICAL[part][unit];
    return quantity === undefined ? [] : [(Number(amount) / per) * quantity];
  });
  return parts.length === 0 ? null : parts.reduce((sum, one) => sum + one, 0);
}

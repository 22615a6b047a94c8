/** Makes one item of a bill. */
import type { Price } from "@offhook/provider-kit/catalogue";
import type { CostItem, CostItemKind } from "./cost.ts";
import { exactJson, moneyOf, timesPer } from "./decimal.ts";
import type { PriceList } from "./price-list.ts";

export interface Used {
  item: CostItemKind;
  provider: string;
  /** Of `unit`, in `parts` of one: 61,500 thousandths of a second. */
  quantity: bigint;
  parts: bigint;
  unit: string;
  reported: boolean;
  because?: string;
}

/** Seconds are billed by prices for seconds and for minutes. */
const SECONDS_A_UNIT: Readonly<Record<string, bigint>> = { second: 1n, minute: 60n };

export const UNKNOWN_PRICE = "no price is known: set one in prices.json";

export function costItem(used: Used, price: Price | null, { version }: PriceList): CostItem {
  const { item, provider, quantity, parts, unit, reported, because } = used;
  const why = price ? because : UNKNOWN_PRICE;
  return {
    ...{ item, provider, quantity: Number(quantity) / Number(parts), unit },
    amount: price ? exactJson(amountOf(used, price)) : null,
    ...{ reported, priceListVersion: version },
    ...(why === undefined ? {} : { because: why }),
  };
}

function amountOf({ quantity, parts, unit }: Used, { amount, per, unit: billed }: Price): bigint {
  const unitsEach = unit === "second" ? (SECONDS_A_UNIT[billed] ?? 1n) : 1n;
  return timesPer(moneyOf(amount), quantity, BigInt(per) * parts * unitsEach);
}

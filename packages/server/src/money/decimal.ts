/** Money without floating point: whole ten-billionths of a dollar. Exact to ten decimals, shown with four. */

/** Ten-billionths of a dollar. */
export type Money = bigint;

const PLACES = 10;
const SHOWN_PLACES = 4;
const DECIMAL = /^(\d{1,12})(?:\.(\d{1,10}))?$/;

export const isAmount = (text: string): boolean => DECIMAL.test(text);

/** Throws on what is no decimal with at most ten places: check with `isAmount` whatever comes from outside. */
export function moneyOf(text: string): Money {
  const found = DECIMAL.exec(text);
  if (!found) throw new Error(`${text} is no amount of money`);
  return BigInt(`${found[1]}${(found[2] ?? "").padEnd(PLACES, "0")}`);
}

/** What `quantity` costs where `per` cost `amount`. Half a ten-billionth is rounded up. */
export const timesPer = (amount: Money, quantity: bigint, per: bigint): Money =>
  (amount * quantity * 2n + per) / (per * 2n);

export const sumOf = (amounts: readonly Money[]): Money => amounts.reduce((sum, one) => sum + one, 0n);

/** Four decimals, half up: `0.0430`. */
export const shown = (amount: Money): string => withPlaces(amount, SHOWN_PLACES);

/** All that counts, at least four decimals: `0.00001`, `0.0430`. */
export function exact(amount: Money): string {
  const [whole, places = ""] = withPlaces(amount, PLACES).split(".");
  return `${whole}.${places.replace(/0+$/, "").padEnd(SHOWN_PLACES, "0")}`;
}

/** Costs are never negative. */
function withPlaces(amount: Money, places: number): string {
  const step = 10n ** BigInt(PLACES - places);
  const digits = ((amount + step / 2n) / step).toString().padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** As the API writes money. */
export interface MoneyJson {
  amount: string;
  currency: "USD";
}

export const moneyJson = (amount: Money): MoneyJson => ({ amount: shown(amount), currency: "USD" });
export const exactJson = (amount: Money): MoneyJson => ({ amount: exact(amount), currency: "USD" });

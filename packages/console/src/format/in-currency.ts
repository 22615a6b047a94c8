/** Dollars in the money that the house thinks in, at the rate that its owner gave. Pure. */

interface Amount {
  amount: string;
  currency: string;
}

/** Four digits that count: the rate has no more. What is no dollar stays what it is. */
export function inCurrency(given: Amount, house: { currency: string; perDollar: string } | undefined): Amount {
  if (!house || house.currency === "USD" || given.currency !== "USD") return given;
  const value = Number(given.amount) * Number(house.perDollar);
  const amount = value === 0 ? "0" : Number(value.toPrecision(4)).toFixed(12).replace(/0+$/, "").replace(/\.$/, "");
  return { amount, currency: house.currency };
}

/** Numbers as people of a language read them. Knows no page. */

/** `+14155550199` → `+1 415 555 0199`. Only plans whose grouping is certain; others stay as they came. */
export function phoneNumber(number: string): string {
  const northAmerican = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (northAmerican) return `+1 ${northAmerican.slice(1).join(" ")}`;
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
  return russian ? `+7 ${russian.slice(1).join(" ")}` : number;
}

interface Amount {
  amount: string;
  currency: string;
}

/** Under a cent the digits that count are shown: a call of $0.0043 did not cost nothing. */
export function money({ amount, currency }: Amount, language: string): string {
  const value = Number(amount);
  const small = value !== 0 && Math.abs(value) < 0.01;
  const digits = small ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    ...digits,
  }).format(value);
}

/** A price that is read beside what it is for: every digit of it counts. */
export function exactMoney({ amount, currency }: Amount, language: string): string {
  const fractionDigits = Math.max(2, amount.split(".")[1]?.replace(/0+$/, "").length ?? 0);
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.min(fractionDigits, 12),
  }).format(Number(amount));
}

export function plainNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
}

export function sumOfMoney(amounts: readonly Amount[]): Amount | null {
  const [first] = amounts;
  if (!first) return null;
  // Shown rounded: floating point is exact enough for adding up a page of cents.
  const total = amounts.reduce((sum, { amount }) => sum + Number(amount), 0);
  return { amount: total.toFixed(6), currency: first.currency };
}

/** One measured figure and what it should be: a row of docs/capacity.md and of `npm run bench -- --json`. */

export interface Budget {
  at: "most" | "least";
  value: number;
}

export interface Result {
  name: string;
  value: number;
  unit: string;
  /** Null: measured for the record only. */
  budget: Budget | null;
  /** How it was counted and how widely it spread. */
  how: string;
  /** A condition of the budget did not hold: then it is missed, whatever the value. */
  invalid?: boolean;
  /** Said where the budget is missed: the reason, measured. */
  reason?: string;
}

/** What a measurement gives: its rows, and tables or remarks for its part of the page. */
export interface Measured {
  results: Result[];
  notes?: string[];
}

export interface Measure {
  /** For `--only`. */
  name: string;
  title: string;
  run(): Promise<Measured>;
}

export const atMost = (value: number): Budget => ({ at: "most", value });
export const atLeast = (value: number): Budget => ({ at: "least", value });

export function isMet({ value, budget, invalid }: Result): boolean | null {
  if (!budget) return null;
  if (invalid) return false;
  return budget.at === "most" ? value <= budget.value : value >= budget.value;
}

export function budgetText({ budget, unit }: Result): string | null {
  return budget ? `${budget.at === "most" ? "≤" : "≥"} ${budget.value.toLocaleString("en")} ${unit}` : null;
}

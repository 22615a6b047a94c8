/** Limits of spending, in dollars: of one call, of a day, of a month. Each may be missing. */
import { DateTime } from "luxon";
import { z } from "zod";
import { isAmount } from "./decimal.ts";

const amount = z.string().refine(isAmount, "dollars as a decimal, such as 2.50").optional();

export const budgetShape = z.strictObject({ perCall: amount, perDay: amount, perMonth: amount });

export type Budget = z.infer<typeof budgetShape>;
export type BudgetLimit = keyof Budget;

export const BUDGET_LIMITS = ["perCall", "perDay", "perMonth"] as const satisfies readonly BudgetLimit[];

/** Where the house's own budget stands among the settings. */
export const HOUSE_BUDGET = "budget";

/** Of a stored assistant or setting. Null: there is none, or it cannot be read; then `problem` is told. */
export function readBudget(value: unknown, problem: (what: string) => void = () => {}): Budget | null {
  if (value === undefined || value === null) return null;
  const read = budgetShape.safeParse(value);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  problem(`${first?.path.join(".") || "budget"}: ${first?.message ?? "not valid"}`);
  return null;
}

/** When the day or the month of `nowMs` began where the assistant is. A zone that does not exist is UTC. */
export function periodStart(limit: "perDay" | "perMonth", timeZone: string, nowMs: number): Date {
  const there = DateTime.fromMillis(nowMs, { zone: timeZone });
  const now = there.isValid ? there : DateTime.fromMillis(nowMs, { zone: "utc" });
  return now.startOf(limit === "perDay" ? "day" : "month").toJSDate();
}

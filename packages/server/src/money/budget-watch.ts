/**
 * Says once when 80 % of a budget is spent and once when all of it is, for one call: by its own cost and by what other calls
 * had spent when that was last asked. Knows no database and no clock.
 */
import { BUDGET_LIMITS, type Budget, type BudgetLimit } from "./budget.ts";
import { type Money, type MoneyJson, moneyJson, moneyOf } from "./decimal.ts";

export type BudgetOwner = "assistant" | "house";

export interface BudgetNews {
  whose: BudgetOwner;
  limit: BudgetLimit;
  budget: MoneyJson;
  spent: MoneyJson;
}

export interface BudgetListener {
  /** 80 %. */
  onWarn(news: BudgetNews): void;
  /** All of it: the call should come to its end. */
  onReached(news: BudgetNews): void;
}

/** What other calls spent in the day and in the month. */
export type OthersSpent = Readonly<Record<BudgetOwner, { perDay: Money; perMonth: Money }>>;

const WARNED_PERCENT = 80n;

export class BudgetWatch {
  private readonly listener: BudgetListener;
  private budgets: Readonly<Record<BudgetOwner, Budget | null>> = { assistant: null, house: null };
  private others: OthersSpent | null = null;
  private readonly told = new Set<string>();

  constructor(listener: BudgetListener) {
    this.listener = listener;
  }

  /** As they are now: a budget that was raised meanwhile holds from here on. `others` null: not known yet. */
  know(budgets: Readonly<Record<BudgetOwner, Budget | null>>, others: OthersSpent | null): void {
    this.budgets = budgets;
    this.others = others;
  }

  /** What this call has cost until now. */
  spent(own: Money): void {
    for (const whose of ["assistant", "house"] as const) {
      for (const limit of BUDGET_LIMITS) this.look(whose, limit, own);
    }
  }

  private look(whose: BudgetOwner, limit: BudgetLimit, own: Money): void {
    const text = this.budgets[whose]?.[limit];
    if (text === undefined) return;
    const before = limit === "perCall" ? 0n : (this.others?.[whose][limit] ?? 0n);
    const [budget, spent] = [moneyOf(text), before + own];
    // A budget of nothing ends no call that costs nothing.
    if (spent === 0n || spent * 100n < budget * WARNED_PERCENT) return;
    const reached = spent >= budget;
    const level = `${whose} ${limit} ${reached ? "reached" : "warn"}`;
    if (this.told.has(level)) return;
    this.told.add(level);
    const news = { whose, limit, budget: moneyJson(budget), spent: moneyJson(spent) };
    if (reached) this.listener.onReached(news);
    else this.listener.onWarn(news);
  }
}

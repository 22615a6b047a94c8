import { describe, expect, it } from "vitest";
import { type Budget, periodStart, readBudget } from "./budget.ts";
import { type BudgetNews, BudgetWatch } from "./budget-watch.ts";
import { moneyOf } from "./decimal.ts";

function watchOf(assistant: Budget | null, house: Budget | null = null, day = "0", month = "0") {
  const told: string[] = [];
  const line = (what: string) => (news: BudgetNews) =>
    void told.push(`${what} ${news.whose} ${news.limit} ${news.spent.amount} of ${news.budget.amount}`);
  const watch = new BudgetWatch({ onWarn: line("warn"), onReached: line("reached") });
  const others = { perDay: moneyOf(day), perMonth: moneyOf(month) };
  watch.know({ assistant, house }, { assistant: others, house: others });
  return { told, watch, spend: (amount: string) => watch.spent(moneyOf(amount)) };
}

describe("a budget", () => {
  it("of a call warns at 80 % and ends it at 100 %, once each", () => {
    const { told, spend } = watchOf({ perCall: "0.10" });
    for (const amount of ["0.05", "0.0799", "0.08", "0.09", "0.10", "0.11"]) spend(amount);
    expect(told).toEqual(["warn assistant perCall 0.0800 of 0.1000", "reached assistant perCall 0.1000 of 0.1000"]);
  });

  it("of a day counts what other calls spent", () => {
    const { told, spend } = watchOf({ perDay: "2" }, null, "1.95");
    spend("0.01");
    spend("0.05");
    expect(told).toEqual(["warn assistant perDay 1.9600 of 2.0000", "reached assistant perDay 2.0000 of 2.0000"]);
  });

  it("is reached before the first word where it was spent before", () => {
    const { told, spend } = watchOf({ perDay: "2" }, null, "3");
    spend("0");
    expect(told).toEqual(["reached assistant perDay 3.0000 of 2.0000"]);
  });

  it("of the house holds beside the assistant's own", () => {
    const { told, spend } = watchOf({ perCall: "1" }, { perMonth: "10" }, "0", "9.99");
    spend("0.01");
    expect(told).toEqual(["reached house perMonth 10.0000 of 10.0000"]);
  });

  it("of nothing lets calls go on that cost nothing", () => {
    const { told, spend } = watchOf({ perCall: "0" });
    spend("0");
    expect(told).toEqual([]);
    spend("0.0000000001");
    expect(told).toEqual(["reached assistant perCall 0.0000 of 0.0000"]);
  });

  it("that is raised while a call lasts holds from then on", () => {
    const { told, watch, spend } = watchOf({ perCall: "1" });
    watch.know({ assistant: { perCall: "5" }, house: null }, null);
    spend("1");
    expect(told).toEqual([]);
  });

  it("that cannot be read is none, and is told of", () => {
    const problems: string[] = [];
    const problem = (what: string) => void problems.push(what);
    expect(readBudget({ perCall: "a lot" }, problem)).toBeNull();
    expect(readBudget({ perYear: "1" }, problem)).toBeNull();
    expect(readBudget("1", problem)).toBeNull();
    expect(problems).toHaveLength(3);
    expect(readBudget(undefined, problem)).toBeNull();
    expect(readBudget({ perDay: "1.50" }, problem)).toEqual({ perDay: "1.50" });
    expect(problems).toHaveLength(3);
  });
});

describe("a day and a month begin where the assistant is", () => {
  const at = Date.parse("2026-11-30T22:30:00Z");
  it.each([
    ["perDay", "Europe/Tallinn", "2026-11-30T22:00:00.000Z"],
    ["perMonth", "Europe/Tallinn", "2026-11-30T22:00:00.000Z"],
    ["perDay", "America/New_York", "2026-11-30T05:00:00.000Z"],
    ["perMonth", "America/New_York", "2026-11-01T04:00:00.000Z"],
    ["perDay", "Nowhere/Land", "2026-11-30T00:00:00.000Z"],
  ] as const)("%s in %s", (limit, zone, expected) => {
    expect(periodStart(limit, zone, at).toISOString()).toBe(expected);
  });
});

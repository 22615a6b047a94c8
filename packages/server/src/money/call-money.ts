/** A call's meter and its budgets, with the store behind them: what a call host needs to make one call cost-aware. */
import type { Clock } from "@offhook/engine/ports";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { readBilledItems, saveCallCost, spentSince } from "../store/call-costs.ts";
import type { CallRow } from "../store/calls.ts";
import { getSetting } from "../store/settings.ts";
import type { Store } from "../store/store.ts";
import { type Budget, HOUSE_BUDGET, periodStart, readBudget } from "./budget.ts";
import { type BudgetNews, BudgetWatch, type OthersSpent } from "./budget-watch.ts";
import { type CostMeter, startMeter } from "./cost-meter.ts";
import type { Money } from "./decimal.ts";
import { priceBookOf } from "./price-book.ts";

export interface MoneyContext {
  store: Store;
  config: Pick<Config, "dataFolder">;
  logger: Logger;
}

/** As pinned by the call. */
export interface CostedAssistant {
  timeZone: string;
  budget?: unknown;
}

export interface MoneyHooks {
  /** All of a budget is spent: told once a budget, some while after the call began at the earliest. */
  onReached(news: BudgetNews): void;
  /** 80 %; it is logged anyhow. */
  onWarn?(news: BudgetNews): void;
}

/** For a call that begins, and for one that another worker had: then what its log holds is counted first. */
export async function createCostMeter(
  { store, config, logger }: MoneyContext,
  call: Pick<CallRow, "id" | "assistantId" | "startedAt" | "epoch">,
  assistant: CostedAssistant,
  clock: Clock,
  hooks: MoneyHooks,
): Promise<CostMeter> {
  const book = priceBookOf(config.dataFolder);
  const problem = (error: unknown): void => logger.warn({ callId: call.id, problem: String(error) }, "cost-not-stored");
  const own = readBudget(assistant.budget, (what) =>
    logger.error({ callId: call.id, problem: what }, "budget-unreadable"),
  );
  const watch = new BudgetWatch(loggedHooks(logger, call, hooks));
  const ask = async (): Promise<void> => {
    const house = readBudget(await getSetting(store, HOUSE_BUDGET));
    watch.know(
      { assistant: own, house },
      await othersSpent(store, call, assistant.timeZone, { own, house }, clock.nowMs()),
    );
    watch.spent(meter.current().total);
  };
  // A call without a stream before has no log: its greeting does not wait for the database.
  const before = call.epoch > 0 ? await readBilledItems(store.pool, call.id) : [];
  const tick = (): void => void ask().catch(problem);
  const meter = startMeter({
    ...{ clock, before, problem, tick, startedAtMs: call.startedAt.getTime(), prices: () => book.current() },
    save: (cost, seq, final) => saveCallCost(store, { ...cost, callId: call.id, seq, final }),
    changed: ({ total }) => watch.spent(total),
  });
  // A day's budget may be spent already. Not at once: whoever asked for the meter makes the call first.
  setImmediate(tick);
  return meter;
}

function loggedHooks(logger: Logger, { id, assistantId }: Pick<CallRow, "id" | "assistantId">, hooks: MoneyHooks) {
  const seen = { callId: id, assistantId };
  return {
    onWarn(news: BudgetNews) {
      logger.warn({ ...seen, ...news }, "budget-nearly-spent");
      hooks.onWarn?.(news);
    },
    onReached(news: BudgetNews) {
      logger.warn({ ...seen, ...news }, "budget-reached");
      hooks.onReached(news);
    },
  };
}

/** Only what a budget asks for is summed. */
async function othersSpent(
  store: Store,
  call: Pick<CallRow, "id" | "assistantId">,
  timeZone: string,
  { own, house }: { own: Budget | null; house: Budget | null },
  nowMs: number,
): Promise<OthersSpent> {
  const sum = async (
    budget: Budget | null,
    limit: "perDay" | "perMonth",
    assistantId: string | null,
  ): Promise<Money> => {
    if (budget?.[limit] === undefined) return 0n;
    return spentSince(store, { assistantId, since: periodStart(limit, timeZone, nowMs), exceptCallId: call.id });
  };
  const [ownDay, ownMonth, houseDay, houseMonth] = await Promise.all([
    sum(own, "perDay", call.assistantId),
    sum(own, "perMonth", call.assistantId),
    sum(house, "perDay", null),
    sum(house, "perMonth", null),
  ]);
  return {
    assistant: { perDay: ownDay, perMonth: ownMonth },
    house: { perDay: houseDay, perMonth: houseMonth },
  };
}

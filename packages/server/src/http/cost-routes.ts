/** `/v1/calls/:id/cost`: what a call costs, item by item. `/v1/budget`: the limit of all assistants together. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { OffhookError } from "../errors.ts";
import { budgetShape, HOUSE_BUDGET, readBudget } from "../money/budget.ts";
import { knownTotal } from "../money/cost.ts";
import { exactJson, moneyJson } from "../money/decimal.ts";
import { priceBookOf } from "../money/price-book.ts";
import { costOfCall } from "../money/project-cost.ts";
import type { StoredCost } from "../store/call-costs.ts";
import { findCall } from "../store/calls.ts";
import { getSetting, setSetting } from "../store/settings.ts";
import type { HttpContext } from "./app.ts";
import { callCostShape } from "./cost-shapes.ts";
import { describes } from "./describe-route.ts";
import { callIdParams } from "./shapes.ts";

export function costRoutes(scope: FastifyInstance, { store, config }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get(
    "/calls/:id/cost",
    describes("getCost", "calls", { params: callIdParams, response: { 200: callCostShape } }),
    async ({ params: { id } }) => {
      const call = await findCall(store, id);
      if (!call) throw new OffhookError("unknown-call", { id });
      return costJson(id, await costOfCall(store, priceBookOf(config.dataFolder), call));
    },
  );

  app.get(
    "/budget",
    describes("getBudget", "money", { response: { 200: budgetShape } }),
    async () => readBudget(await getSetting(store, HOUSE_BUDGET)) ?? {},
  );

  /** Holds for calls under way as well, within seconds. */
  app.put(
    "/budget",
    describes("setBudget", "money", { body: budgetShape, response: { 200: budgetShape } }),
    async ({ body }) => {
      await setSetting(store, HOUSE_BUDGET, body);
      return body;
    },
  );
}

function costJson(callId: string, cost: StoredCost | null) {
  const known = cost && knownTotal(cost);
  return {
    callId,
    /** As in the call. */
    cost: known === null ? null : moneyJson(known),
    exact: known === null ? null : exactJson(known),
    complete: cost?.complete ?? false,
    carrierBills: cost?.carrierBills ?? null,
    final: cost?.final ?? false,
    priceListVersion: cost?.priceListVersion ?? null,
    items: [...(cost?.items ?? [])],
  };
}

/** `/v1/providers`: the vendors, their models, and what assistants use of them. */
import type { FastifyInstance } from "fastify";
import { priceBookOf } from "../money/price-book.ts";
import { usedModels, warnOfStoredAssistants } from "../providers/dying-models.ts";
import { providersJson } from "../providers/provider-json.ts";
import { unwatchedStates } from "../providers/provider-states.ts";
import type { HttpContext } from "./app.ts";
import { listOf } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";
import { providerShape, usedModelsShape } from "./provider-shapes.ts";

export function providerRoutes(scope: FastifyInstance, context: HttpContext): void {
  const { store, config, logger, instanceId, keys } = context;
  const { environment } = keys;
  const states = context.providerStates ?? unwatchedStates(environment);

  scope.get(
    "/providers",
    describes("listProviders", "providers", { response: { 200: listOf(providerShape) } }),
    async () => {
      await states.refresh?.();
      const items = providersJson(environment, states, priceBookOf(config.dataFolder).current());
      return { items, nextCursor: null };
    },
  );

  /** For `offhook doctor` and the console: what is worth looking at. */
  scope.get(
    "/providers/used",
    describes("listUsedModels", "providers", { response: { 200: listOf(usedModelsShape) } }),
    async () => ({ items: await usedModels(store), nextCursor: null }),
  );

  scope.addHook("onReady", async () => {
    await warnOfStoredAssistants(store, logger, instanceId).catch((error: unknown) =>
      logger.warn({ problem: String(error) }, "models-not-checked"),
    );
  });
}

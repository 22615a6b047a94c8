/** `/v1/providers`: the vendors, their models, and what assistants use of them. */
import { listVoices } from "@offhook/provider-elevenlabs";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { OffhookError } from "../errors.ts";
import { warnDaily } from "../health/daily-warnings.ts";
import { priceBookOf } from "../money/price-book.ts";
import { usedModels } from "../providers/dying-models.ts";
import { providersJson } from "../providers/provider-json.ts";
import { unwatchedStates } from "../providers/provider-states.ts";
import { providerChanges } from "../store/provider-history.ts";
import type { HttpContext } from "./app.ts";
import { listOf } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";
import { libraryVoiceShape, providerHistoryShape, providerShape, usedModelsShape } from "./provider-shapes.ts";

const DAY_MS = 86_400_000;

export function providerRoutes(scope: FastifyInstance, context: HttpContext): void {
  const { store, config, logger, instanceId, keys } = context;
  const { environment } = keys;
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const states = context.providerStates ?? unwatchedStates(environment);

  scope.get(
    "/providers",
    describes("listProviders", "providers", { response: { 200: listOf(providerShape) } }),
    async () => {
      const [used] = await Promise.all([usedModels(store), states.refresh?.()]);
      const items = providersJson(environment, states, priceBookOf(config.dataFolder).current(), used);
      return { items, nextCursor: null };
    },
  );

  scope.get(
    "/providers/history",
    describes("listProviderHistory", "providers", { response: { 200: listOf(providerHistoryShape) } }),
    async () => {
      const all = await providerChanges(store, new Date(Date.now() - DAY_MS));
      const items = [...new Set(all.map(({ provider }) => provider))].map((id) => ({
        id,
        changes: all
          .filter(({ provider }) => provider === id)
          .map(({ at, state, faultCode }) => ({ at: at.toISOString(), state, faultCode })),
      }));
      return { items, nextCursor: null };
    },
  );

  app.get(
    "/providers/:id/voices",
    describes("listVoices", "providers", {
      params: z.object({ id: z.string().max(64) }),
      querystring: z.strictObject({ search: z.string().max(100).optional() }),
      response: { 200: listOf(libraryVoiceShape) },
    }),
    async ({ params: { id }, query: { search } }) => {
      if (id !== "elevenlabs") throw new OffhookError("no-voice-library", { provider: id });
      const { ELEVENLABS_API_KEY: key = "", ELEVENLABS_BASE_URL: baseUrl } = keys.environment;
      const listed = await listVoices({ key, ...(baseUrl ? { baseUrl } : {}), ...(search ? { search } : {}) });
      if (!listed.ok)
        throw new OffhookError("voice-library-failed", { because: listed.fault.message, fix: listed.fix });
      const { voices, nextCursor } = listed.value;
      return { items: voices.map(({ id: voice, ...rest }) => ({ id: voice, ...rest })), nextCursor };
    },
  );

  /** For `offhook doctor` and the console: what is worth looking at. */
  scope.get(
    "/providers/used",
    describes("listUsedModels", "providers", { response: { 200: listOf(usedModelsShape) } }),
    async () => ({ items: await usedModels(store), nextCursor: null }),
  );

  let stopWarning = (): void => {};
  scope.addHook("onReady", async () => {
    stopWarning = warnDaily(store, logger, instanceId);
  });
  scope.addHook("onClose", async () => stopWarning());
}

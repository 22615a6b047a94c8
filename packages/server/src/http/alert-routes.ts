/** Where the operator's alerts go: `GET` and `PUT /v1/alerts`. The secret of the signature is shown when it is made. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { readAlertSettings, writeAlertSettings } from "../health/alerts.ts";
import type { HttpContext } from "./app.ts";
import { describes } from "./describe-route.ts";

const body = z.strictObject({
  /** null: no alerts. */
  webhookUrl: z
    .url({ protocol: /^https?$/, error: "an http or https address is wanted, or null for no alerts" })
    .nullable(),
});

/** The secret is shown this once. */
const made = z.strictObject({ webhookUrl: z.string().nullable(), secret: z.string().nullable() });

export function alertRoutes(scope: FastifyInstance, { store }: HttpContext): void {
  const typed = scope.withTypeProvider<ZodTypeProvider>();

  typed.get("/alerts", describes("getAlerts", "server", { response: { 200: body } }), async () => ({
    webhookUrl: (await readAlertSettings(store))?.webhookUrl ?? null,
  }));

  typed.put("/alerts", describes("setAlerts", "server", { body, response: { 200: made } }), async (request) => {
    const settings = await writeAlertSettings(store, request.body.webhookUrl);
    return { webhookUrl: settings?.webhookUrl ?? null, secret: settings?.secret ?? null };
  });
}

/** Where the operator's alerts go: `GET` and `PUT /v1/alerts`. The secret of the signature is shown when it is made. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { readAlertSettings, writeAlertSettings } from "../health/alerts.ts";
import type { HttpContext } from "./app.ts";

const body = z.strictObject({
  /** null: no alerts. */
  webhookUrl: z
    .url({ protocol: /^https?$/, error: "an http or https address is wanted, or null for no alerts" })
    .nullable(),
});

export function alertRoutes(scope: FastifyInstance, { store }: HttpContext): void {
  const typed = scope.withTypeProvider<ZodTypeProvider>();

  typed.get("/alerts", async () => ({ webhookUrl: (await readAlertSettings(store))?.webhookUrl ?? null }));

  typed.put("/alerts", { schema: { body } }, async (request) => {
    const settings = await writeAlertSettings(store, request.body.webhookUrl);
    return { webhookUrl: settings?.webhookUrl ?? null, secret: settings?.secret ?? null };
  });
}

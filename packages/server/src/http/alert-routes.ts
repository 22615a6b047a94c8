/** Where the operator's alerts go: `GET` and `PUT /v1/alerts`. The secret of the signature is shown when it is made. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { readAlertTarget, writeAlertTarget } from "../health/alert-settings.ts";
import type { HttpContext } from "./app.ts";
import { describes } from "./describe-route.ts";
import { etagField, etagOfState, givenEtag, ifMatch, madeOn } from "./if-match.ts";

const body = z.strictObject({
  /** null: no alerts. */
  webhookUrl: z
    .url({ protocol: /^https?$/, error: "an http or https address is wanted, or null for no alerts" })
    .nullable(),
});

/** The secret is shown this once. */
const made = z.strictObject({
  ...{ webhookUrl: z.string().nullable(), secret: z.string().nullable() },
  etag: etagField,
});
const read = body.extend({
  secretOpens: z
    .boolean()
    .describe("False: OFFHOOK_SECRET has changed, and alerts go out unsigned until the address is saved again."),
  etag: etagField,
});
const alertsBody = body.extend({
  secretOpens: z.boolean().optional().describe("As GET gave it; it changes nothing."),
  etag: givenEtag,
});

export function alertRoutes(scope: FastifyInstance, { store, vault }: HttpContext): void {
  const typed = scope.withTypeProvider<ZodTypeProvider>();

  typed.get("/alerts", describes("getAlerts", "server", { response: { 200: read } }), async (_, reply) => {
    const target = await readAlertTarget(store);
    const etag = etagOfState(target);
    const secretOpens = target === null || (await vault.get(target.secretName)) !== null;
    return reply.header("etag", etag).send({ webhookUrl: target?.webhookUrl ?? null, secretOpens, etag });
  });

  typed.put(
    "/alerts",
    describes("setAlerts", "server", { headers: ifMatch, body: alertsBody, response: { 200: made } }),
    async ({ headers, body: wanted }, reply) => {
      const check = madeOn(headers, wanted);
      const { target, secret } = await writeAlertTarget(store, vault, wanted.webhookUrl, check);
      const etag = etagOfState(target);
      return reply.header("etag", etag).send({ webhookUrl: target?.webhookUrl ?? null, secret, etag });
    },
  );
}

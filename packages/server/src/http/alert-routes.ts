/** Where the operator's alerts go: `GET` and `PUT /v1/alerts`. The secret of the signature is shown when it is made. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { readAlertSettings, writeAlertSettings } from "../health/alerts.ts";
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
const read = body.extend({ etag: etagField });
const alertsBody = body.extend({ etag: givenEtag });

export function alertRoutes(scope: FastifyInstance, { store }: HttpContext): void {
  const typed = scope.withTypeProvider<ZodTypeProvider>();

  typed.get("/alerts", describes("getAlerts", "server", { response: { 200: read } }), async (_, reply) => {
    const settings = await readAlertSettings(store);
    const etag = etagOfState(settings);
    return reply.header("etag", etag).send({ webhookUrl: settings?.webhookUrl ?? null, etag });
  });

  typed.put(
    "/alerts",
    describes("setAlerts", "server", { headers: ifMatch, body: alertsBody, response: { 200: made } }),
    async (request, reply) => {
      const check = madeOn(request.headers, request.body);
      const settings = await writeAlertSettings(store, request.body.webhookUrl, check);
      const etag = etagOfState(settings);
      const { webhookUrl = null, secret = null } = settings ?? {};
      return reply.header("etag", etag).send({ webhookUrl, secret, etag });
    },
  );
}

/** `/v1/webhooks`: who is told of calls, and whether they heard it. */
import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { OffhookError } from "../errors.ts";
import { WEBHOOK_EVENTS } from "../store/webhook-tables.ts";
import {
  addWebhook,
  type DeliveryRow,
  hastenDeliveries,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  type WebhookRow,
} from "../store/webhooks.ts";
import { secretName } from "../webhooks/webhook-sender.ts";
import type { HttpContext } from "./app.ts";
import { listOf, nothing } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";

const instant = z.iso.datetime();
const event = z.enum(WEBHOOK_EVENTS);
const newWebhook = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "an http or https address" }).max(500),
  events: z.array(event).min(1).max(WEBHOOK_EVENTS.length),
});
const webhookShape = z
  .strictObject({
    ...{ id: z.string(), url: z.string(), events: z.array(event), createdAt: instant },
    secretOpens: z
      .boolean()
      .describe("False: OFFHOOK_SECRET has changed since; nothing is sent before it has a new secret."),
  })
  .meta({ id: "Webhook" });
const madeShape = webhookShape.extend({ secret: z.string().describe("Of the signature; shown this once.") });
const deliveryShape = z
  .strictObject({
    ...{ id: z.string(), event, callId: z.string(), state: z.enum(["waiting", "delivered", "given-up"]) },
    attempts: z.int(),
    lastStatus: z.int().nullable().describe("Null: nobody answered in time."),
    ...{ createdAt: instant, nextAttemptAt: instant.nullable(), deliveredAt: instant.nullable() },
  })
  .meta({ id: "WebhookDelivery" });
const params = z.object({ id: z.string().max(64) });
const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(64).optional(),
});

export function webhookRoutes(scope: FastifyInstance, { store, vault }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const known = async (id: string): Promise<WebhookRow> => {
    const found = (await listWebhooks(store)).find((one) => one.id === id);
    if (!found) throw new OffhookError("unknown-webhook", { id });
    return found;
  };
  const allWebhooks = async () => {
    const secrets = await vault.list(secretName(""));
    const opens = new Set(secrets.filter((one) => one.opens).map(({ name }) => name));
    return (await listWebhooks(store)).map((row) => webhookJson(row, opens.has(secretName(row.id))));
  };
  const withNewSecret = async (row: WebhookRow, author: string) => {
    const secret = randomBytes(24).toString("base64url");
    await vault.put(secretName(row.id), secret, author);
    return { ...webhookJson(row, true), secret };
  };

  app.get("/webhooks", describes("listWebhooks", "server", { response: { 200: listOf(webhookShape) } }), async () => ({
    items: await allWebhooks(),
    nextCursor: null,
  }));

  app.post(
    "/webhooks",
    describes("addWebhook", "server", { body: newWebhook, response: { 201: madeShape } }),
    async ({ body: { url, events }, actor }, reply) => {
      const made = await addWebhook(store, url, [...new Set(events)]);
      return reply.code(201).send(await withNewSecret(made, actor.name));
    },
  );

  app.post(
    "/webhooks/:id/secret",
    describes("renewWebhookSecret", "server", { params, response: { 201: madeShape } }),
    async ({ params: { id }, actor }, reply) => {
      const made = await withNewSecret(await known(id), actor.name);
      await hastenDeliveries(store, id);
      return reply.code(201).send(made);
    },
  );

  app.delete(
    "/webhooks/:id",
    describes("removeWebhook", "server", { params, response: { 204: nothing } }),
    async ({ params: { id } }, reply) => {
      if (!(await removeWebhook(store, id))) throw new OffhookError("unknown-webhook", { id });
      await vault.remove(secretName(id));
      return reply.code(204).send();
    },
  );

  app.get(
    "/webhooks/:id/deliveries",
    describes("listDeliveries", "server", {
      ...{ params, querystring: pageQuery, response: { 200: listOf(deliveryShape) } },
    }),
    async ({ params: { id }, query: { limit, cursor } }) => {
      await known(id);
      const found = await listDeliveries(store, id, { limit: limit + 1, ...(cursor ? { beforeId: cursor } : {}) });
      const items = found.slice(0, limit).map(deliveryJson);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );
}

const webhookJson = ({ id, url, events, createdAt }: WebhookRow, secretOpens: boolean) => ({
  ...{ id, url, events: [...events] },
  ...{ createdAt: createdAt.toISOString(), secretOpens },
});

const deliveryJson = ({ createdAt, dueAt, deliveredAt, ...row }: DeliveryRow) => ({
  ...{ id: row.id, event: row.event, callId: row.callId, state: row.state },
  ...{ attempts: row.attempts, lastStatus: row.lastStatus, createdAt: createdAt.toISOString() },
  nextAttemptAt: row.state === "waiting" ? dueAt.toISOString() : null,
  deliveredAt: deliveredAt?.toISOString() ?? null,
});

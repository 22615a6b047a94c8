/** `/v1/api-keys` and `/v1/audit-log`: what programs may do, and who did what. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { OffhookError } from "../errors.ts";
import { KEY_SCOPES } from "../store/access-tables.ts";
import { type ApiKeyRow, listApiKeys, makeApiKey, revokeApiKey } from "../store/api-keys.ts";
import { listActions, noteAction } from "../store/audit-log.ts";
import type { HttpContext } from "./app.ts";
import { listOf, nothing } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";

const instant = z.iso.datetime();
const scope = z
  .enum(KEY_SCOPES)
  .describe(
    "`read` looks; `calls` looks and places calls; `write` does what an editor may; `admin` what an owner may.",
  );
const newKey = z.strictObject({ name: z.string().trim().min(1).max(100), scope });
const keyShape = z
  .strictObject({
    ...{ id: z.string(), name: z.string(), scope, author: z.string() },
    ...{ createdAt: instant, lastUsedAt: instant.nullable() },
  })
  .meta({ id: "ApiKey" });
const madeKeyShape = keyShape.extend({ key: z.string().describe("Shown this once.") });
const idParams = z.object({ id: z.string().max(64) });
const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(64).optional(),
});
const actionShape = z
  .strictObject({
    ...{ id: z.string(), at: instant },
    who: z.string().describe("A member or a key, by name; empty: whoever holds the server's own key."),
    action: z.string().describe("An operation of this API, such as `publishAssistant`."),
    path: z.string(),
  })
  .meta({ id: "AuditEntry" });

export function accessRoutes(scope: FastifyInstance, { store }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get("/api-keys", describes("listApiKeys", "members", { response: { 200: listOf(keyShape) } }), async () => ({
    items: (await listApiKeys(store)).map(keyJson),
    nextCursor: null,
  }));

  app.post(
    "/api-keys",
    describes("makeApiKey", "members", { body: newKey, response: { 201: madeKeyShape } }),
    async ({ body, actor }, reply) => {
      const { key, ...made } = await makeApiKey(store, { ...body, author: actor.name });
      return reply.code(201).send({ ...keyJson(made), key });
    },
  );

  app.delete(
    "/api-keys/:id",
    describes("revokeApiKey", "members", { params: idParams, response: { 204: nothing } }),
    async ({ params: { id } }, reply) => {
      if (!(await revokeApiKey(store, id))) throw new OffhookError("unknown-api-key", { id });
      return reply.code(204).send();
    },
  );

  app.get(
    "/audit-log",
    describes("listAuditLog", "members", { querystring: pageQuery, response: { 200: listOf(actionShape) } }),
    async ({ query: { limit, cursor } }) => {
      const found = await listActions(store, { limit: limit + 1, ...(cursor ? { beforeId: cursor } : {}) });
      const items = found.slice(0, limit).map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );
}

/** Everything that changed something and was not refused goes into the log. */
export function auditActions(scope: FastifyInstance, { store, logger }: HttpContext): void {
  scope.addHook("onResponse", async (request, reply) => {
    if (["GET", "HEAD", "OPTIONS"].includes(request.method) || reply.statusCode >= 400) return;
    const action = request.routeOptions.schema?.operationId;
    if (action === undefined || request.actor === null) return;
    const path = request.url.split("?")[0] ?? "";
    await noteAction(store, { who: request.actor.name, action, path }).catch((error: unknown) =>
      logger.warn({ problem: String(error) }, "action-not-noted"),
    );
  });
}

const keyJson = ({ createdAt, lastUsedAt, ...key }: ApiKeyRow) => ({
  ...key,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

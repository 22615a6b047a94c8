/** `/v1/tools` and `/v1/secrets`: tools that call somebody's own server, tried here, and the keys that they send. */
import { misfit } from "@offhook/engine/conversation";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { OffhookError } from "../errors.ts";
import type { Actor } from "../sign-in/actor.ts";
import type { Store } from "../store/store.ts";
import {
  addTool,
  assistantsWithTool,
  editTool,
  findTool,
  listToolRuns,
  listTools,
  removeTool,
  type ToolRow,
  type ToolRunRow,
} from "../store/tools.ts";
import { BUILT_IN, runnable, secretName, TAKEN_NAMES } from "../tools/made-tools.ts";
import { definitionOf, SECRET_NAME, type ToolBody, toolBody, toolFields } from "../tools/tool-shape.ts";
import type { HttpContext } from "./app.ts";
import { listOf, nothing } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";
import { ifMatch, refuseStale } from "./if-match.ts";

const instant = z.iso.datetime();
const params = z.object({ id: z.string().max(64) });
const toolShape = toolFields
  .extend({ id: z.string(), etag: z.string(), createdAt: instant, updatedAt: instant })
  .meta({ id: "Tool" });
const runShape = z
  .strictObject({
    ...{ id: z.string(), callId: z.string().nullable(), ok: z.boolean(), durationMs: z.int(), createdAt: instant },
    record: z.record(z.string(), z.unknown()).describe("What was sent and what came back, without secrets."),
  })
  .meta({ id: "ToolRun" });
const builtInShape = z
  .strictObject({ name: z.string(), description: z.string(), effect: z.enum(["changes", "reads"]) })
  .meta({ id: "BuiltInTool" });
const testBody = z.strictObject({ arguments: z.record(z.string(), z.unknown()).default({}) });
const testShape = z
  .strictObject({
    ...{ ok: z.boolean(), durationMs: z.int() },
    result: z.unknown().describe("What a model or a flow gets."),
    fault: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: "ToolTest" });
const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(64).optional(),
});

export function toolRoutes(scope: FastifyInstance, { store }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get("/tools", describes("listTools", "tools", { response: { 200: listOf(toolShape) } }), async () => ({
    items: (await listTools(store)).map(toolJson),
    nextCursor: null,
  }));

  app.post(
    "/tools",
    describes("addTool", "tools", { body: toolBody, response: { 201: toolShape } }),
    async ({ body, actor }, reply) => {
      ownersSecrets(actor, body);
      const row = TAKEN_NAMES.has(body.name) ? null : await addTool(store, definitionOf(body));
      if (!row) throw new OffhookError("tool-name-taken", { name: body.name });
      return reply.code(201).header("etag", etagOf(row)).send(toolJson(row));
    },
  );

  const builtIn = BUILT_IN.map(({ name, description, effect }) => ({
    ...{ name, description, effect: effect ? ("changes" as const) : ("reads" as const) },
  }));
  app.get(
    "/tools/built-in",
    describes("listBuiltInTools", "tools", { response: { 200: listOf(builtInShape) } }),
    async () => ({ items: builtIn, nextCursor: null }),
  );

  app.get(
    "/tools/:id",
    describes("getTool", "tools", { params, response: { 200: toolShape } }),
    async (request, reply) => {
      const row = await knownTool(store, request.params.id);
      return reply.header("etag", etagOf(row)).send(toolJson(row));
    },
  );

  app.put(
    "/tools/:id",
    describes("replaceTool", "tools", { params, headers: ifMatch, body: toolBody, response: { 200: toolShape } }),
    async ({ params: { id }, headers, body, actor }, reply) => {
      ownersSecrets(actor, body);
      const before = await knownTool(store, id);
      refuseStale(headers["if-match"], etagOf(before));
      if (body.name !== before.name) await refuseInUse(store, before.name);
      const row = TAKEN_NAMES.has(body.name) ? "taken" : await editTool(store, before, definitionOf(body));
      if (row === "taken") throw new OffhookError("tool-name-taken", { name: body.name });
      if (row === "stale") throw new OffhookError("stale-version");
      return reply.header("etag", etagOf(row)).send(toolJson(row));
    },
  );

  app.delete(
    "/tools/:id",
    describes("removeTool", "tools", { params, response: { 204: nothing } }),
    async ({ params: { id } }, reply) => {
      await refuseInUse(store, (await knownTool(store, id)).name);
      await removeTool(store, id);
      return reply.code(204).send();
    },
  );
}

export function toolRunRoutes(scope: FastifyInstance, context: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const { store } = context;

  app.post(
    "/tools/:id/test",
    describes("testTool", "tools", { params, body: testBody, response: { 200: testShape } }),
    async ({ params: { id }, body }) => {
      const row = await knownTool(store, id);
      const problem = misfit(body.arguments, row.definition.parameters);
      if (problem) throw new OffhookError("invalid-field", { problem: `${problem}.` });
      return tryOut(context, row, body.arguments);
    },
  );

  app.get(
    "/tools/:id/runs",
    describes("listToolRuns", "tools", { params, querystring: pageQuery, response: { 200: listOf(runShape) } }),
    async ({ params: { id }, query: { limit, cursor } }) => {
      await knownTool(store, id);
      const found = await listToolRuns(store, id, { limit: limit + 1, ...(cursor ? { beforeId: cursor } : {}) });
      const items = found.slice(0, limit).map(runJson);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );
}

const secretParams = z.object({ name: z.string().regex(SECRET_NAME, "small letters, digits and hyphens") });
const secretShape = z
  .strictObject({
    name: z.string(),
    ...{ author: z.string(), updatedAt: instant },
    opens: z.boolean().describe("False: OFFHOOK_SECRET has changed since; it has to be entered again."),
  })
  .meta({ id: "Secret" });

export function secretRoutes(scope: FastifyInstance, { vault }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get("/secrets", describes("listSecrets", "tools", { response: { 200: listOf(secretShape) } }), async () => ({
    items: (await vault.list(secretName(""))).map(({ name, updatedAt, ...rest }) => ({
      ...{ ...rest, name: name.slice(secretName("").length), updatedAt: updatedAt.toISOString() },
    })),
    nextCursor: null,
  }));

  app.put(
    "/secrets/:name",
    describes("enterSecret", "tools", {
      params: secretParams,
      body: z.strictObject({
        value: z
          .string()
          .min(1)
          .max(8_000)
          .regex(/^\P{Cc}+$/u, "one line"),
      }),
      response: { 204: nothing },
    }),
    async ({ params: { name }, body: { value }, actor }, reply) => {
      await vault.put(secretName(name), value, actor.name);
      return reply.code(204).send();
    },
  );

  app.delete(
    "/secrets/:name",
    describes("removeSecret", "tools", { params: secretParams, response: { 204: nothing } }),
    async ({ params: { name } }, reply) => {
      if (!(await vault.remove(secretName(name)))) throw new OffhookError("unknown-secret", { name });
      return reply.code(204).send();
    },
  );
}

/** For real, outside any call. */
async function tryOut(context: HttpContext, row: ToolRow, args: Record<string, unknown>) {
  const startedMs = performance.now();
  const durationMs = (): number => Math.round(performance.now() - startedMs);
  const key = `test:${row.id}:${Date.now()}`;
  const caller = { callId: "test", carrier: "test", callerNumber: "", timeZone: "UTC" };
  try {
    const result = await runnable(context, row, true).run(args, {
      ...caller,
      key,
      signal: new AbortController().signal,
    });
    return { ok: true, durationMs: durationMs(), result, fault: null };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { ok: false, durationMs: durationMs(), result: null, fault: { code: code ?? "tool-failed", message } };
  }
}

/** Who may say where a secret is sent could have it sent to himself. */
function ownersSecrets({ role }: Actor, { headers = {} }: ToolBody): void {
  const sendsSecret = Object.values(headers).some((value) => typeof value !== "string");
  if (sendsSecret && role !== "owner") throw new OffhookError("not-allowed", { role, needed: "owner" });
}

async function knownTool(store: Store, id: string): Promise<ToolRow> {
  const row = await findTool(store, id);
  if (!row) throw new OffhookError("unknown-tool", { id });
  return row;
}

async function refuseInUse(store: Store, name: string): Promise<void> {
  const users = await assistantsWithTool(store, name);
  if (users.length > 0) throw new OffhookError("tool-in-use", { name, assistants: users.join(", ") });
}

const etagOf = ({ revision }: ToolRow): string => `"${revision}"`;

const toolJson = (row: ToolRow) => ({
  id: row.id,
  ...(row.definition as z.infer<typeof toolFields>),
  ...{ etag: etagOf(row), createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() },
});

const runJson = ({ createdAt, ...run }: ToolRunRow) => ({ ...run, createdAt: createdAt.toISOString() });

/**
 * `/openapi.json`: the API described from the very schemas that requests are checked with.
 *
 * A new route: `app.get("/things", describes("listThings", "calls", { querystring, response: { 200: shape } }), handler)`;
 * shapes that others name get `z.meta({ id: "Thing" })`. Then `node --import tsx scripts/docs/api-types.ts` writes the
 * client's types anew.
 */
import swagger from "@fastify/swagger";
import type { FastifyInstance, RouteOptions } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { VERSION } from "../version.ts";
import { errorShape } from "./common-shapes.ts";

const DESCRIPTION = `Everything the console does goes through this API.
Lists are pages: \`?limit&cursor\`, with \`nextCursor\` null at the end. Unknown fields are refused. Times are ISO 8601 in UTC,
durations whole milliseconds, money an exact decimal with its currency. Every refusal is an \`Error\` with a code, a sentence
and a way out. Live events of a call come over the WebSocket \`/v1/calls/{id}/live?after=<seq>\`, one LogItem a text frame.`;

/** Before any route is there. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Offhook", version: VERSION, description: DESCRIPTION, license: { name: "Apache-2.0" } },
      components: {
        securitySchemes: {
          key: { type: "http", scheme: "bearer", description: "OFFHOOK_API_KEY, or a key made in the console." },
          session: {
            type: "apiKey",
            in: "cookie",
            name: "offhook.session_token",
            description: "Whoever has signed in.",
          },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (parts) => withoutUnused(jsonSchemaTransformObject(parts)),
  });
  app.addHook("onRoute", addRefusals);
  app.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) => {
    reply.type("application/json; charset=utf-8").serializer(JSON.stringify);
    return app.swagger();
  });
}

/** What is not below `/v1` is for carriers, browsers and probes: it is described elsewhere, or by itself. */
function addRefusals(route: RouteOptions): void {
  if (!route.url.startsWith("/v1/")) {
    if (route.schema?.operationId === undefined) route.schema = { ...route.schema, hide: true };
    return;
  }
  if (route.schema?.response) {
    route.schema.response = { ...(route.schema.response as object), "4xx": errorShape, "5xx": errorShape };
  }
}

/** Each shape is made twice, as it is taken and as it is given; what no route names is left out. */
function withoutUnused<Document extends object>(document: Document): Document {
  const { components, ...rest } = document as { components?: { schemas?: Record<string, object> } };
  const schemas = components?.schemas ?? {};
  const used = new Set<string>();
  const follow = (value: unknown): void => {
    for (const name of namesIn(value)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name]);
    }
  };
  follow(rest);
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, components: { ...components, schemas: kept } };
}

const namesIn = (value: unknown): string[] =>
  [...JSON.stringify(value ?? null).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? "");

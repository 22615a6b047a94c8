/** `POST /v1/calls`: an agent calls somebody. `/v1/settings`: whom it may, and for how long words are kept. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { OffhookError } from "../errors.ts";
import { outboundShape, readOutbound, writeOutbound } from "../numbers/outbound-settings.ts";
import { placeCall } from "../numbers/place-call.ts";
import { readRetention, retentionShape, writeRetention } from "../retention/retention.ts";
import { findCall } from "../store/calls.ts";
import { viewCalls } from "../store/list-calls.ts";
import type { HttpContext } from "./app.ts";
import { callJson } from "./call-json.ts";
import { callVariables } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";
import { etagField, givenEtag, ifMatch, madeOn, withEtag } from "./if-match.ts";
import { callShape } from "./shapes.ts";

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, "a number written like +14155550100");
const orderBody = z
  .strictObject({
    to: e164,
    assistantId: z.string().max(64),
    from: e164.optional().describe("One of the connected numbers; left out: the assistant's own."),
    variables: callVariables.optional(),
  })
  .meta({ id: "NewCall" });
const outboundBody = outboundShape.extend({ etag: givenEtag });
const retentionBody = retentionShape.extend({ etag: givenEtag });
const outboundRead = outboundShape.extend({ etag: etagField });
const retentionRead = retentionShape.extend({ etag: etagField });
const keyHeader = z.looseObject({
  "idempotency-key": z.string().optional().describe("Required. The same key and order again give the same call."),
});

export function outboundRoutes(scope: FastifyInstance, context: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const { store } = context;

  app.post(
    "/calls",
    describes("placeCall", "calls", { headers: keyHeader, body: orderBody, response: { 201: callShape } }),
    async (request, reply) => {
      const callId = await placeCall(context, request.body, keyOf(request.headers["idempotency-key"]));
      const row = await findCall(store, callId);
      const [view] = row ? await viewCalls(store, [row]) : [];
      if (!view) throw new OffhookError("unknown-call", { id: callId });
      return reply.code(201).send(callJson(view, Date.now()));
    },
  );

  app.get(
    "/settings/outbound",
    describes("getOutboundSettings", "server", { response: { 200: outboundRead } }),
    async (_, reply) => withEtag(reply, await readOutbound(store)),
  );

  app.put(
    "/settings/outbound",
    describes("setOutboundSettings", "server", {
      headers: ifMatch,
      body: outboundBody,
      response: { 200: outboundRead },
    }),
    async ({ headers, body: { etag, ...settings } }, reply) =>
      withEtag(reply, await writeOutbound(store, settings, madeOn(headers, { etag }))),
  );
}

/** For how long words and recordings are kept. */
export function retentionRoutes(scope: FastifyInstance, { store }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get(
    "/settings/retention",
    describes("getRetention", "server", { response: { 200: retentionRead } }),
    async (_, reply) => withEtag(reply, await readRetention(store)),
  );

  app.put(
    "/settings/retention",
    describes("setRetention", "server", { headers: ifMatch, body: retentionBody, response: { 200: retentionRead } }),
    async ({ headers, body: { etag, ...retention } }, reply) =>
      withEtag(reply, await writeRetention(store, retention, madeOn(headers, { etag }))),
  );
}

function keyOf(header: unknown): string {
  if (typeof header !== "string" || header.trim() === "") throw new OffhookError("idempotency-key-missing");
  if (header.length > 200)
    throw new OffhookError("invalid-field", { problem: "Idempotency-Key: at most 200 letters." });
  return header.trim();
}

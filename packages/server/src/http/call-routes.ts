/** `/v1/calls`: lists, single calls, transcripts, events, recordings. Reads only; needs a key. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { OffhookError } from "../errors.ts";
import { priceBookOf } from "../money/price-book.ts";
import { costOfCall } from "../money/project-cost.ts";
import { type CallRow, findCall } from "../store/calls.ts";
import { readEvents } from "../store/events.ts";
import { deleteCall, recordingPath } from "../store/forget-calls.ts";
import { listCalls, viewCalls } from "../store/list-calls.ts";
import { readProjections } from "../store/project-call.ts";
import type { Store } from "../store/store.ts";
import type { HttpContext } from "./app.ts";
import { callJson, eventJson } from "./call-json.ts";
import { listOf, nothing, wavFile } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";
import { sendRecording } from "./recording.ts";
import { callIdParams, callShape, eventShape, eventsQuery, listCallsQuery, transcriptShape } from "./shapes.ts";

export function callRoutes(scope: FastifyInstance, { store, config }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get(
    "/calls",
    describes("listCalls", "calls", { querystring: listCallsQuery, response: { 200: listOf(callShape) } }),
    async ({ query }) => {
      const { since, until, cursor, limit, ...rest } = query;
      const times = {
        since: since === undefined ? since : new Date(since),
        until: until === undefined ? until : new Date(until),
      };
      // One more than asked for tells whether there is a next page.
      const found = await listCalls(store, { ...rest, ...times, beforeId: cursor, limit: limit + 1 });
      const items = found.slice(0, limit).map((call) => callJson(call, Date.now()));
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );

  app.get(
    "/calls/:id",
    describes("getCall", "calls", { params: callIdParams, response: { 200: callShape } }),
    async ({ params }) => {
      const [view] = await viewCalls(store, [await knownCall(store, params.id)]);
      if (!view) throw new OffhookError("unknown-call", { id: params.id });
      const cost = await costOfCall(store, priceBookOf(config.dataFolder), view);
      return callJson({ ...view, cost }, Date.now());
    },
  );

  app.get(
    "/calls/:id/transcript",
    describes("getTranscript", "calls", { params: callIdParams, response: { 200: transcriptShape } }),
    async ({ params: { id } }) => {
      const call = await knownCall(store, id);
      const projection = (await readProjections(store.pool, [id])).get(id);
      return { callId: id, final: call.status === "ended", turns: projection?.turns ?? [] };
    },
  );

  app.get(
    "/calls/:id/events",
    describes("listEvents", "calls", {
      params: callIdParams,
      querystring: eventsQuery,
      response: { 200: listOf(eventShape) },
    }),
    async (request) => {
      const { id } = request.params;
      const { limit, after, cursor } = request.query;
      await knownCall(store, id);
      const found = await readEvents(store, id, cursor ?? after, limit + 1);
      const items = found.slice(0, limit).map(eventJson);
      return { items, nextCursor: found.length > limit ? String(items.at(-1)?.seq) : null };
    },
  );
}

/** Its sound, and its end. */
export function callFileRoutes(scope: FastifyInstance, { store, config }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.delete(
    "/calls/:id",
    describes("deleteCall", "calls", { params: callIdParams, response: { 204: nothing } }),
    async ({ params: { id } }, reply) => {
      const outcome = await deleteCall(store, config.dataFolder, id);
      if (outcome === "unknown") throw new OffhookError("unknown-call", { id });
      if (outcome === "going-on") throw new OffhookError("call-going-on");
      return reply.code(204).send();
    },
  );

  app.get(
    "/calls/:id/recording",
    describes("getRecording", "calls", { params: callIdParams, response: { 200: wavFile, 206: wavFile } }),
    async (request, reply) => {
      const { id, recording } = await knownCall(store, request.params.id);
      if (recording === "writing") throw new OffhookError("recording-not-ready");
      if (recording !== "ready") throw new OffhookError("no-recording");
      return sendRecording(reply, recordingPath(config.dataFolder, id), request.headers.range);
    },
  );
}

async function knownCall(store: Store, id: string): Promise<CallRow> {
  const call = await findCall(store, id);
  if (!call) throw new OffhookError("unknown-call", { id });
  return call;
}

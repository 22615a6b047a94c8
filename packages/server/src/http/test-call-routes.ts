/** `/v1/test-calls`: calls that the server places to itself, by hand or on a schedule, and how they went. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { OffhookError } from "../errors.ts";
import { type TestCall, type TestRun, testCallBody } from "../test-calls/test-call.ts";
import {
  addTestCall,
  findTestCall,
  listTestCalls,
  listTestRuns,
  removeTestCall,
} from "../test-calls/test-call-store.ts";
import type { HttpContext } from "./app.ts";

const idParams = z.object({ id: z.string().max(64) });
const runsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(64).optional(),
});

export function testCallRoutes(scope: FastifyInstance, { store, testCalls }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get("/test-calls", async () => ({ items: (await listTestCalls(store)).map(testJson), nextCursor: null }));

  app.post("/test-calls", { schema: { body: testCallBody } }, async ({ body }, reply) => {
    const test = await addTestCall(store, body);
    return reply.code(201).send(testJson(test));
  });

  app.delete("/test-calls/:id", { schema: { params: idParams } }, async ({ params: { id } }, reply) => {
    if (!(await removeTestCall(store, id))) throw new OffhookError("unknown-test-call", { id });
    return reply.code(204).send();
  });

  /** Answers when the call is over, which takes as long as it takes. */
  app.post("/test-calls/:id/run", { schema: { params: idParams } }, async ({ params: { id } }) => {
    const test = await known(id);
    if (!testCalls) throw new OffhookError("test-calls-not-here");
    return runJson(await testCalls.run(test));
  });

  app.get("/test-calls/:id/runs", { schema: { params: idParams, querystring: runsQuery } }, async (request) => {
    const { id } = request.params;
    const { limit, cursor } = request.query;
    await known(id);
    const found = await listTestRuns(store, id, limit + 1, cursor);
    const items = found.slice(0, limit).map(runJson);
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  });

  async function known(id: string): Promise<TestCall> {
    const test = await findTestCall(store, id);
    if (!test) throw new OffhookError("unknown-test-call", { id });
    return test;
  }
}

const testJson = ({ nextRunAt, createdAt, ...test }: TestCall) => ({
  ...test,
  nextRunAt: nextRunAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

const runJson = ({ startedAt, endedAt, ...run }: TestRun) => ({
  ...run,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt.toISOString(),
});

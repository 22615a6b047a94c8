/** `/v1/test-calls`: calls that the server places to itself, by hand or on a schedule, and how they went. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { OffhookError } from "../errors.ts";
import type { TestCall, TestRun } from "../test-calls/test-call.ts";
import {
  addTestCall,
  findTestCall,
  listTestCalls,
  listTestRuns,
  removeTestCall,
} from "../test-calls/test-call-store.ts";
import type { HttpContext } from "./app.ts";
import { listOf, nothing } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";
import { newTestCallShape, testCallShape, testRunShape } from "./test-call-shapes.ts";

const idParams = z.object({ id: z.string().max(64) });
const runsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(64).optional(),
});

export function testCallRoutes(scope: FastifyInstance, { store, testCalls }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get(
    "/test-calls",
    describes("listTestCalls", "tests", { response: { 200: listOf(testCallShape) } }),
    async () => ({ items: (await listTestCalls(store)).map(testJson), nextCursor: null }),
  );

  app.post(
    "/test-calls",
    describes("addTestCall", "tests", { body: newTestCallShape, response: { 201: testCallShape } }),
    async ({ body }, reply) => {
      const test = await addTestCall(store, body);
      return reply.code(201).send(testJson(test));
    },
  );

  app.delete(
    "/test-calls/:id",
    describes("removeTestCall", "tests", { params: idParams, response: { 204: nothing } }),
    async ({ params: { id } }, reply) => {
      if (!(await removeTestCall(store, id))) throw new OffhookError("unknown-test-call", { id });
      return reply.code(204).send();
    },
  );

  /** Answers when the call is over, which takes as long as it takes. */
  app.post(
    "/test-calls/:id/run",
    describes("runTestCall", "tests", { params: idParams, response: { 200: testRunShape } }),
    async ({ params: { id } }) => {
      const test = await known(id);
      if (!testCalls) throw new OffhookError("test-calls-not-here");
      return runJson(await testCalls.run(test));
    },
  );

  app.get(
    "/test-calls/:id/runs",
    describes("listTestRuns", "tests", {
      params: idParams,
      querystring: runsQuery,
      response: { 200: listOf(testRunShape) },
    }),
    async (request) => {
      const { id } = request.params;
      const { limit, cursor } = request.query;
      await known(id);
      const found = await listTestRuns(store, id, limit + 1, cursor);
      const items = found.slice(0, limit).map(runJson);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );

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

const runJson = ({ startedAt, endedAt, problems, ...run }: TestRun) => ({
  ...run,
  problems: [...problems],
  startedAt: startedAt.toISOString(),
  endedAt: endedAt.toISOString(),
});

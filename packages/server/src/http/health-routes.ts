/** `/health`, `/ready`, `/metrics`: for probes and scrapers; no key is needed. */
import type { FastifyInstance } from "fastify";
import { VERSION } from "../version.ts";
import type { HttpContext } from "./app.ts";
import { describes } from "./describe-route.ts";
import { healthShape, readinessShape } from "./health-shapes.ts";

export function healthRoutes(app: FastifyInstance, context: HttpContext): void {
  app.get("/health", describes("getHealth", "server", { response: { 200: healthShape } }), async () => ({
    ok: true,
    version: VERSION,
    instance: context.instanceId,
  }));

  app.get(
    "/ready",
    describes("getReadiness", "server", { response: { 200: readinessShape, 503: readinessShape } }),
    async (_request, reply) => {
      const loads = await context.loads();
      const calls = sum(loads.map((load) => load.calls));
      const capacity = sum(loads.map((load) => load.capacity));
      const because = context.draining() ? "draining" : (await context.store.isAlive()) ? null : "no-database";
      reply.status(because === null ? 200 : 503);
      return { ready: because === null, full: calls >= capacity, calls, capacity, because };
    },
  );

  app.get("/metrics", async (_request, reply) => {
    reply.type("text/plain; version=0.0.4; charset=utf-8");
    return context.metricsText();
  });
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** `POST /v1/backups`: everything in one file, as it is sent. `offhook restore` puts it back. */
import { PassThrough } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { writeBackup } from "../backup/write-backup.ts";
import type { HttpContext } from "./app.ts";
import { describes } from "./describe-route.ts";

const body = z.strictObject({
  withSecrets: z
    .boolean()
    .default(false)
    .describe(
      "Also the keys (sealed), what they are sealed with, and who is signed in. Who has the file has the keys.",
    ),
});
const file = z.custom<Buffer>().meta({ type: "string", format: "binary", description: "application/gzip" });

export function backupRoutes(scope: FastifyInstance, { store, config, logger }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  app.post("/backups", describes("makeBackup", "server", { body, response: { 200: file } }), async (request, reply) => {
    const output = new PassThrough();
    const { withSecrets } = request.body;
    const connection = { ...store.connection, query_timeout: 0 };
    writeBackup({ connection, dataFolder: config.dataFolder, withSecrets }, output).catch((error: unknown) => {
      logger.error({ problem: String(error) }, "backup-failed");
      // What was sent is cut off without its end: whoever takes it sees that it is not whole.
      output.destroy(error instanceof Error ? error : new Error("backup failed"));
    });
    const day = new Date().toISOString().slice(0, 10);
    reply.type("application/gzip").header("content-disposition", `attachment; filename="offhook-${day}.tar.gz"`);
    return reply.header("cache-control", "no-store").send(output as unknown as Buffer);
  });
}

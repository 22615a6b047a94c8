/** The console's files, as they were built. Its pages have addresses of their own: each is the same document. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { REPOSITORY_ROOT } from "../data-folder.ts";
import { notFound } from "./error-handler.ts";

const CONSOLE = join(REPOSITORY_ROOT, "packages/console/dist");
/** Nothing from elsewhere runs or is loaded; a microphone is for this page alone. */
const GUARDS = Object.freeze({
  "content-security-policy":
    "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "permissions-policy": "microphone=(self)",
});

export async function consoleRoutes(app: FastifyInstance, folder: string = CONSOLE): Promise<void> {
  const isBuilt = existsSync(join(folder, "index.html"));
  if (isBuilt) {
    // Looked up as they are asked for: a console that is built anew has other names. Each carries a hash in its own.
    await app.register(fastifyStatic, {
      ...{ root: join(folder, "assets"), prefix: "/assets/", decorateReply: false, index: false },
      setHeaders: (reply) => void reply.header("cache-control", "public, max-age=31536000, immutable"),
    });
    await app.register(fastifyStatic, {
      ...{ root: folder, wildcard: false, index: false },
      setHeaders: (reply) => void reply.header("cache-control", "no-cache"),
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? "/";
    const isPage = request.method === "GET" && !/^\/(v1|twilio|browser|assets|auth)(\/|$)|\.\w+$/.test(path);
    if (!isBuilt || !isPage) return notFound(request);
    return reply.headers(GUARDS).sendFile("index.html", { cacheControl: false });
  });
}

/** Opening the console under the public name, and closing it again: an owner's decision. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { OffhookError } from "../errors.ts";
import { allowConsole, consoleAllowedOn } from "../store/console-setting.ts";
import { listMembers } from "../store/members.ts";
import type { HttpContext } from "./app.ts";
import { describes } from "./describe-route.ts";
import { etagField, etagOfState, givenEtag, ifMatch, madeOn } from "./if-match.ts";

const consoleRead = z
  .strictObject({
    publicUrl: z.string().nullable().describe("PUBLIC_URL as this server was started with it."),
    allowed: z.boolean().describe("The console and the API answer under that name; otherwise on loopback names only."),
    etag: etagField,
  })
  .meta({ id: "ConsoleSetting" });
const consoleBody = z.strictObject({ allowed: z.boolean(), etag: givenEtag });

export function consoleSettingRoutes(scope: FastifyInstance, { store, config }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const { publicUrl } = config;
  const shown = (address: string | null) => ({
    ...{ publicUrl, allowed: publicUrl !== null && address === publicUrl },
    etag: etagOfState(address),
  });

  app.get(
    "/settings/console",
    describes("getConsoleSetting", "server", { response: { 200: consoleRead } }),
    async (_, reply) => {
      const answer = shown(await consoleAllowedOn(store));
      return reply.header("etag", answer.etag).send(answer);
    },
  );

  app.put(
    "/settings/console",
    describes("setConsoleSetting", "server", { headers: ifMatch, body: consoleBody, response: { 200: consoleRead } }),
    async ({ headers, body }, reply) => {
      const address = body.allowed ? publicUrl : null;
      if (body.allowed) refuseUnsafe(publicUrl);
      if (body.allowed && !(await hasOwner())) throw new OffhookError("owner-missing");
      const answer = shown(await allowConsole(store, address, madeOn(headers, body)));
      return reply.header("etag", answer.etag).send(answer);
    },
  );

  const hasOwner = async () => (await listMembers(store)).some(({ role }) => role === "owner");
}

function refuseUnsafe(publicUrl: string | null): void {
  if (publicUrl === null) throw new OffhookError("console-needs-public-url");
  if (!publicUrl.startsWith("https:")) throw new OffhookError("console-needs-https", { publicUrl });
}

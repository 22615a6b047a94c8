/** `/v1/provider-keys`: entered once, tried at once, never given back. */
import type { AccountCheck } from "@offhook/provider-kit/account";
import type { Catalogue } from "@offhook/provider-kit/catalogue";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { OffhookError } from "../errors.ts";
import { ACCOUNT_CHECKS } from "../providers/account-checks.ts";
import { catalogueOf } from "../providers/catalogues.ts";
import type { KeptKey } from "../providers/key-ring.ts";
import type { HttpContext } from "./app.ts";
import { nothing } from "./common-shapes.ts";

const tags = ["providers"];
const params = z.object({ provider: z.string().max(64) });
const keyBody = z.strictObject({ key: z.string().trim().min(1).max(20_000) });
const keyShape = z
  .strictObject({
    provider: z.string(),
    /** The environment variable that would do the same. */
    keyName: z.string(),
    /** `lost`: OFFHOOK_SECRET has changed since; it has to be entered again. */
    from: z.enum(["environment", "entered", "lost"]).nullable(),
    author: z.string().nullable(),
    updatedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "ProviderKey" });
const keyList = z.strictObject({ items: z.array(keyShape), nextCursor: z.null() });
const testShape = z
  .strictObject({
    /** `unknown`: the vendor did not answer, so nobody knows yet. */
    result: z.enum(["works", "unknown"]),
    latencyMs: z.int().nullable(),
    detail: z.string(),
  })
  .meta({ id: "ProviderKeyTest" });

const ASK_WITHIN_MS = 8_000;

export function providerKeyRoutes(scope: FastifyInstance, context: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const { keys } = context;

  app.get(
    "/provider-keys",
    { schema: { operationId: "listProviderKeys", tags, response: { 200: keyList } } },
    async () => ({ items: (await keys.list()).map(keyJson), nextCursor: null }),
  );

  app.put(
    "/provider-keys/:provider",
    { schema: { operationId: "enterProviderKey", tags, params, body: keyBody, response: { 200: testShape } } },
    async ({ params: { provider }, body: { key }, actor }) => {
      const catalogue = withKey(provider);
      if ((await keyOf(context, provider))?.from === "environment") {
        throw new OffhookError("key-from-environment", { keyName: catalogue.keyName });
      }
      const tested = await test(catalogue, key, keys.environment);
      await keys.enter(provider, key, actor.name);
      return tested;
    },
  );

  app.post(
    "/provider-keys/:provider/test",
    { schema: { operationId: "testProviderKey", tags, params, response: { 200: testShape } } },
    async ({ params: { provider } }) => {
      const catalogue = withKey(provider);
      const key = keys.environment[catalogue.keyName];
      if (!key) throw new OffhookError("no-provider-key", { name: catalogue.name });
      return test(catalogue, key, keys.environment);
    },
  );

  app.delete(
    "/provider-keys/:provider",
    { schema: { operationId: "forgetProviderKey", tags, params, response: { 204: nothing } } },
    async ({ params: { provider } }, reply) => {
      const { name } = withKey(provider);
      if (!(await keys.forget(provider))) throw new OffhookError("no-provider-key", { name });
      return reply.code(204).send();
    },
  );
}

/** Throws where the vendor refuses the key: then it is not kept, and the one that was there goes on. */
async function test(
  { provider, name, baseUrlName, baseUrl }: Catalogue,
  apiKey: string,
  environment: HttpContext["keys"]["environment"],
): Promise<z.infer<typeof testShape>> {
  const check = ACCOUNT_CHECKS[provider];
  if (!check) return { result: "unknown", latencyMs: null, detail: `${name} cannot be asked whether a key works.` };
  const access = {
    ...{ apiKey, baseUrl: environment[baseUrlName ?? ""] || (baseUrl ?? "") },
    signal: AbortSignal.timeout(ASK_WITHIN_MS),
  };
  return judged(name, await check(access));
}

const REFUSALS: readonly string[] = ["key-refused", "not-allowed"];

function judged(name: string, check: AccountCheck): z.infer<typeof testShape> {
  if (check.ok) {
    const left = check.quota ? ` ${check.quota.left} ${check.quota.unit} are left.` : "";
    const detail = check.restricted ? "It works, but may not read the account." : `It works.${left}`;
    return { result: "works", latencyMs: Math.round(check.latencyMs), detail };
  }
  if (REFUSALS.includes(check.fault)) throw new OffhookError("provider-refused-key", { name, detail: check.detail });
  return { result: "unknown", latencyMs: null, detail: `${name} could not be asked: ${check.detail}` };
}

function withKey(provider: string): Catalogue & { keyName: string } {
  const catalogue = catalogueOf(provider);
  if (!catalogue?.keyName) throw new OffhookError("unknown-provider", { provider });
  return catalogue as Catalogue & { keyName: string };
}

const keyOf = async ({ keys }: HttpContext, provider: string): Promise<KeptKey | undefined> =>
  (await keys.list()).find((one) => one.provider === provider);

const keyJson = ({ updatedAt, ...kept }: KeptKey) => ({ ...kept, updatedAt: updatedAt?.toISOString() ?? null });

/** `/v1/settings/currency`: in which money the console shows what everything costs. Vendors bill in dollars; that stays on record. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { changeSetting, getSetting } from "../store/index.ts";
import type { HttpContext } from "./app.ts";
import { describes } from "./describe-route.ts";
import { etagField, givenEtag, ifMatch, madeOn, withEtag } from "./if-match.ts";

const SETTING = "currency";
const KNOWN = new Set(Intl.supportedValuesOf("currency"));

const currencyShape = z
  .strictObject({
    currency: z.string().refine((code) => KNOWN.has(code), "a currency such as EUR"),
    perDollar: z
      .string()
      .regex(/^\d{1,7}(\.\d{1,8})?$/, "a number such as 0.92")
      .refine((rate) => Number(rate) > 0, "more than nothing")
      .describe("What one US dollar is worth: whoever sets it knows the rate that is wanted."),
  })
  .meta({ id: "Currency" });

const currencyRead = currencyShape.extend({ etag: etagField });
const currencyBody = currencyShape.extend({ etag: givenEtag });

type Currency = z.infer<typeof currencyShape>;

const DOLLARS: Currency = Object.freeze({ currency: "USD", perDollar: "1" });

export function currencyRoutes(scope: FastifyInstance, { store }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get(
    "/settings/currency",
    describes("getCurrency", "server", { response: { 200: currencyRead } }),
    async (_, reply) => withEtag(reply, currencyIn(await getSetting(store, SETTING))),
  );

  app.put(
    "/settings/currency",
    describes("setCurrency", "server", { headers: ifMatch, body: currencyBody, response: { 200: currencyRead } }),
    async ({ headers, body: { etag, ...wanted } }, reply) => {
      const check = madeOn(headers, { etag });
      const kept = await changeSetting(store, SETTING, (before) => {
        check(currencyIn(before));
        return wanted.currency === "USD" ? DOLLARS : wanted;
      });
      return withEtag(reply, kept);
    },
  );
}

function currencyIn(setting: unknown): Currency {
  const stored = currencyShape.safeParse(setting);
  return stored.success ? stored.data : DOLLARS;
}

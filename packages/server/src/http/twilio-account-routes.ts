/** `/v1/twilio/accounts`: whose numbers there are to connect, and what can be bought. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { OffhookError } from "../errors.ts";
import { connectNumber } from "../numbers/connect-number.ts";
import { proveAndKeep } from "../numbers/kept-proof.ts";
import { wantedRouting } from "../numbers/number-routing.ts";
import { papersOf } from "../numbers/papers.ts";
import { accountNamed, accountTypeOf, answered, restFor, webhookBase } from "../numbers/twilio-house.ts";
import { listPhoneNumbers } from "../store/phone-numbers.ts";
import type { TwilioAccount } from "../twilio/accounts.ts";
import type { HttpContext } from "./app.ts";
import { nothing } from "./common-shapes.ts";
import { papersQuery, papersShape } from "./number-paper-shapes.ts";
import { phoneNumberJson } from "./phone-number-json.ts";
import { knownAssistants } from "./phone-number-routes.ts";
import {
  accountBody,
  accountList,
  accountParams,
  accountShape,
  availableList,
  availableQuery,
  buyBody,
  ownedNumberList,
  phoneNumberShape,
} from "./phone-number-shapes.ts";

const tags = ["phone numbers"];
const params = accountParams;

export function twilioAccountRoutes(scope: FastifyInstance, context: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const { accounts, store } = context;

  app.get(
    "/twilio/accounts",
    { schema: { operationId: "listTwilioAccounts", tags, response: { 200: accountList } } },
    async () => ({
      items: (await accounts.current()).map((one) => ({ accountSid: one.accountSid, from: accounts.originOf(one) })),
      nextCursor: null,
    }),
  );

  app.post(
    "/twilio/accounts",
    { schema: { operationId: "keepTwilioAccount", tags, body: accountBody, response: { 201: accountShape } } },
    async ({ body: { accountSid, authToken }, actor }, reply) => {
      const account = accountNamed(context, accountSid, authToken);
      const accountType = await accountTypeOf(restFor(context, account), account);
      if (account.carrier === "twilio") await accounts.enter(accountSid, authToken, actor.name);
      return reply.code(201).send({ accountSid, accountType, from: accounts.originOf(account) });
    },
  );

  app.delete(
    "/twilio/accounts/:accountSid",
    { schema: { operationId: "forgetTwilioAccount", tags, params, response: { 204: nothing } } },
    async ({ params: { accountSid } }, reply) => {
      const account = await knownAccount(context, accountSid);
      if (accounts.originOf(account) !== "entered") throw new OffhookError("twilio-account-given", { accountSid });
      const carried = (await listPhoneNumbers(store)).filter((one) => one.accountSid === accountSid);
      if (carried.length > 0) {
        const numbers = carried.map(({ number }) => number).join(", ");
        throw new OffhookError("twilio-account-in-use", { accountSid, numbers });
      }
      await accounts.forget(accountSid);
      return reply.code(204).send();
    },
  );

  app.get(
    "/twilio/accounts/:accountSid/numbers",
    { schema: { operationId: "listTwilioNumbers", tags, params, response: { 200: ownedNumberList } } },
    async (request) => {
      const rest = restFor(context, await knownAccount(context, request.params.accountSid));
      const connected = new Map((await listPhoneNumbers(store)).map(({ id, number }) => [number, id]));
      const items = answered(await rest.listNumbers()).map(({ number, friendlyName, capabilities, routing }) => ({
        ...{ number, friendlyName, capabilities, voiceUrl: routing.voiceUrl },
        phoneNumberId: connected.get(number) ?? null,
      }));
      return { items, nextCursor: null };
    },
  );
}

/** Numbers that nobody has yet. */
export function numberShopRoutes(scope: FastifyInstance, context: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const { store } = context;

  app.get(
    "/twilio/accounts/:accountSid/available",
    {
      schema: {
        ...{ operationId: "searchTwilioNumbers", tags, params, querystring: availableQuery },
        response: { 200: availableList },
      },
    },
    async (request) => {
      const rest = restFor(context, await knownAccount(context, request.params.accountSid));
      const { country, type } = request.query;
      const found = answered(await rest.searchNumbers({ ...request.query, voice: true, limit: 20 }));
      // Without a price one can still look; without agreeing to one, nobody buys.
      const price = await rest.fetchNumberPrice(country, type);
      const items = found.map(({ country: _, ...one }) => one);
      return {
        items,
        price: price.ok && price.value ? { ...price.value, per: "month" as const } : null,
        nextCursor: null,
      };
    },
  );

  app.get(
    "/twilio/accounts/:accountSid/papers",
    {
      schema: {
        ...{ operationId: "listTwilioPapers", tags, params, querystring: papersQuery },
        response: { 200: papersShape },
      },
    },
    async (request) => {
      const rest = restFor(context, await knownAccount(context, request.params.accountSid));
      return papersOf(rest, request.query);
    },
  );

  app.post(
    "/twilio/accounts/:accountSid/buy",
    {
      schema: {
        ...{ operationId: "buyTwilioNumber", tags, params, body: buyBody },
        response: { 201: phoneNumberShape },
      },
    },
    async ({ params: { accountSid }, body, actor }, reply) => {
      const account = await knownAccount(context, accountSid);
      const { number, addressSid, bundleSid, assistantId = null } = body;
      await knownAssistants(store, [assistantId]);
      const routing = wantedRouting(webhookBase(context, account), null);
      answered(await restFor(context, account).buyNumber({ number, addressSid, bundleSid, routing }));
      const [row, proof] = await Promise.all([
        connectNumber(context, { ...account, number, assistantId, author: actor.name }),
        account.carrier === "twin" ? null : proveAndKeep(context),
      ]);
      return reply.code(201).send(phoneNumberJson(row, proof));
    },
  );
}

async function knownAccount({ accounts }: HttpContext, accountSid: string): Promise<TwilioAccount> {
  const account = await accounts.find(accountSid);
  if (!account) throw new OffhookError("unknown-twilio-account", { accountSid });
  return account;
}

/** `/v1/phone-numbers`: connected with a look before, bound to assistants, and given back as they were. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { OffhookError } from "../errors.ts";
import {
  checkNumber,
  connectNumber,
  disconnectNumber,
  type NumberOrder,
  rehearse,
  repairNumber,
  type ShownNumber,
} from "../numbers/connect-number.ts";
import { diagnoseNumber } from "../numbers/diagnose-number.ts";
import { type KeptProof, lastProof, proveAndKeep } from "../numbers/kept-proof.ts";
import { freeSimulatorNumber, simulatorRoute } from "../numbers/simulator.ts";
import type { TwilioHouse } from "../numbers/twilio-house.ts";
import { findAssistant } from "../store/assistant-drafts.ts";
import { bindPhoneNumber, getPhoneNumber, listPhoneNumbers, type PhoneNumberRow } from "../store/phone-numbers.ts";
import type { Store } from "../store/store.ts";
import { simulatedCall } from "../test-calls/run-test-call.ts";
import type { HttpContext } from "./app.ts";
import { nothing } from "./common-shapes.ts";
import { ifMatch, refuseOther } from "./if-match.ts";
import { numberEtag, type PhoneNumberJson, phoneNumberJson } from "./phone-number-json.ts";
import {
  callingShape,
  callNumberBody,
  connectNumberBody,
  diagnosisShape,
  disconnectQuery,
  editNumberBody,
  phoneNumberList,
  phoneNumberParams,
  phoneNumberShape,
  simulatorBody,
} from "./phone-number-shapes.ts";

const params = phoneNumberParams;

export function phoneNumberRoutes(scope: FastifyInstance, context: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const { store } = context;
  const one = { 200: phoneNumberShape };

  app.get(
    "/phone-numbers",
    { schema: { operationId: "listPhoneNumbers", tags: ["phone numbers"], response: { 200: phoneNumberList } } },
    async () => ({ items: await allShown(context), nextCursor: null }),
  );

  app.post(
    "/phone-numbers",
    {
      schema: {
        ...{ operationId: "connectPhoneNumber", tags: ["phone numbers"], body: connectNumberBody },
        response: { 200: phoneNumberShape, 201: phoneNumberShape },
      },
    },
    async ({ body, actor }, reply) => {
      const { dryRun = false, assistantId = null } = body;
      await knownAssistants(store, [assistantId]);
      const authToken = body.authToken ?? (await keptToken(context, body.accountSid));
      const order = { ...body, authToken, assistantId, author: actor.name };
      const proving = provingFor(context, order);
      if (dryRun) return reply.code(200).send(await shown(rehearse(context, order), proving));
      return reply.code(201).send(await shown(connected(context, order), proving));
    },
  );

  app.get(
    "/phone-numbers/:id",
    { schema: { operationId: "getPhoneNumber", tags: ["phone numbers"], params, response: one } },
    async ({ params: { id } }, reply) => tagged(reply, await shown(knownNumber(store, id), lastProof(context))),
  );

  app.patch(
    "/phone-numbers/:id",
    {
      schema: {
        ...{ operationId: "editPhoneNumber", tags: ["phone numbers"], params, headers: ifMatch },
        ...{ body: editNumberBody, response: one },
      },
    },
    async ({ params: { id }, headers, body }, reply) => {
      await knownAssistants(store, [body.assistantId ?? null, body.afterHoursAssistantId ?? null]);
      if (body.fallbackUrl) refuseOwn(context, body.fallbackUrl);
      const check = (before: PhoneNumberRow) => refuseOther(headers["if-match"], numberEtag(before));
      const bound = await bindPhoneNumber(store, id, body as Parameters<typeof bindPhoneNumber>[2], check);
      if (!bound) throw new OffhookError("unknown-phone-number", { id });
      // Twilio keeps the fallback's address itself.
      const edited = body.fallbackUrl === undefined ? Promise.resolve(bound) : repairNumber(context, bound);
      return tagged(reply, await shown(edited, lastProof(context)));
    },
  );

  app.delete(
    "/phone-numbers/:id",
    {
      schema: {
        ...{ operationId: "disconnectPhoneNumber", tags: ["phone numbers"], params, querystring: disconnectQuery },
        response: { 204: nothing },
      },
    },
    async ({ params: { id }, query: { restore } }, reply) => {
      await disconnectNumber(context, await knownNumber(store, id), restore);
      return reply.code(204).send();
    },
  );
}

/** What is done about a number that is connected, and the simulator's numbers. */
export function phoneNumberCareRoutes(scope: FastifyInstance, context: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const { store, accounts, logger } = context;
  const schema = { tags: ["phone numbers"], params, response: { 200: phoneNumberShape } };

  app.post("/phone-numbers/:id/check", { schema: { ...schema, operationId: "checkPhoneNumber" } }, async (request) => {
    const row = await knownNumber(store, request.params.id);
    return shown(checkNumber(context, row), provingFor(context, row));
  });

  app.post(
    "/phone-numbers/:id/repair",
    { schema: { ...schema, operationId: "repairPhoneNumber" } },
    async (request) => {
      const row = await knownNumber(store, request.params.id);
      return shown(repairNumber(context, row), provingFor(context, row));
    },
  );

  app.get(
    "/phone-numbers/:id/diagnosis",
    { schema: { ...schema, operationId: "diagnosePhoneNumber", response: { 200: diagnosisShape } } },
    async (request) => diagnoseNumber(context, await knownNumber(store, request.params.id)),
  );

  app.post(
    "/phone-numbers/:id/call",
    {
      schema: {
        ...schema,
        ...{ operationId: "callPhoneNumber", body: callNumberBody, response: { 202: callingShape } },
      },
    },
    async ({ params: { id }, body: { says } }, reply) => {
      const { number, accountSid } = await knownNumber(store, id);
      const account = accounts.known.find((one) => one.carrier === "twin" && one.accountSid === accountSid);
      if (!account) throw new OffhookError("number-not-simulated", { number });
      const route = await simulatorRoute(store, number);
      if (!route) throw new OffhookError("number-leads-nowhere", { number });
      void simulatedCall({ ...account, ...route, to: number, says }).then(({ problems }) => {
        if (problems.length > 0) logger.warn({ phoneNumberId: id, problems: problems.length }, "simulated-call-failed");
      });
      return reply.code(202).send({ calling: true });
    },
  );

  app.post(
    "/simulator/numbers",
    {
      schema: {
        ...{ operationId: "connectSimulatorNumber", tags: ["phone numbers"], body: simulatorBody.nullish() },
        response: { 201: phoneNumberShape },
      },
    },
    async ({ body, actor }, reply) => {
      const assistantId = body?.assistantId ?? null;
      await knownAssistants(store, [assistantId]);
      const account = accounts.known.find(({ carrier }) => carrier === "twin");
      if (!account) throw new OffhookError("not-ready", { because: "the simulator has no account" });
      const taken = new Set((await listPhoneNumbers(store)).map(({ number }) => number));
      const number = await freeSimulatorNumber(store, account, taken);
      const order = { ...account, number, assistantId, author: actor.name };
      return reply.code(201).send(await shown(connected(context, order), lastProof(context)));
    },
  );
}

/** What is to answer when this server is gone must not go with it. */
function refuseOwn({ config, address }: HttpContext, url: string): void {
  const own = [config.publicUrl, address()].flatMap((one) => (one ? [new URL(one).host] : []));
  if (own.includes(new URL(url).host)) throw new OffhookError("fallback-on-this-server", { url });
}

const isSimulated = ({ accounts }: TwilioHouse, accountSid: string): boolean =>
  accounts.known.some((one) => one.carrier === "twin" && one.accountSid === accountSid);

/** Beside Twilio's answers: an address that leads nowhere delays nothing else. */
const provingFor = (context: HttpContext, { accountSid }: { accountSid: string }): Promise<KeptProof | null> =>
  isSimulated(context, accountSid) ? lastProof(context) : proveAndKeep(context);

async function allShown(context: HttpContext) {
  const [rows, proof] = await Promise.all([listPhoneNumbers(context.store), lastProof(context)]);
  return rows.map((row) => phoneNumberJson(row, proof));
}

async function shown(making: Promise<ShownNumber>, proving: Promise<KeptProof | null>) {
  const [row, proof] = await Promise.all([making, proving]);
  return phoneNumberJson(row, proof);
}

function tagged(reply: { header(name: string, value: string): unknown }, number: PhoneNumberJson): PhoneNumberJson {
  reply.header("etag", number.etag);
  return number;
}

/** As it is afterwards, with the changes that were made. */
async function connected(house: TwilioHouse, order: NumberOrder): Promise<ShownNumber> {
  const { routing } = await rehearse(house, order);
  const row = await connectNumber(house, order);
  return { ...row, routing: { ...row.routing, changes: routing.changes } };
}

async function keptToken({ accounts }: HttpContext, accountSid: string): Promise<string> {
  const account = await accounts.find(accountSid);
  if (!account) throw new OffhookError("invalid-field", { problem: "authToken: it is not known here yet." });
  return account.authToken;
}

async function knownNumber(store: Store, id: string): Promise<PhoneNumberRow> {
  const row = await getPhoneNumber(store, id);
  if (!row) throw new OffhookError("unknown-phone-number", { id });
  return row;
}

export async function knownAssistants(store: Store, ids: readonly (string | null)[]): Promise<void> {
  for (const id of ids) {
    if (id !== null && !(await findAssistant(store, id))) throw new OffhookError("unknown-assistant", { id });
  }
}

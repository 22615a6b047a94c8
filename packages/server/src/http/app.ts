/** Puts the HTTP side of one worker together: guards, errors, routes, the call host's routes. */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { OffhookError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { KeyRing } from "../providers/key-ring.ts";
import type { ProviderStates } from "../providers/provider-states.ts";
import { type Actor, checkRole, createWhoAsks, KEY_HOLDER } from "../sign-in/actor.ts";
import type { MemberAuth } from "../sign-in/member-auth.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import type { Load } from "../supervisor/messages.ts";
import type { TestCallDesk } from "../test-calls/test-call-desk.ts";
import type { AccountBook } from "../twilio/account-book.ts";
import type { CallHost } from "../worker/call-host.ts";
import { accessRoutes, auditActions } from "./access-routes.ts";
import { alertRoutes } from "./alert-routes.ts";
import { assistantHistoryRoutes, assistantRoutes, assistantVersionRoutes } from "./assistant-routes.ts";
import { backupRoutes } from "./backup-routes.ts";
import { callFileRoutes, callRoutes } from "./call-routes.ts";
import { consoleRoutes } from "./console-routes.ts";
import { consoleSettingRoutes } from "./console-setting-routes.ts";
import { costRoutes } from "./cost-routes.ts";
import { currencyRoutes } from "./currency-routes.ts";
import { answerError, handleErrors, notFound } from "./error-handler.ts";
import { healthRoutes } from "./health-routes.ts";
import { importRoutes } from "./import-routes.ts";
import { memberRoutes, signInRoutes } from "./member-routes.ts";
import { describeApi } from "./openapi.ts";
import { outboundRoutes, retentionRoutes } from "./outbound-routes.ts";
import { phoneNumberCareRoutes, phoneNumberRoutes } from "./phone-number-routes.ts";
import { priceRoutes } from "./price-routes.ts";
import { providerKeyRoutes } from "./provider-key-routes.ts";
import { providerRoutes } from "./provider-routes.ts";
import { cookiesFor, createDoor, pathOf } from "./public-door.ts";
import { refuseSocket } from "./refuse-socket.ts";
import { RequestLimit } from "./request-limit.ts";
import { templateRoutes } from "./template-routes.ts";
import { testCallRoutes } from "./test-call-routes.ts";
import { secretRoutes, toolRoutes, toolRunRoutes } from "./tool-routes.ts";
import { numberShopRoutes, twilioAccountRoutes } from "./twilio-account-routes.ts";
import { voicePreviewRoutes } from "./voice-preview-routes.ts";
import { webhookRoutes } from "./webhook-routes.ts";

export interface HttpContext {
  config: Config;
  store: Store;
  /** Keys that somebody entered. */
  vault: Vault;
  /** Twilio accounts whose requests are believed. */
  accounts: AccountBook;
  logger: Logger;
  instanceId: string;
  localToken: string;
  /** How this machine reaches us. */
  address(): string;
  callHost: CallHost;
  /** Of all workers. */
  loads(): Promise<Load[]>;
  /** Prometheus text of all workers. */
  metricsText(): Promise<string>;
  draining(): boolean;
  /** What is known of the vendors from calls; left out: only whether their keys are set. */
  providerStates?: ProviderStates;
  /** Places test calls; left out: they can be kept and not run. */
  testCalls?: TestCallDesk;
  /** People at the console; left out: keys only. */
  members?: MemberAuth;
  /** Told of each route, as `get` and `/v1/calls/{id}`: for tests. */
  onRoute?(method: string, path: string): void;
  /** Answers that are not as described fail: for tests. */
  checksAnswers?: boolean;
  /** Where the built console is; default this checkout's. */
  consoleFolder?: string;
  /** The vendors' keys: the environment's, and those that were entered. */
  keys: KeyRing;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Of requests below `/v1`. */
    actor: Actor;
  }
}

/** JSON of ours and forms of carriers are a few kilobytes. */
const BODY_LIMIT_BYTES = 1_048_576;
/** Of each member or key, at each worker: a console with many windows needs a tenth of it. */
const REQUESTS = { burst: 300, perSecond: 30 };
/** Slow senders do not hold a connection for ever. */
const REQUEST_DEADLINE_MS = 30_000;

export async function createApp(context: HttpContext): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_DEADLINE_MS,
    // A path that cannot be decoded, and bytes that are no HTTP: both before any route or hook.
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply, context.logger),
    clientErrorHandler: (error, socket) =>
      refuseSocket(socket, new OffhookError("invalid-request", { problem: `Not HTTP (${error.code}).` })),
    genReqId: () => newId("req"),
    // Without it a stop waits for idle keep-alive connections.
    forceCloseConnections: true,
  });
  app.setValidatorCompiler(validatorCompiler);
  // Answers are made to their shapes; the tests hold them to it, and a caller does not wait for that.
  app.setSerializerCompiler(context.checksAnswers ? serializerCompiler : () => JSON.stringify);
  app.addHook("onRoute", ({ method, url }) => {
    const path = url.replace(/:(\w+)/g, "{$1}");
    for (const one of [method].flat()) if (one !== "HEAD") context.onRoute?.(one.toLowerCase(), path);
  });
  await describeApi(app);
  handleErrors(app, context.logger);
  acceptForms(app);
  const door = createDoor(context.config, context.store, createWhoAsks(context));
  app.addHook("onRequest", ({ raw, routeOptions }) => door(raw, routeOptions.url));
  app.decorateRequest("actor", null as unknown as Actor);
  healthRoutes(app, context);
  signInRoutes(app, context);
  await consoleRoutes(app, context.consoleFolder);
  await app.register(async (scope) => v1Routes(scope, context), { prefix: "/v1" });
  await app.register(async (scope) => context.callHost.registerRoutes(scope));
  return app;
}

function v1Routes(scope: FastifyInstance, context: HttpContext): void {
  const whoAsks = createWhoAsks(context);
  const limit = new RequestLimit(REQUESTS);
  // Here one speaks JSON: forms are for carriers.
  scope.removeContentTypeParser(["application/x-www-form-urlencoded", "text/plain"]);
  scope.addHook("onRequest", async (request, reply) => {
    request.actor = await whoAsks(request.raw);
    // By the route that was found: an address can be written in many ways (`/v1/%6dembers`), and leads there all the same.
    checkRole(request.actor, request.method, request.routeOptions.url ?? pathOf(request.raw));
    checkLimit(limit, request, reply);
    if (request.actor.cookies.length > 0)
      reply.header("set-cookie", cookiesFor(request.raw, context.config.publicUrl, request.actor.cookies));
  });
  auditActions(scope, context);
  memberRoutes(scope, context);
  accessRoutes(scope, context);
  webhookRoutes(scope, context);
  callRoutes(scope, context);
  callFileRoutes(scope, context);
  outboundRoutes(scope, context);
  retentionRoutes(scope, context);
  currencyRoutes(scope, context);
  consoleSettingRoutes(scope, context);
  assistantRoutes(scope, context);
  assistantVersionRoutes(scope, context);
  assistantHistoryRoutes(scope, context);
  templateRoutes(scope);
  importRoutes(scope, context);
  phoneNumberRoutes(scope, context);
  phoneNumberCareRoutes(scope, context);
  twilioAccountRoutes(scope, context);
  numberShopRoutes(scope, context);
  toolRoutes(scope, context);
  toolRunRoutes(scope, context);
  secretRoutes(scope, context);
  providerRoutes(scope, context);
  providerKeyRoutes(scope, context);
  voicePreviewRoutes(scope, context);
  priceRoutes(scope, context);
  alertRoutes(scope, context);
  backupRoutes(scope, context);
  testCallRoutes(scope, context);
  costRoutes(scope, context);
  // Before an unknown address is called unknown, the key is asked for: routes are nobody else's business.
  scope.setNotFoundHandler(notFound);
}

/** The server's own key is the operator's: the command line and the tests of a house ask as much as they like. */
function checkLimit(limit: RequestLimit, { actor }: FastifyRequest, reply: FastifyReply): void {
  if (actor === KEY_HOLDER) return;
  const seconds = limit.take(actor.memberId ?? `key ${actor.name}`, Date.now());
  if (seconds === 0) return;
  reply.header("retry-after", String(seconds));
  throw new OffhookError("too-many-requests", { seconds });
}

/** Carriers send forms: the body becomes a plain object of strings; of a name given twice the last counts. */
function acceptForms(app: FastifyInstance): void {
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
}

/** One call worker: store, call host and HTTP, from the supervisor's settings. */

import type { Socket } from "node:net";
import type { Logger } from "pino";
import { CodeAssistants, withoutCodeAssistants } from "../assistants/code-assistants.ts";
import type { Config } from "../config.ts";
import { createHealth } from "../health/index.ts";
import { createApp, type HttpContext } from "../http/app.ts";
import { handleUpgrades } from "../http/upgrades.ts";
import { createLogger } from "../logger.ts";
import { createMetrics } from "../metrics.ts";
import { repointRegularly } from "../numbers/repoint-numbers.ts";
import { KeyRing } from "../providers/key-ring.ts";
import { sweepRegularly } from "../retention/retention.ts";
import { serverAddress } from "../server-address.ts";
import { createMemberAuth } from "../sign-in/member-auth.ts";
import { readSecret } from "../sign-in/secret.ts";
import { openStore } from "../store/store.ts";
import { createVault, type Vault } from "../store/vault.ts";
import { type Load, type ServeSettings, TOPIC_LOAD, TOPIC_METRICS } from "../supervisor/messages.ts";
import { type TestCallDesk, testCallDesk } from "../test-calls/test-call-desk.ts";
import { AccountBook } from "../twilio/account-book.ts";
import { ownAccounts, twinAccount } from "../twilio/accounts.ts";
import { describeCall } from "../webhooks/describe-call.ts";
import { webhookSender } from "../webhooks/webhook-sender.ts";
import type { CallHost, Drain } from "./call-host.ts";
import { measureLoopDelay } from "./loop-delay.ts";
import { type Channel, createRelay } from "./relay.ts";

const REPOINT_AFTER_MS = 3_000;

export interface RunningWorker {
  /** Resolves when no call is left here. */
  drain(how: Drain): Promise<void>;
  /** A connection that the supervisor accepted. */
  take(socket: Socket): void;
  /** Ends HTTP and the store; everything buffered is written first. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  config: Config;
  settings: ServeSettings;
  channel: Channel;
  callHost: CallHost;
}

export async function startWorker({ config, settings, channel, callHost }: WorkerOptions): Promise<RunningWorker> {
  const { instanceId, workerId, localToken, port } = settings;
  const logger = createLogger(config, { workerId });
  const store = openStore({ connection: settings.connection });
  const secret = readSecret(config.dataFolder, config.secret);
  const vault = createVault(store, secret);
  const keys = new KeyRing(process.env, vault);
  await keys.start();
  const code = config.assistantsFolder ? new CodeAssistants({ folder: config.assistantsFolder, store, logger }) : null;
  const accounts = new AccountBook(ownAccounts(config.dataFolder), vault);
  const loopDelay = measureLoopDelay();
  const metrics = createMetrics({ activeCalls: () => callHost.activeCalls(), loopDelay: loopDelay.read });
  const relay = createRelay(channel);
  const watched = { store, vault, logger, relay, environment: keys.environment, dataFolder: config.dataFolder };
  const health = createHealth(watched);
  let draining = false;
  let leaving = false;

  const address = serverAddress(config.host, port);
  const house = { config, store, vault, code, keys, accounts, logger, metrics, loopDelay, relay, health };
  await (code ? code.start() : withoutCodeAssistants(store));
  await callHost.start({ ...house, instanceId, workerId, localToken, address });
  relay.on(TOPIC_LOAD, (): Load => ({ workerId, calls: callHost.activeCalls(), capacity: callHost.capacity() }));
  relay.on(TOPIC_METRICS, async () => ({ workerId, metrics: await metrics.registry.getMetricsAsJSON() }));

  const account = twinAccount(config.dataFolder);
  const testCalls = testCallDesk({ store, logger, account, address, alerts: health.alerts });
  const context: HttpContext = {
    ...{ config, store, vault, keys, accounts, logger, instanceId, localToken, callHost, address: () => address },
    members: createMemberAuth(store.pool, secret),
    loads: async () => ((await relay.askSupervisor(TOPIC_LOAD)) ?? []) as Load[],
    metricsText: async () => String((await relay.askSupervisor(TOPIC_METRICS)) ?? ""),
    draining: () => draining,
    providerStates: health.states,
    testCalls,
  };
  await nameLostKeys(vault, logger);
  const app = await createApp(context);
  const upgrades = handleUpgrades(app.server, context);
  // A kept connection would bring the next webhook here again.
  app.addHook("onSend", async (_request, reply) => {
    if (leaving) reply.header("connection", "close");
  });
  await app.ready();
  // The supervisor listens. Node starts its request time-outs and its list of connections at this event.
  app.server.emit("listening");
  const jobs = startJobs(context, testCalls);

  return {
    async drain(how) {
      // Where others go on, this one only has to be left alone.
      if (how.move) leaving = true;
      else draining = true;
      await callHost.drain(how);
    },
    take: (socket) => void app.server.emit("connection", socket),
    async stop() {
      upgrades.closeAll();
      await app.close();
      app.server.closeAllConnections();
      jobs.stop();
      code?.stop();
      health.stop();
      keys.stop();
      await store.close();
      loopDelay.stop();
    },
  };
}

/** What goes on beside the calls. */
function startJobs(context: HttpContext, testCalls: TestCallDesk): { stop(): void } {
  const { config, store, vault, logger } = context;
  const { dataFolder } = config;
  testCalls.start();
  const hooks = webhookSender({ store, vault, logger, describe: describeCall(store, dataFolder) });
  hooks.start();
  const broom = sweepRegularly({ store, logger, dataFolder });
  // Calls come first: Twilio is asked once they are taken.
  const pointer = config.repointsNumbers ? repointRegularly(context, logger, REPOINT_AFTER_MS) : null;
  return {
    stop() {
      testCalls.stop();
      broom.stop();
      hooks.stop();
      pointer?.stop();
    },
  };
}

/** The server starts with another secret than the keys were sealed with; whoever reads the log knows which to enter again. */
async function nameLostKeys(vault: Vault, logger: Logger): Promise<void> {
  const lost = (await vault.list()).filter(({ opens }) => !opens).map(({ name }) => name);
  if (lost.length === 0) return;
  const fix = "Set the OFFHOOK_SECRET that they were entered with, or enter them again.";
  logger.error({ code: "keys-lost", keys: lost, fix }, "keys-lost");
}

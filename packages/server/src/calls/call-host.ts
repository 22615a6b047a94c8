/** Carries this worker's calls: gets ready, takes Twilio's webhooks and streams, and drains. */
import { join } from "node:path";
import { classifierFor } from "@offhook/engine/call";
import { type AssistantDefinition, completed } from "@offhook/engine/conversation";
import { closeEmbedded, measureEmbeddedCapacity, warmUpEmbedded } from "@offhook/provider-embedded";
import { closeLocal } from "@offhook/provider-local";
import { FRONT_DESK } from "../assistants/front-desk.ts";
import { isBrowserPhone, openWebCall } from "../browser/browser-phone.ts";
import { defaultAssistant, getSetting, seedAssistant, setSetting } from "../store/index.ts";
import { TOPIC_WARM } from "../supervisor/messages.ts";
import { MediaSockets } from "../twilio/media-sockets.ts";
import { TwilioDesk } from "../twilio/twilio-desk.ts";
import { twilioRoutes } from "../twilio/voice-routes.ts";
import type { CallHost, CallHostContext } from "../worker/call-host.ts";
import { endAbandonedCalls } from "./abandoned-calls.ts";
import { CallRegistry } from "./call-registry.ts";
import { type CallShop, openShop } from "./call-shop.ts";
import { providersFor } from "./providers.ts";
import { Ticker } from "./ticker.ts";
import { warmVoice } from "./warm-voice.ts";

/** Until a machine has been measured: a few callers at once are carried by anything that runs Node. */
const CAPACITY_UNMEASURED = 4;
const DRAIN_LOOK_MS = 100;
const CAPACITY_SETTING = "embedded-calls-of-machine";

export interface CallHostOptions {
  /** The assistant that a fresh database begins with. */
  sample?: AssistantDefinition;
  /** Calls that this worker carries; left out, the machine is measured. */
  capacity?: number;
}

export function createCallHost({ sample = FRONT_DESK, ...options }: CallHostOptions = {}): CallHost {
  let parts: { registry: CallRegistry; desk: TwilioDesk; sockets: MediaSockets } | null = null;
  let draining = false;
  let capacity = CAPACITY_UNMEASURED;
  const active = (): number => parts?.registry.size ?? 0;

  return {
    async start(context) {
      const shop = openShop(context.store);
      await prepare(context, shop, sample);
      const registry = new CallRegistry(context, shop);
      const load = () => ({ draining, capacity: capacity * context.config.workers });
      const desk = new TwilioDesk(context, registry, load);
      parts = { registry, desk, sockets: new MediaSockets(desk, registry) };
      endAbandonedCalls(context, (callId) => registry.here(callId) !== undefined);
      capacity = options.capacity ?? (await rememberedCapacity(context));
      const warm = warmRest(context);
      context.relay.on(TOPIC_WARM, () => warm.then(() => true));
      void warm
        .then(() => measuredCapacity(context))
        .then((found) => {
          capacity = options.capacity ?? found ?? capacity;
        })
        .catch((error: unknown) => context.logger.error({ problem: String(error) }, "warm-up-failed"));
      new Ticker(
        () => registry.calls(),
        () => context.loopDelay.read().maxMs,
      ).start();
    },
    registerRoutes(app) {
      if (parts) twilioRoutes(app, parts.desk);
    },
    async handleUpgrade(request, socket, head) {
      if (!parts || !(request.url === "/twilio/media" || isBrowserPhone(request))) return false;
      await parts.sockets.handleUpgrade(request, socket, head);
      return true;
    },
    async openWebCall(assistant) {
      return parts ? openWebCall(parts.desk, assistant) : null;
    },
    async drain({ move }) {
      if (move) for (const call of parts?.registry.calls() ?? []) call.requestMove("draining");
      else draining = true;
      while (active() > 0) await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
      parts?.sockets.closeAll();
      await Promise.all([closeEmbedded(), closeLocal()]);
    },
    activeCalls: active,
    capacity: () => capacity,
  };
}

/** What the next call needs to be answered by voice; the rest gets ready while calls are taken. */
async function prepare(context: CallHostContext, shop: CallShop, sample: AssistantDefinition): Promise<void> {
  const { store, instanceId } = context;
  const seeded = seedAssistant(store, "front-desk", sample.name, sample as unknown as Record<string, unknown>);
  const [assistant] = await Promise.all([
    seeded.then(async () => completed((await defaultAssistant(store))?.definition) as AssistantDefinition | undefined),
    emptyTwinCalendar(context, instanceId),
  ]);
  if (!assistant) return;
  // A broken assistant must not keep the server from starting: its calls are apologised for, and the next version answers.
  await warmAssistant(assistant, shop, context).catch((error: unknown) =>
    context.logger.error({ problem: String(error) }, "assistant-not-prepared"),
  );
}

async function warmAssistant(
  assistant: AssistantDefinition,
  shop: CallShop,
  { keys, config }: CallHostContext,
): Promise<void> {
  const voice = providersFor(assistant, keys.environment).voices[0];
  const warmed = voice ? warmVoice(assistant, voice, shop.cache, join(config.dataFolder, "voice-cache")) : null;
  await Promise.all([warmed, trainIntents(assistant)]);
}

/** Speech loads in threads of its own; a caller who is quicker than it waits for the first answer a little longer. */
async function warmRest(context: CallHostContext): Promise<void> {
  for (const { part, fault } of await warmUpEmbedded()) {
    if (fault) context.logger.error({ part, code: fault.code }, "embedded-part-missing");
  }
}

async function trainIntents(assistant: AssistantDefinition): Promise<void> {
  const nodes = assistant.flows.flatMap((flow) => Object.values(flow.nodes));
  const language = assistant.language.startsWith("ru") ? "ru" : "en";
  for (const node of nodes) {
    if (node.type !== "listen") continue;
    await classifierFor(
      node.intents.map(({ id, examples }) => ({ id, examples })),
      language,
    );
  }
}

/** Calls from the twin book into a calendar of their own, emptied once at each start of the server. */
async function emptyTwinCalendar({ store }: CallHostContext, instanceId: string): Promise<void> {
  const key = "twin-calendar-emptied-for";
  if ((await getSetting(store, key)) === instanceId) return;
  await setSetting(store, key, instanceId);
  await store.pool.query("DELETE FROM bookings WHERE calendar LIKE 'twin:%'");
}

/** As measured at an earlier start on this machine, until this start has measured again. */
async function rememberedCapacity({ store, config }: CallHostContext): Promise<number> {
  const remembered = Number((await getSetting(store, CAPACITY_SETTING)) ?? 0);
  return remembered > 0 ? perWorker(remembered, config.workers) : CAPACITY_UNMEASURED;
}

async function measuredCapacity({ store, config, logger }: CallHostContext): Promise<number | null> {
  const found = await measureEmbeddedCapacity();
  if (!found.ok) {
    logger.warn({ code: found.fault.code }, "capacity-not-measured");
    return null;
  }
  logger.info({ ...found.value }, "capacity-measured");
  await setSetting(store, CAPACITY_SETTING, found.value.calls);
  return perWorker(found.value.calls, config.workers);
}

const perWorker = (calls: number, workers: number): number => Math.max(1, Math.floor(calls / workers));

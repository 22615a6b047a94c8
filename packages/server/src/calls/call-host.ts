/** Carries this worker's calls: gets ready, takes Twilio's webhooks and streams, and drains. */
import { setTimeout as sleep } from "node:timers/promises";
import type { AssistantDefinition } from "@offhook/engine/conversation";
import { closeEmbedded } from "@offhook/provider-embedded";
import { closeLocal } from "@offhook/provider-local";
import { FRONT_DESK } from "../assistants/front-desk.ts";
import { isBrowserPhone, openWebCall } from "../browser/browser-phone.ts";
import { ChatSockets, isChat } from "../browser/chat-sockets.ts";
import { getSetting, seedAssistant, setSetting } from "../store/index.ts";
import { TOPIC_WARM } from "../supervisor/messages.ts";
import { MediaSockets } from "../twilio/media-sockets.ts";
import { TwilioDesk } from "../twilio/twilio-desk.ts";
import { twilioRoutes } from "../twilio/voice-routes.ts";
import type { CallHost, CallHostContext } from "../worker/call-host.ts";
import { endAbandonedCalls } from "./abandoned-calls.ts";
import { CallRegistry } from "./call-registry.ts";
import { openShop } from "./call-shop.ts";
import { CAPACITY_SETTING, keepWarm, perWorker } from "./keep-warm.ts";
import { Monitoring } from "./monitoring.ts";
import { Ticker } from "./ticker.ts";

/** Until a machine has been measured: a few callers at once are carried by anything that runs Node. */
const CAPACITY_UNMEASURED = 4;
const DRAIN_LOOK_MS = 100;
const GREETS_WITHIN_MS = 3_000;

export interface CallHostOptions {
  /** The assistant that a fresh database begins with. */
  sample?: AssistantDefinition;
  /** Calls that this worker carries; left out, the machine is measured. */
  capacity?: number;
}

interface Parts {
  registry: CallRegistry;
  desk: TwilioDesk;
  sockets: MediaSockets;
  chats: ChatSockets;
  monitoring: Monitoring;
}

export function createCallHost({ sample = FRONT_DESK, ...options }: CallHostOptions = {}): CallHost {
  let parts: Parts | null = null;
  let draining = false;
  let capacity = CAPACITY_UNMEASURED;
  let stopWarming = (): void => {};
  const active = (): number => parts?.registry.size ?? 0;

  return {
    async start(context) {
      const shop = openShop(context.store);
      await prepare(context, sample);
      const registry = new CallRegistry(context, shop);
      const load = () => ({ draining, capacity: capacity * context.config.workers });
      const desk = new TwilioDesk(context, registry, load);
      parts = {
        registry,
        desk,
        sockets: new MediaSockets(desk, registry),
        chats: new ChatSockets(desk, registry),
        monitoring: new Monitoring(context.relay, registry),
      };
      endAbandonedCalls(context, (callId) => registry.here(callId) !== undefined);
      capacity = options.capacity ?? (await rememberedCapacity(context));
      const warmth = keepWarm(context, shop, (found) => {
        capacity = options.capacity ?? found;
      });
      stopWarming = warmth.stop;
      context.relay.on(TOPIC_WARM, () => warmth.all.then(() => true));
      // A vendor's voice that hangs must not keep the server from starting.
      await Promise.race([warmth.greets, sleep(GREETS_WITHIN_MS, null, { ref: false })]);
      new Ticker(
        () => registry.calls(),
        () => context.loopDelay.read().maxMs,
      ).start();
    },
    registerRoutes(app) {
      if (parts) twilioRoutes(app, parts.desk);
    },
    async handleUpgrade(request, socket, head) {
      if (parts && isChat(request)) {
        parts.chats.handleUpgrade(request, socket, head);
        return true;
      }
      if (!parts || !(request.url === "/twilio/media" || isBrowserPhone(request))) return false;
      await parts.sockets.handleUpgrade(request, socket, head);
      return true;
    },
    async openWebCall(assistant, order) {
      return parts ? openWebCall(parts.desk, assistant, order) : null;
    },
    listenIn: async (callId, monitor) => parts?.monitoring.listen(callId, monitor) ?? null,
    async drain({ move }) {
      if (move) for (const call of parts?.registry.calls() ?? []) call.requestMove("draining");
      else draining = true;
      while (active() > 0) await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
      parts?.sockets.closeAll();
      parts?.chats.closeAll();
      stopWarming();
      await Promise.all([closeEmbedded(), closeLocal()]);
    },
    activeCalls: active,
    capacity: () => capacity,
  };
}

async function prepare(context: CallHostContext, sample: AssistantDefinition): Promise<void> {
  const definition = sample as unknown as Record<string, unknown>;
  await Promise.all([
    seedAssistant(context.store, "front-desk", sample.name, definition),
    emptyTwinCalendar(context, context.instanceId),
  ]);
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

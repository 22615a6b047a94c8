/** One call in real time: the Twilio twin dials over real sockets, and the call's parts are brought by whoever asks. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connectStream, emptyTwiml, serveTwilioSocket, twiml } from "@offhook/carrier-twilio";
import { type CallParts, LiveCall, VoiceCache } from "@offhook/engine/call";
import type { AssistantDefinition } from "@offhook/engine/conversation";
import type { LogItem, Model, RealtimeModel, SpeechDetector, Tool, Transcriber, Voice } from "@offhook/engine/ports";
import { energySpeechDetector } from "@offhook/provider-embedded";
import { FRONT_DESK } from "@offhook/server/assistants";
import { type CallerEar, RealClock, realHttp, realSockets, TwilioTwin, type TwinCall } from "@offhook/twin-twilio";
import { WebSocketServer } from "ws";
import { speaksAt } from "../virtual/speaks-at.ts";
import { BOOKING, bookingTool } from "./booking.ts";
import type { CallMade } from "./run-virtual.ts";
import type { Script } from "./script.ts";

export interface RealParts {
  transcribers: readonly Transcriber[];
  voices: readonly Voice[];
  models: readonly Model[];
  realtime?: readonly RealtimeModel[];
  /** Default: noise where the script says so, and a detector that takes it for speech. */
  caller?: CallerEar;
  detector?: SpeechDetector;
  assistant?: Partial<AssistantDefinition>;
  /** Default: the one that books. */
  tools?: readonly Tool[];
  cache?: VoiceCache;
  /** The core wants the call handed over. */
  transferred?: (to: string) => void;
}

const TICK_MS = 20;

export interface RealTrouble {
  /** In ms of the call. */
  arm?: { atMs: number; run(): void };
  /** By `performance.now()`; null: it never struck. */
  struckAtMs(): number | null;
}

/** Dials, lets the script pass, hangs up. */
export async function realCall(
  callId: string,
  script: Script,
  made: RealParts,
  trouble: RealTrouble = { struckAtMs: () => null },
): Promise<CallMade> {
  const clock = new RealClock();
  const log: LogItem[] = [];
  const effects: unknown[] = [];
  const http = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/xml" });
    const stream = connectStream({ url: `${base.replace("http", "ws")}/media` });
    response.end(request.url === "/voice" ? twiml(stream) : emptyTwiml);
  });
  const sockets = new WebSocketServer({ server: http });
  let live: LiveCall | undefined;
  let startedAtMs = 0;
  let arming: NodeJS.Timeout | undefined;
  sockets.on("connection", (socket) => {
    const session = serveTwilioSocket(socket, {
      clock,
      onStart: (_start, leg) => {
        startedAtMs = performance.now();
        if (trouble.arm) arming = setTimeout(trouble.arm.run, trouble.arm.atMs);
        live = new LiveCall(partsOf(callId, clock, log, effects, made));
        live.start();
        session.accept(live.attach(leg, { epoch: 1, resumed: false }));
      },
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const ticker = setInterval(() => live?.tick(), TICK_MS);
  const twin = new TwilioTwin({ clock, http: realHttp, sockets: realSockets, seed: 1 });
  const call = dial(twin, base, script, made.caller);
  await new Promise<void>((resolve) => void clock.at(clock.nowMs() + script.endsMs, resolve));
  call.hangUp();
  await live?.release();
  clearInterval(ticker);
  clearTimeout(arming);
  await twin.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
  const struckAtMs = trouble.struckAtMs();
  const struck = struckAtMs === null ? null : Math.round(struckAtMs - startedAtMs);
  return { callId, log, heard: call.heard, effects, struckAtMs: struck };
}

function dial(twin: TwilioTwin, base: string, { stretches }: Script, caller?: CallerEar): TwinCall {
  const noise = speaksAt(...stretches.map(({ fromMs, toMs }): [number, number] => [fromMs, toMs]));
  const numbers = { from: "+15550001111", to: "+15550002222" };
  return twin.placeCall({ ...numbers, voiceUrl: `${base}/voice`, caller: caller ?? noise });
}

function partsOf(
  callId: string,
  clock: RealClock,
  log: LogItem[],
  effects: unknown[],
  { transcribers, voices, models, realtime = [], ...more }: RealParts,
): CallParts {
  const assistant = {
    ...FRONT_DESK,
    ...{ firstMessage: "Hello.", disclosure: null, flows: [], tools: [BOOKING] },
    model: [{ provider: "twin" }],
    ...(realtime.length > 0 ? { realtime: [{ provider: "twin" }] } : {}),
    ...more.assistant,
  };
  return {
    pin: {
      ...{ callId, assistant, engineVersion: "0.1.0", assistantId: "asst_chaos", assistantVersion: 1 },
      ...{ direction: "inbound", carrier: "twin", from: "+15550001111", to: "+15550002222", variables: {}, seed: 1 },
      startedAt: "2026-01-05T11:00:00+02:00",
    },
    ...{ clock, transcribers, voices, models, realtime },
    startedAtMs: clock.nowMs(),
    log: { append: (items) => void log.push(...items), flush: async () => ({ ok: true, value: true }) },
    effects: { intend: async () => ({ ok: true, value: { state: "new" } }), settle: async () => {} },
    tools: more.tools ?? [bookingTool(effects)],
    detector: more.detector ?? energySpeechDetector(),
    cache: more.cache ?? new VoiceCache(),
    control: { hangUp: () => {}, transfer: ({ number }) => more.transferred?.(number), finished: () => {} },
  };
}

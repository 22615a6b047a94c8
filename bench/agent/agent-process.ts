/**
 * The measured server: Twilio's webhook and media sockets, the carrier's sessions and the engine's live calls, as in a call
 * worker, but with scripted providers and without database, tickets and signatures.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { connectStream, emptyTwiml, serveTwilioSocket, twiml } from "@offhook/carrier-twilio";
import type { LiveCall } from "@offhook/engine/call";
import type { Leg } from "@offhook/engine/ports";
import { closeEmbedded, warmUpEmbedded } from "@offhook/provider-embedded";
import { WebSocketServer } from "ws";
import { realClock } from "../../packages/server/src/calls/real-clock.ts";
import { Ticker } from "../../packages/server/src/calls/ticker.ts";
import { serve } from "../kit/serve.ts";
import { benchCall } from "./bench-call.ts";
import { fillCache } from "./fill-cache.ts";
import type { Noted } from "./notes.ts";
import { type Scenario, scenarioOf } from "./scenario.ts";
import { warmDetector } from "./warm-detector.ts";

const RESOLUTION_MS = 10;

/** What a call left: which telephone call it was, and when things happened in it. */
export interface CallNotes {
  callSid: string;
  noted: Noted[];
}

const calls = new Set<LiveCall>();
const notes: CallNotes[] = [];
const counted = { callerBytes: 0, agentBytes: 0, clears: 0, irregular: 0, turns: 0 };
const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let keepsNotes = true;

const http = createServer((request, response) => {
  request.resume();
  response.setHeader("content-type", "text/xml");
  if (request.url?.startsWith("/twilio/resume")) return response.end(emptyTwiml);
  const scenario = JSON.stringify(scenarioOf(request.url ?? "/"));
  const url = `ws://${request.headers.host}/twilio/media`;
  response.end(twiml(connectStream({ url, parameters: { scenario }, action: "/twilio/resume" })));
});

const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on("connection", (socket) => {
  const session = serveTwilioSocket(socket, {
    clock: realClock,
    onFault: () => {
      counted.irregular += 1;
    },
    onStart({ callSid, customParameters, streamSid }, leg) {
      const scenario = JSON.parse(customParameters.scenario ?? "{}") as Scenario;
      const own: CallNotes = { callSid, noted: [] };
      if (keepsNotes) notes.push(own);
      const { live, finished } = benchCall(scenario, (noted) => {
        if (noted.what === "turn-ended") counted.turns += 1;
        if (keepsNotes) own.noted.push(noted);
      });
      calls.add(live);
      void finished.then(() => calls.delete(live));
      live.start();
      const sink = live.attach(counting(leg, streamSid), { epoch: 1, resumed: false });
      session.accept({
        ...sink,
        audio(bytes, audioMs) {
          counted.callerBytes += bytes.length;
          sink.audio(bytes, audioMs);
        },
      });
    },
  });
});

function counting(leg: Leg, streamId: string): Leg {
  return {
    ...{ streamId, format: leg.format, mark: (name) => leg.mark(name), close: () => leg.close() },
    clear() {
      counted.clears += 1;
      leg.clear();
    },
    send(audio) {
      counted.agentBytes += audio.length;
      leg.send(audio);
    },
  };
}

const api = {
  async listen(options: { keepsNotes: boolean; speech: Scenario["speech"] }): Promise<string> {
    keepsNotes = options.keepsNotes;
    loop.enable();
    fillCache();
    if (options.speech === "embedded") await warmUpEmbedded();
    else await warmDetector();
    new Ticker(
      () => calls,
      () => Math.max(0, loop.max / 1e6 - RESOLUTION_MS),
    ).start();
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  },
  takeNotes: (): CallNotes[] => notes.splice(0),
  /** Everything since the last question. */
  usage() {
    const { user, system } = process.cpuUsage();
    const lateMs = (share: number): number => Math.max(0, loop.percentile(share) / 1e6 - RESOLUTION_MS);
    const read = {
      cpuMs: (user + system) / 1_000,
      mainMs: performance.eventLoopUtilization().active,
      p99Ms: lateMs(99),
      p50Ms: lateMs(50),
      calls: calls.size,
      ...counted,
    };
    loop.reset();
    return read;
  },
  counts: () => counted,
  memory: (): number => process.memoryUsage.rss(),
};
export type AgentApi = typeof api;

serve(api, closeEmbedded);

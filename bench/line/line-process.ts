/** The load: Twilio twins whose callers speak. Several twins, each with its own beat, so that frames come spread over 20 ms. */

import { closeEmbedded } from "@offhook/provider-embedded";
import { TwilioTwin, type TwinCall } from "@offhook/twin-twilio";
import { sleep } from "../kit/clock.ts";
import { serve } from "../kit/serve.ts";
import { BenchCaller, type Turns } from "./bench-caller.ts";
import { lineSound, type Utterance, utterance } from "./speech.ts";
import { type Wire, watchedSockets } from "./wire.ts";

const TWINS = 10;
const SPREAD_MS = 2;

interface OpenCall {
  twinCall: TwinCall;
  caller: BenchCaller;
}

const wires: Wire[] = [];
const twins: TwilioTwin[] = [];
const open: OpenCall[] = [];
const callers = new Map<string, BenchCaller>();
const line = lineSound();
let speech: Utterance = { audio: new Uint8Array(0), speechMs: 0 };
let watches = true;
let placed = 0;
let agentBytesCame = 0;

const api = {
  /** What the callers say, and whether each message's time is noted. */
  async prepare(text: string, options: { watches: boolean }): Promise<{ speechMs: number }> {
    watches = options.watches;
    speech = await utterance(text);
    await closeEmbedded();
    const sockets = watchedSockets(
      wires,
      () => watches,
      (bytes) => {
        agentBytesCame += bytes;
      },
    );
    for (let at = 0; at < TWINS; at += 1) twins.push(new TwilioTwin({ sockets, keepsAudio: false }));
    return { speechMs: speech.speechMs };
  },
  /** Callers come `everyMs` apart. Turns begin later by up to `shiftMs`, so that no two callers speak in step. */
  async place(count: number, voiceUrl: string, turns: Turns, options: { everyMs: number; shiftMs: number }) {
    for (let at = 0; at < count; at += 1) {
      placed += 1;
      const firstMs = turns.firstMs + ((placed * 0.618_034) % 1) * options.shiftMs;
      const caller = new BenchCaller(speech.audio, line, { ...turns, firstMs });
      const twin = twins[placed % TWINS] as TwilioTwin;
      const order = { from: `+1415555${1_000 + (placed % 9_000)}`, to: "+14155550199", voiceUrl, caller };
      const twinCall = twin.placeCall(order);
      open.push({ twinCall, caller });
      if (watches) callers.set(twinCall.sid, caller);
      // The twins' beats begin with their first calls: kept apart from one another.
      await sleep(placed <= TWINS ? SPREAD_MS + 20 * Math.ceil(options.everyMs / 20) : options.everyMs);
    }
  },
  counts() {
    const sum = { spokenFrames: 0, open: 0, agentBytesCame };
    for (const { twinCall, caller } of open) {
      sum.spokenFrames += caller.spokenFrames;
      if (twinCall.stream?.isOpen) sum.open += 1;
    }
    const { user, system } = process.cpuUsage();
    return { ...sum, cpuMs: (user + system) / 1_000 };
  },
  fallSilent(): void {
    for (const { caller } of open) caller.silent = true;
  },
  hangUpAll(): void {
    for (const { twinCall } of open.splice(0)) twinCall.hangUp();
  },
  takeWires(): (Wire & { onsets: readonly number[] })[] {
    return wires.splice(0).map((wire) => ({ ...wire, onsets: callers.get(wire.callSid)?.onsets ?? [] }));
  },
};
export type LineApi = typeof api;

serve(api, () => Promise.all(twins.map((twin) => twin.close())));

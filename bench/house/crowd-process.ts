/** A crowd on the telephone, or the vendors that hear it and speak to it: whatever is not the house, in a process of its own. */
import { DeepgramTwin } from "@offhook/twin-deepgram";
import { ElevenLabsTwin } from "@offhook/twin-elevenlabs";
import { serveSocketTwin } from "@offhook/twin-kit";
import { OpenAiTwin, serveTwin } from "@offhook/twin-openai";
import type { CallerEar } from "@offhook/twin-twilio";
import { sleep } from "../kit/clock.ts";
import { serve } from "../kit/serve.ts";
import { lineSound, utterance } from "../line/speech.ts";
import { twinOf } from "./house.ts";

const FRAME_BYTES = 160;
const FRAME_MS = 20;
/** Four seconds of ten the caller speaks; the answer falls between. */
const TURN_EVERY_MS = 10_000;
const SAYS = "I would like to book an appointment for a cleaning tomorrow morning.";
const ANSWER = "We have Tuesday at eleven, or Thursday at nine. Which of them suits you better?";

const open: { close(): unknown }[] = [];

/** Says its sentence every ten seconds over the line's own sound, and listens to nothing. */
function talker(line: Uint8Array, said: Uint8Array, shiftMs: number): CallerEar {
  let atMs = -shiftMs;
  return {
    nextFrame() {
      const place = atMs < 0 ? -1 : Math.floor(((atMs % TURN_EVERY_MS) / FRAME_MS) * FRAME_BYTES);
      atMs += FRAME_MS;
      const from = (Math.max(0, atMs) % 50_000) * 8;
      const speaks = place >= 0 && place + FRAME_BYTES <= said.length;
      return speaks ? said.subarray(place, place + FRAME_BYTES) : line.subarray(from, from + FRAME_BYTES);
    },
    hear() {},
  };
}

const api = {
  /** Processor seconds so far, of all threads. */
  usedSeconds() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
  /** Where the vendors' twins answer. */
  async vendors() {
    const twins = await Promise.all([
      serveSocketTwin(new DeepgramTwin().hears(() => SAYS)),
      serveSocketTwin(new ElevenLabsTwin()),
      serveTwin(new OpenAiTwin().answers(() => ANSWER)),
    ]);
    open.push(...twins);
    const [deepgram, elevenlabs, openai] = twins.map(({ baseUrl }) => baseUrl);
    return { deepgram: deepgram ?? "", elevenlabs: elevenlabs ?? "", openai: openai ?? "" };
  },
  /** Rings one after the other. */
  async call(dataFolder: string, address: string, to: string, calls: number) {
    const twin = twinOf(dataFolder);
    open.push(twin);
    const { audio } = await utterance(SAYS);
    const line = lineSound();
    for (let at = 0; at < calls; at += 1) {
      const from = `+1415555${1_000 + at}`;
      const caller = talker(line, audio, (at * 97) % TURN_EVERY_MS);
      twin.placeCall({ ...{ from, to, caller }, voiceUrl: `${address}/twilio/voice` });
      await sleep(60);
    }
    return calls;
  },
};

export type CrowdApi = typeof api;
serve(api, () => Promise.all(open.map((one) => one.close())));

/** The parts of the hot path, each alone in a hot loop. Shares no process with anything else that is measured. */
import { parseTwilioFrame, TwilioLeg } from "@offhook/carrier-twilio";
import { estimatePitch, levelDbOfMulaw, mulawToPcm, noise, pcmToMulaw } from "@offhook/engine/audio";
import { CoreRunner } from "@offhook/engine/call";
import { type CallState, emptyState, type Input, step } from "@offhook/engine/conversation";
import { chainedHash, FIRST_HASH } from "../../packages/engine/src/call/log-chain.ts";
import { Playout } from "../../packages/engine/src/call/playout.ts";
import { serve } from "../kit/serve.ts";
import { recordedCall } from "./recorded-call.ts";
import { nanosecondsOf } from "./time-it.ts";

const SID = `MZ${"0123456789abcdef".repeat(2)}`;
const FRAMES = 1_000;
const line = pcmToMulaw(noise({ seed: 1, durationMs: 20 * FRAMES, levelDb: -22 }));

function frameTexts(): string[] {
  return Array.from({ length: FRAMES }, (_, at) => {
    const payload = Buffer.from(line.subarray(at * 160, at * 160 + 160)).toString("base64");
    const media = `"media":{"track":"inbound","chunk":"${at + 1}","timestamp":"${at * 20}","payload":"${payload}"}`;
    return `{"event":"media","sequenceNumber":"${at + 2}",${media},"streamSid":"${SID}"}`;
  });
}

function parseFrame(): number[] {
  const texts = frameTexts();
  return nanosecondsOf(() => {
    for (const text of texts) if (!parseTwilioFrame(text, SID).ok) throw new Error("not parsed");
  }, texts.length);
}

/** 100 ms messages with their marks, up to the text that the socket is given. */
function sendPlayout(): number[] {
  const messages = 100;
  const audio = line.subarray(0, messages * 800);
  const transport = { send: () => {}, close: () => {}, bufferedBytes: () => 0 };
  const playout = new Playout({ sent: () => {}, playing: () => {}, cleared: () => {} }, 1e9);
  playout.attach(new TwilioLeg(SID, transport, { onStuck: () => {}, onClose: () => {} }), 1);
  return nanosecondsOf(() => {
    const sound = playout.reserve("utt_1", 0);
    playout.grow(sound, audio, 0);
    playout.grow(sound, null, 0);
    playout.drop(0);
  }, messages);
}

function runAll(inputs: readonly Input[]): CallState {
  let state = emptyState();
  for (const input of inputs) state = step(state, input).state;
  return state;
}

async function measureCore(): Promise<{ stepNs: number[]; takeNs: number[]; hashNs: number[]; itemsAnInput: number }> {
  const { inputs, items } = await recordedCall();
  const stepNs = nanosecondsOf(() => void runAll(inputs), inputs.length);
  const takeNs = nanosecondsOf(() => {
    const runner = new CoreRunner();
    for (const input of inputs) runner.take(input);
  }, inputs.length);
  const hashNs = nanosecondsOf(() => {
    let hash = FIRST_HASH;
    for (const item of items) hash = chainedHash(hash, item);
  }, items.length);
  return { stepNs, takeNs, hashNs, itemsAnInput: items.length / inputs.length };
}

const api = {
  parseFrame,
  sendPlayout,
  measureCore,
  pitch: () => {
    const pcm = mulawToPcm(line.subarray(0, 320));
    return nanosecondsOf(() => void estimatePitch(pcm), 1);
  },
  level: () => nanosecondsOf(() => void levelDbOfMulaw(line.subarray(0, 256)), 1),
};
export type ComponentsApi = typeof api;

serve(api);

/** Vendors' own adapters over real sockets to their twins, which take as long as the vendors publish. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import { VoiceCache } from "@offhook/engine/call";
import type { Voice } from "@offhook/engine/ports";
import { cartesiaVoice } from "@offhook/provider-cartesia";
import { deepgramTranscriber, deepgramVoice } from "@offhook/provider-deepgram";
import { elevenLabsVoice } from "@offhook/provider-elevenlabs";
import { openaiCompatible, openaiRealtime } from "@offhook/provider-openai";
import { CartesiaTwin, TWIN_VOICES } from "@offhook/twin-cartesia";
import { DeepgramTwin } from "@offhook/twin-deepgram";
import { ElevenLabsTwin } from "@offhook/twin-elevenlabs";
import { seededRandom, serveSocketTwin } from "@offhook/twin-kit";
import { type Latencies, OpenAiTwin, serveTwin, usualLatencies } from "@offhook/twin-openai";
import type { RealParts } from "../../e2e/chaos/real-house.ts";
import { cold, coldRealtime } from "./cold.ts";
import { type FarServer, farAway } from "./far-away.ts";

export interface Stack {
  name: string;
  /** First tokens of the model, where it is another than the twin's usual one. */
  firstToken?: { floorMs: number; tailMs: number };
  /** Between two tokens, likewise. */
  betweenTokensMs?: number;
  /** Flux in the place of Nova. */
  flux?: boolean;
  /** Speech to speech in front of the rest. */
  realtime?: boolean;
  /** Cartesia's voice in front of ElevenLabs': the sooner one, as published. */
  fastVoice?: boolean;
  thinkAhead: boolean;
  warm: boolean;
  hedge: boolean;
  /** What its row should not be read without. */
  remark?: string;
}

/** The caller's sentence. */
export const SAID = "When could I come in?";
/** As long as answers on the telephone are; each turn has its own, because a sentence said before is in the cache. */
const ANSWERS = [
  "We have Tuesday at eleven. Would that suit you?",
  "Then there is Thursday at nine. Is that better?",
  "On Friday we open at eight. Shall I write you down?",
];
/** TCP and TLS over a line of 30 ms: three ways there and back. */
export const HANDSHAKE_MS = 90;
const GREETING = "Hello.";
/** Words every 240 ms, and once more as soon as it thinks that the turn may be over. */
const FLUX = { model: "flux-general-en", eagerEndOfTurn: 0.3 } as const;

type Lines = [FarServer, FarServer, FarServer, FarServer, FarServer, FarServer];

/** The first reply is the first answer, whoever gives it. */
function answers(): () => string {
  let count = 0;
  return () => ANSWERS[count++ % ANSWERS.length] ?? "";
}

/** `said`: the sound of the caller's sentence. */
export async function openStack(
  stack: Stack,
  seed: number,
  said: Uint8Array,
): Promise<{ parts: RealParts; close(): Promise<void> }> {
  const latencies = (at: number): Latencies => modelLatencies(stack, seed + at);
  const twins = await Promise.all([
    serveSocketTwin(new DeepgramTwin({ seed }).hears(hearing(said))),
    serveSocketTwin(new ElevenLabsTwin({ seed })),
    serveTwin(new OpenAiTwin({ seed, latencies: latencies(1) }).answers(answers())),
    serveTwin(new OpenAiTwin({ seed: seed + 9, latencies: latencies(2) }).answers(answers())),
    serveSocketTwin(new CartesiaTwin({ seed })),
    serveTwin(new OpenAiTwin({ seed: seed + 5 }).hears(() => SAID).repliesTo(answers())),
  ]);
  const lines = await Promise.all(twins.map(({ baseUrl }) => farAway(baseUrl, HANDSHAKE_MS)));
  const [deepgram, elevenlabs, model, spareModel, cartesia, live] = lines as Lines;
  const sonic = cartesiaVoice({
    apiKey: "key",
    baseUrl: cartesia.baseUrl,
    voice: TWIN_VOICES[0]?.id ?? "",
  });
  const voices = [
    ...(stack.fastVoice ? [sonic] : []),
    elevenLabsVoice({ apiKey: "key", baseUrl: elevenlabs.baseUrl, voice: "Rachel" }),
    deepgramVoice({ apiKey: "key", baseUrl: deepgram.baseUrl }),
  ];
  const speaks = openaiRealtime({ apiKey: "key", baseUrl: live.baseUrl });
  const parts: RealParts = {
    transcribers: [deepgramTranscriber({ apiKey: "key", baseUrl: deepgram.baseUrl, ...(stack.flux ? FLUX : {}) })],
    voices: stack.warm ? voices : voices.map(cold),
    models: [model, spareModel].map(({ baseUrl }, at) => {
      const made = openaiCompatible({ model: "twin-model", baseUrl, id: `twin-${at}/model` });
      return stack.warm ? made : cold(made);
    }),
    realtime: stack.realtime ? [stack.warm ? speaks : coldRealtime(speaks)] : [],
    assistant: { tools: [], firstMessage: GREETING, thinkAhead: stack.thinkAhead, hedge: stack.hedge },
    // As at every call but the first: the greeting is there already, and opens no socket.
    cache: greeted(voices[0]),
  };
  const ends = [...lines, ...twins];
  return { parts, close: async () => void (await Promise.all(ends.map((one) => one.close()))) };
}

/** As many of its words as have been spoken: nobody knows a word before its end. What comes after the pause is silence. */
function hearing(said: Uint8Array): (audio: Uint8Array) => string {
  const wholeMs = loudMsOf(said) * NEARLY_ALL;
  const words = SAID.split(" ");
  return (audio) => words.slice(0, Math.floor((words.length * loudMsOf(audio)) / wholeMs)).join(" ");
}

/** The last frame of a word is hardly loud. */
const NEARLY_ALL = 0.96;

function loudMsOf(audio: Uint8Array): number {
  let loudMs = 0;
  for (let at = 0; at + 160 <= audio.length; at += 160) {
    if (levelDbOfMulaw(audio.subarray(at, at + 160)) > -40) loudMs += 20;
  }
  return loudMs;
}

/** A moment of sound under the voice's name. */
function greeted(voice: Voice | undefined): VoiceCache {
  const cache = new VoiceCache();
  const audio = new Uint8Array(8 * 500).fill(0xa0);
  if (voice) cache.set(VoiceCache.key(voice.id, "en", 1, GREETING), { audio, words: null });
  return cache;
}

function modelLatencies({ firstToken, betweenTokensMs }: Stack, seed: number): Latencies {
  const random = seededRandom(seed);
  const usual = usualLatencies(random);
  if (!firstToken) return usual;
  // The same shape as every twin's: most answers near the floor, a few in the tail.
  const between = betweenTokensMs === undefined ? {} : { betweenTokensMs: () => betweenTokensMs };
  return {
    ...usual,
    ...between,
    firstTokenMs: () => Math.round(firstToken.floorMs + firstToken.tailMs * random() ** 4),
  };
}

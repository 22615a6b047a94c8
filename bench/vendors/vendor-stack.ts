/** Vendors' own adapters over real sockets to their twins, which take as long as the vendors publish. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import type { Voice } from "@offhook/engine/ports";
import { deepgramTranscriber, deepgramVoice } from "@offhook/provider-deepgram";
import { elevenLabsVoice } from "@offhook/provider-elevenlabs";
import { openaiCompatible, openaiRealtime } from "@offhook/provider-openai";
import { DeepgramTwin } from "@offhook/twin-deepgram";
import { ElevenLabsTwin } from "@offhook/twin-elevenlabs";
import { seededRandom, serveSocketTwin } from "@offhook/twin-kit";
import { type Latencies, OpenAiTwin, serveTwin, usualLatencies } from "@offhook/twin-openai";
import type { RealParts } from "../../e2e/chaos/real-house.ts";

export interface Stack {
  name: string;
  /** First tokens of the model, where it is another than the twin's usual one. */
  firstToken?: { floorMs: number; tailMs: number };
  /** Speech to speech in front of the rest. */
  realtime?: boolean;
  thinkAhead: boolean;
  warm: boolean;
  hedge: boolean;
}

/** The caller's sentence, and what the agent answers: as long as answers on the telephone are. */
export const SAID = "When could I come in?";
export const ANSWER = "We have Tuesday at eleven. Would that suit you?";

export async function openStack(stack: Stack, seed: number): Promise<{ parts: RealParts; close(): Promise<void> }> {
  const latencies = (at: number): Latencies => modelLatencies(stack, seed + at);
  const twins = await Promise.all([
    serveSocketTwin(new DeepgramTwin({ seed }).hears(heardIn)),
    serveSocketTwin(new ElevenLabsTwin({ seed })),
    serveTwin(new OpenAiTwin({ seed, latencies: latencies(1) }).answers(() => ANSWER)),
    serveTwin(new OpenAiTwin({ seed: seed + 9, latencies: latencies(2) }).answers(() => ANSWER)),
    serveTwin(new OpenAiTwin({ seed: seed + 5 }).hears(() => SAID).repliesTo(() => ANSWER)),
  ]);
  const [deepgram, elevenlabs, model, spareModel, live] = twins;
  const voices = [
    elevenLabsVoice({ apiKey: "key", baseUrl: elevenlabs.baseUrl, voice: "Rachel" }),
    deepgramVoice({ apiKey: "key", baseUrl: deepgram.baseUrl }),
  ];
  const parts: RealParts = {
    transcribers: [deepgramTranscriber({ apiKey: "key", baseUrl: deepgram.baseUrl })],
    voices: stack.warm ? voices : voices.map(cold),
    models: [model, spareModel].map(({ baseUrl }, at) =>
      openaiCompatible({ model: "twin-model", baseUrl, id: `twin-${at}/model` }),
    ),
    realtime: stack.realtime ? [openaiRealtime({ apiKey: "key", baseUrl: live.baseUrl })] : [],
    assistant: { tools: [], thinkAhead: stack.thinkAhead, hedge: stack.hedge },
  };
  return { parts, close: async () => void (await Promise.all(twins.map((twin) => twin.close()))) };
}

/** What comes after the pause is silence. */
function heardIn(audio: Uint8Array): string {
  let loudMs = 0;
  for (let at = 0; at + 160 <= audio.length; at += 160) {
    if (levelDbOfMulaw(audio.subarray(at, at + 160)) > -40) loudMs += 20;
  }
  return loudMs > 200 ? SAID : "";
}

/** Connects when it is to speak, and not before. */
const cold = ({ prepare: _, ...voice }: Voice): Voice => voice;

function modelLatencies({ firstToken }: Stack, seed: number): Latencies {
  const random = seededRandom(seed);
  const usual = usualLatencies(random);
  if (!firstToken) return usual;
  // The same shape as every twin's: most answers near the floor, a few in the tail.
  return { ...usual, firstTokenMs: () => Math.round(firstToken.floorMs + firstToken.tailMs * random() ** 4) };
}

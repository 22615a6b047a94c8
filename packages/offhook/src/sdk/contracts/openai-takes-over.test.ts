/** A transcriber dies in mid-sentence, or after it: OpenAI's, next in the list, has the caller's words all the same. */
import { deepgramTranscriber } from "@offhook/provider-deepgram";
import { openaiTranscriber, whisperTranscriber } from "@offhook/provider-openai";
import { DeepgramTwin, NO_LATENCIES as NO_DEEPGRAM_LATENCIES } from "@offhook/twin-deepgram";
import { realClock, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { NO_LATENCIES, OpenAiTwin, serveTwin } from "@offhook/twin-openai";
import { describe, expect, it } from "vitest";
import { Circuits } from "../../../../engine/src/call/circuits.ts";
import { Hearing } from "../../../../engine/src/call/hearing.ts";
import { ProviderOrder } from "../../../../engine/src/call/provider-order.ts";
import { eventually, joined, pushInFrames, quiet } from "./heard-speech.ts";

const TEXT = "I would like to book an appointment for Tuesday morning.";
const SPEECH = tonalSpeech(TEXT).audio;
const SPEECH_MS = SPEECH.length / 8;
const STARTS_MS = 4_000;

const TRANSCRIBERS = {
  "whisper-1": (baseUrl: string) => whisperTranscriber({ apiKey: "k", baseUrl, model: "whisper-1" }),
  "gpt-live-transcribe": (baseUrl: string) => openaiTranscriber({ apiKey: "k", baseUrl }),
} as const;

async function callWith(name: keyof typeof TRANSCRIBERS) {
  const dying = new DeepgramTwin({ latencies: NO_DEEPGRAM_LATENCIES });
  const [one, two] = [
    await serveSocketTwin(dying),
    await serveTwin(new OpenAiTwin({ latencies: NO_LATENCIES }).hears(() => TEXT)),
  ];
  const finals: { text: string; startAudioMs: number; endAudioMs: number }[] = [];
  const faults: string[] = [];
  const hearing = new Hearing({
    transcribers: [deepgramTranscriber({ apiKey: "k", baseUrl: one.baseUrl }), TRANSCRIBERS[name](two.baseUrl)],
    language: "en",
    clock: realClock,
    order: new ProviderOrder("transcriber", realClock, new Circuits(realClock)),
    listener: {
      partial: () => {},
      final: (words) => void (words.text && finals.push(words)),
      transcriberFaulted: (id, { code }) => void faults.push(`${id} ${code}`),
    },
  });
  hearing.open();
  pushInFrames(hearing, quiet(STARTS_MS));
  hearing.speechStarted(STARTS_MS);
  return { dying, one, two, hearing, finals, faults };
}

describe.each(["whisper-1", "gpt-live-transcribe"] as const)("%s takes over from one that dies", (name) => {
  it("in the middle of a sentence", async () => {
    const { dying, one, two, hearing, finals, faults } = await callWith(name);
    const half = SPEECH.length >> 1;
    pushInFrames(hearing, SPEECH.subarray(0, half), STARTS_MS);
    await eventually(() => dying.seen[0]?.audioBytes).toBe(STARTS_MS * 8 + half);
    await one.close();
    await eventually(() => faults).toEqual(["deepgram/nova-3 deepgram-connection-lost"]);
    pushInFrames(hearing, joined(SPEECH.subarray(half), quiet(100)), STARTS_MS + half / 8);
    hearing.speechPaused(STARTS_MS + SPEECH_MS);
    await eventually(() => finals.map(({ text }) => text)).toEqual([TEXT]);
    expect(Math.abs((finals[0]?.startAudioMs ?? 0) - STARTS_MS)).toBeLessThanOrEqual(20);
    hearing.close();
    await two.close();
  });

  it("between a sentence and its words", async () => {
    const { dying, one, two, hearing, finals, faults } = await callWith(name);
    pushInFrames(hearing, joined(SPEECH, quiet(40)), STARTS_MS);
    await eventually(() => dying.seen[0]?.audioBytes).toBe(STARTS_MS * 8 + SPEECH.length + 320);
    hearing.speechPaused(STARTS_MS + SPEECH_MS);
    await one.close();
    await eventually(() => faults[0]).toBe("deepgram/nova-3 deepgram-connection-lost");
    await eventually(() => finals.map(({ text }) => text)).toEqual([TEXT]);
    expect(Math.abs((finals[0]?.startAudioMs ?? 0) - STARTS_MS)).toBeLessThanOrEqual(40);
    expect(finals[0]?.endAudioMs).toBeGreaterThanOrEqual(STARTS_MS + SPEECH_MS);
    hearing.close();
    await two.close();
  });
});

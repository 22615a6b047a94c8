/** A transcriber dies in mid-sentence: the next one in the list hears the caller since the last final, by the engine. */
import { deepgramTranscriber } from "@offhook/provider-deepgram";
import { DeepgramTwin, NO_LATENCIES } from "@offhook/twin-deepgram";
import { realClock, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { expect, it } from "vitest";
import { Circuits } from "../../../../engine/src/call/circuits.ts";
import { Hearing } from "../../../../engine/src/call/hearing.ts";
import { ProviderOrder } from "../../../../engine/src/call/provider-order.ts";
import { eventually, joined, pushInFrames, quiet } from "./heard-speech.ts";

const FIRST = "My name is Anna.";
const SECOND = "I would like to book an appointment for Tuesday morning.";
const [first, second] = [FIRST, SECOND].map((text) => tonalSpeech(text).audio);

it.each(["nova-3", "flux-general-en"])("nova-3 dies, %s goes on", async (next) => {
  const dying = new DeepgramTwin({ latencies: NO_LATENCIES }).says(FIRST, SECOND);
  const healthy = new DeepgramTwin({ latencies: NO_LATENCIES }).says(SECOND);
  const [one, two] = [await serveSocketTwin(dying), await serveSocketTwin(healthy)];
  const finals: { text: string; startAudioMs: number; endAudioMs: number }[] = [];
  const faults: string[] = [];
  const hearing = new Hearing({
    transcribers: [
      deepgramTranscriber({ apiKey: "k", baseUrl: one.baseUrl }),
      deepgramTranscriber({ apiKey: "k", baseUrl: two.baseUrl, model: next }),
    ],
    language: "en",
    clock: realClock,
    order: new ProviderOrder("transcriber", realClock, new Circuits(realClock)),
    listener: {
      partial: () => {},
      final: (words) => void finals.push(words),
      transcriberFaulted: (id, { code }) => void faults.push(`${id} ${code}`),
    },
  });
  hearing.open();
  const before = joined(first ?? quiet(0), quiet(400));
  pushInFrames(hearing, before);
  hearing.speechPaused(before.length / 8 - 400);
  await eventually(() => finals.map(({ text }) => text)).toEqual([FIRST]);

  // Half of the next sentence, and the server is gone.
  const half = (second?.length ?? 0) >> 1;
  const secondAtMs = before.length / 8;
  pushInFrames(hearing, second?.subarray(0, half) ?? quiet(0), secondAtMs);
  await eventually(() => dying.seen[0]?.audioBytes).toBe(before.length + half);
  await one.close();
  await eventually(() => faults).toEqual(["deepgram/nova-3 deepgram-connection-lost"]);

  const rest = joined(second?.subarray(half) ?? quiet(0), quiet(1_000));
  pushInFrames(hearing, rest, secondAtMs + half / 8);
  hearing.speechPaused(secondAtMs + (second?.length ?? 0) / 8);
  await eventually(() => finals.map(({ text }) => text)).toEqual([FIRST, SECOND]);

  // It got the sentence from its beginning, and not the one before: that one had been finished.
  const replayedMs = ((healthy.seen[0]?.audioBytes ?? 0) - rest.length - half) / 8;
  expect(replayedMs).toBeGreaterThanOrEqual(0);
  expect(replayedMs).toBeLessThan(500);
  expect(finals[1]?.startAudioMs).toBeGreaterThanOrEqual(secondAtMs - 20);
  expect(finals[1]?.startAudioMs).toBeLessThan(secondAtMs + 100);
  hearing.close();
  await two.close();
});

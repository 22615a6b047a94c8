/** Stories of voices that fail, or send something else than speech: whole calls in virtual time. */
import { mulawToPcm, noise, pcmToMulaw, wavHeader } from "@offhook/engine/audio";
import { replay, VoiceCache } from "@offhook/engine/call";
import type { Voice } from "@offhook/engine/ports";
import { describe, expect } from "vitest";
import { story } from "../stories/story.ts";
import { decisions, speaksAt } from "./speaks-at.ts";
import { deafTranscriber, noiseOf, noiseVoice, talkativeModel, virtualCall } from "./virtual-call.ts";

const LONG = "This is a rather long answer to what you asked, and it goes on for a good while longer than that.";

/** Refuses everything. */
const deadVoice = (id: string): Voice => ({
  id,
  formats: [],
  synthesize(_, sink) {
    sink.fault({ code: "voice-refused", message: "scripted", retryable: false, provider: id });
    return { cancel: () => {} };
  },
});

/** Gives the first 600 ms of a clause and then nothing more. */
const dyingVoice = (inner: Voice): Voice => ({
  ...inner,
  id: "scripted/dying",
  synthesize: (request, sink) =>
    inner.synthesize(request, { ...sink, audio: (bytes) => sink.audio(bytes.subarray(0, 4_800)), done: () => {} }),
});

/** Sends these bytes before, or instead of, its audio. */
const sendingFirst = (inner: Voice, first: Uint8Array, instead = false): Voice => ({
  ...inner,
  id: "scripted/header",
  synthesize: (request, sink) =>
    inner.synthesize(request, {
      ...sink,
      audio(bytes) {
        sink.audio(first);
        if (!instead) sink.audio(bytes);
      },
    }),
});

/** Every clause three times as long: 24 kHz taken for 8. */
const slowly = (inner: Voice): Voice => ({
  ...inner,
  id: "scripted/slow",
  synthesize: (request, sink) =>
    inner.synthesize(request, {
      ...sink,
      audio: (bytes) =>
        sink.audio(Uint8Array.from({ length: bytes.length * 3 }, (_, at) => bytes[Math.floor(at / 3)] ?? 0)),
    }),
});

const GREETING = ["Hello, this is the automated assistant of Riverside Dental.", "How can I help you?"];

/** µ-law, one channel, at this rate; its length not known yet. */
function wavOf(sampleRateHz: number): Uint8Array {
  const bytes = wavHeader({ channels: 1, sampleRateHz, dataBytes: 0 });
  const view = new DataView(bytes.buffer);
  view.setUint16(20, 7, true);
  view.setUint16(34, 8, true);
  return bytes;
}

/** A call whose first voice is this one, until the greeting was heard. */
async function greetedBy(voice: (inner: Voice) => Voice) {
  const call = await virtualCall({
    caller: speaksAt(),
    transcriber: (clock) => deafTranscriber(clock, "hello"),
    model: (clock) => talkativeModel(clock, () => LONG),
    voices: (clock) => [voice(noiseVoice(clock)), noiseVoice(clock)],
  });
  await call.clock.advanceBy(20_000);
  const heard = Buffer.from(call.twinCall.heard);
  expect(decisions(call, "agent-turn")[0]).toMatchObject({ text: GREETING.join(" "), interrupted: false });
  expect(replay(call.log).same).toBe(true);
  const faults = decisions(call, "provider-faulted").map(({ provider, code }) => `${provider} ${code}`);
  const firstSoundMs = heard.findIndex((byte) => byte !== 0xff) / 8;
  return { heard, faults: [...new Set(faults)], firstSoundMs };
}

const loud = (heard: Int16Array, fromMs: number, toMs: number): boolean =>
  heard.subarray(fromMs * 8, toMs * 8).some((sample) => Math.abs(sample) > 500);

describe("voices that fail", () => {
  story(4, async () => {
    const cache = new VoiceCache();
    const clauses = ["Hello, this is the automated assistant of Riverside Dental.", "How can I help you?"];
    for (const text of clauses) {
      const audio = pcmToMulaw(noise({ durationMs: 2_000, levelDb: -20, seed: text.length }));
      cache.set(VoiceCache.key("scripted/dead", "en", 1, text), { audio, words: null });
    }
    const call = await virtualCall({
      caller: speaksAt(),
      transcriber: (clock) => deafTranscriber(clock, "hello"),
      model: (clock) => talkativeModel(clock, () => LONG),
      voices: () => [deadVoice("scripted/dead")],
      cache,
    });
    await call.clock.advanceBy(6_000);
    expect(loud(mulawToPcm(call.twinCall.heard), 0, 500)).toBe(true);
    expect(decisions(call, "agent-turn").at(-1)).toMatchObject({ interrupted: false });
    expect(decisions(call, "disclosure-heard")).toHaveLength(1);
    expect(replay(call.log).same).toBe(true);
  });

  story(31, async () => {
    const call = await virtualCall({
      caller: speaksAt(),
      transcriber: (clock) => deafTranscriber(clock, "hello"),
      model: (clock) => talkativeModel(clock, () => LONG),
      voices: (clock) => [dyingVoice(noiseVoice(clock)), noiseVoice(clock)],
    });
    await call.clock.advanceBy(12_000);
    const heard = mulawToPcm(call.twinCall.heard);
    const diedMs = 700;
    const again = Array.from({ length: 150 }, (_, step) => diedMs + 200 + step * 10).find((ms) =>
      loud(heard, ms, ms + 10),
    );
    expect((again ?? 99_999) - diedMs).toBeLessThanOrEqual(1_500);
    expect(decisions(call, "provider-faulted").map((one) => one.code)).toContain("voice-stalled");
    const said = decisions(call, "agent-turn").at(-1);
    expect(said?.text).toBe("Hello, this is the automated assistant of Riverside Dental. How can I help you?");
    expect(replay(call.log).same).toBe(true);
  });
});

describe("voices that send something else", () => {
  const words = (heard: Buffer) => GREETING.map((text) => heard.includes(Buffer.from(noiseOf(text))));

  story(
    32,
    async () => {
      const { heard, faults } = await greetedBy((inner) => sendingFirst(inner, wavOf(8_000)));
      expect(faults).toEqual(["scripted/header voice-sent-header"]);
      expect(words(heard)).toEqual([true, true]);
      expect(heard.includes("RIFF")).toBe(false);
    },
    "a WAV header: taken off",
  );

  story(
    32,
    async () => {
      const { heard, faults } = await greetedBy((inner) => sendingFirst(inner, wavOf(24_000)));
      expect(faults).toEqual(["scripted/header voice-wrong-format"]);
      expect(words(heard)).toEqual([true, true]);
      expect(heard.includes("RIFF")).toBe(false);
    },
    "WAV of another rate: the next voice speaks",
  );

  story(
    32,
    async () => {
      const problem = Buffer.from('{"detail":{"status":"quota_exceeded","message":"You have no credits left."}}');
      const { heard, faults, firstSoundMs } = await greetedBy((inner) => sendingFirst(inner, problem, true));
      expect(faults).toEqual(["scripted/header voice-wrong-format"]);
      expect(words(heard)).toEqual([true, true]);
      expect(heard.includes("quota")).toBe(false);
      expect(firstSoundMs).toBeLessThan(300);
    },
    "a problem as text: the next voice speaks at once",
  );

  story(
    32,
    async () => {
      const { heard, faults, firstSoundMs } = await greetedBy((inner) =>
        sendingFirst(inner, new Uint8Array(16_000).fill(0xff)),
      );
      expect(faults).toEqual(["scripted/header voice-silence-first"]);
      expect(words(heard)).toEqual([true, true]);
      expect(firstSoundMs).toBeLessThan(400);
    },
    "two seconds of silence first: cut short",
  );

  story(
    32,
    async () => {
      const { faults } = await greetedBy(slowly);
      expect(faults).toEqual(["scripted/slow voice-wrong-pace"]);
    },
    "the wrong rate: named in the log",
  );
});

/** Gemini's voices over the twin: the contract, sound brought down to the telephone's, and every trouble of a server. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { VirtualClock } from "@offhook/engine/testing";
import {
  type GeminiVoiceOptions,
  GOOGLE_FAULTS,
  geminiVoice,
  modelFromChoice,
  voiceFromChoice,
} from "@offhook/provider-google";
import { GoogleTwin, NO_LATENCIES, serveTwin } from "@offhook/twin-google";
import { type LineTrouble, type ServedTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { aWhile, eventually, speakWith } from "./heard-speech.ts";
import { describeVoiceContract } from "./voice-contract.ts";

const KEY = "gm-secret-key";
const TEXT = "Would you like to come on Tuesday?";
const LONG = "We are open from nine in the morning until six in the evening, and on Saturdays until four. ".repeat(4);
const PATIENT = { connectMs: 10_000, firstAudioMs: 10_000, stallMs: 10_000 };

const contractTwin = await serveTwin(new GoogleTwin({ apiKey: KEY, latencies: NO_LATENCIES }));
afterAll(() => contractTwin.close());
describeVoiceContract("google/Kore over its twin", () =>
  geminiVoice({ apiKey: KEY, baseUrl: contractTwin.baseUrl, timeouts: PATIENT }),
);

const opened: ServedTwin[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

async function voiceWith(options: Partial<GeminiVoiceOptions> = {}, ...troubles: (LineTrouble | null)[]) {
  const twin = new GoogleTwin({ apiKey: KEY, latencies: NO_LATENCIES }).nextSpeech(...troubles);
  const served = await serveTwin(twin);
  opened.push(served);
  const voice = geminiVoice({ apiKey: KEY, baseUrl: served.baseUrl, timeouts: PATIENT, ...options });
  return { twin, voice, served };
}

/** Level of each tenth of a second. */
const shapeOf = (audio: Uint8Array): number[] =>
  Array.from({ length: Math.floor(audio.length / 800) }, (_, index) =>
    levelDbOfMulaw(audio.subarray(index * 800, index * 800 + 800)),
  );

/** The one deadline that a trouble is about: the others are not reached on a busy machine. */
function shortFor(trouble: LineTrouble) {
  if (trouble.type === "silent") return { connectMs: 300 };
  if (trouble.type !== "stall") return {};
  return trouble.afterMessages === 0 ? { firstAudioMs: 300 } : { stallMs: 300 };
}

describe("a Gemini voice", () => {
  it("gives the sound as it was made, though it came at another rate and cut inside samples", async () => {
    const { voice, twin } = await voiceWith({ style: "calm and warm" });
    const clause = speakWith(voice, TEXT);
    await eventually(() => clause.ends).toBe(1);
    const made = tonalSpeech(TEXT).audio;
    expect(clause.faults).toEqual([]);
    expect(clause.audio.length).toBe(made.length);
    for (const [index, levelDb] of shapeOf(clause.audio).entries()) {
      const expected = shapeOf(made)[index] ?? 0;
      // Between words there is nothing, and a filter's tail of nothing.
      if (expected > -45) expect(Math.abs(levelDb - expected)).toBeLessThan(1.5);
      else expect(levelDb).toBeLessThan(-40);
    }
    expect(twin.seenSpeech[0]?.request).toEqual({
      contents: [{ role: "user", parts: [{ text: TEXT, speechMetadata: { style: "calm and warm" } }] }],
      generationConfig: {
        responseModalities: ["AUDIO"],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: "Kore" } } },
      },
    });
    expect(twin.seenSpeech[0]?.aborted).toBe(false);
  });

  it("is called by what changes its sound", () => {
    const id = (options: Partial<GeminiVoiceOptions>) => geminiVoice({ apiKey: KEY, ...options }).id;
    expect(id({})).toBe("google/Kore/gemini-3.8-flash-tts");
    expect(id({ voice: "Puck", model: "models/gemini-3.8-flash-lite-tts" })).toBe(
      "google/Puck/gemini-3.8-flash-lite-tts",
    );
    expect(new Set([id({ style: "Calm." }), id({ style: "Lively." }), id({})]).size).toBe(3);
  });

  it("is asked to speak faster and slower, where the model can be asked", async () => {
    const { voice, twin, served } = await voiceWith();
    const older = geminiVoice({
      apiKey: KEY,
      baseUrl: served.baseUrl,
      model: "gemini-3.1-flash-tts-preview",
      style: "Calm.",
    });
    const clauses = [
      speakWith(voice, TEXT, { speed: 1.3 }),
      speakWith(voice, TEXT, { speed: 0.8 }),
      speakWith(older, TEXT, { speed: 0.8 }),
    ];
    await eventually(() => clauses.map(({ ends }) => ends)).toEqual([1, 1, 1]);
    const [fast = 0, slow = 0, usual = 0] = clauses.map(({ audio }) => audio.length);
    expect([fast < usual, usual < slow]).toEqual([true, true]);
    const last = twin.seenSpeech.find(({ model }) => model === "gemini-3.1-flash-tts-preview");
    expect(last?.request.contents[0]?.parts).toEqual([{ text: TEXT }]);
  });

  it("speaks clauses side by side, and uses its connections again", async () => {
    const { voice, served } = await voiceWith();
    for (let round = 0; round < 3; round += 1) {
      const clauses = ["Yes.", TEXT].map((text) => speakWith(voice, text));
      await eventually(() => clauses.map(({ ends }) => ends)).toEqual([1, 1]);
      expect(clauses.map(({ audio }) => audio.length)).toEqual(
        ["Yes.", TEXT].map((text) => tonalSpeech(text).audio.length),
      );
      await aWhile(10);
    }
    expect(served.connections).toBeLessThanOrEqual(3);
  });

  it("gives long texts in pieces, one after the other", async () => {
    const { voice, twin } = await voiceWith();
    const text = LONG.repeat(4);
    const clause = speakWith(voice, text);
    await eventually(() => clause.ends).toBe(1);
    expect([clause.faults, twin.seenSpeech.length]).toEqual([[], 2]);
    expect(Math.abs(clause.audio.length - tonalSpeech(text).audio.length)).toBeLessThan(8_000);
  });

  it("closes the connection of what was called off", async () => {
    const { voice, twin } = await voiceWith({}, { type: "stall", afterMessages: 2 });
    const clause = speakWith(voice, TEXT);
    await eventually(() => clause.audio.length).toBeGreaterThan(0);
    clause.job.cancel();
    await eventually(() => twin.seenSpeech[0]?.aborted).toBe(true);
    expect([clause.ends, clause.faults]).toEqual([0, []]);
  });

  it("asks for nothing more once it is called off, though that comes with the last sound of a piece", async () => {
    const inlineData = { mimeType: "audio/pcm;rate=24000", data: Buffer.alloc(9_600).toString("base64") };
    const chunk = { candidates: [{ content: { parts: [{ inlineData }] }, finishReason: "STOP" }] };
    let requests = 0;
    const voice = geminiVoice({
      apiKey: KEY,
      async fetch() {
        requests += 1;
        return new Response(`data: ${JSON.stringify(chunk)}\n\n`, { headers: { "content-type": "text/event-stream" } });
      },
    });
    const ends: string[] = [];
    const request = { text: LONG.repeat(4), language: "en", speed: 1, format: TELEPHONE_FORMAT };
    const speech = voice.synthesize(request, {
      audio: () => speech.cancel(),
      words: () => {},
      done: () => ends.push("done"),
      fault: ({ code }) => ends.push(code),
    });
    await aWhile();
    expect([requests, ends]).toEqual([1, []]);
  });

  it.each([
    [{ type: "refuse", status: 400 }, "google-request-refused"],
    [{ type: "refuse", status: 401 }, "google-key-refused"],
    [{ type: "refuse", status: 403 }, "google-not-allowed"],
    [{ type: "refuse", status: 404 }, "google-model-unknown"],
    [{ type: "refuse", status: 429 }, "google-rate-limited"],
    [{ type: "refuse", status: 500 }, "google-unavailable"],
    [{ type: "refuse", status: 503 }, "google-unavailable"],
    [{ type: "silent" }, "google-connect-late"],
    [{ type: "stall", afterMessages: 0 }, "google-late"],
    [{ type: "stall", afterMessages: 2 }, "google-stalled"],
    [{ type: "reset", afterMessages: 2 }, "google-connection-lost"],
    [{ type: "close", afterMessages: 2, code: 1_000 }, "google-connection-lost"],
    [{ type: "garbage", afterMessages: 1, text: "data: <html>\n\n" }, "google-answer-malformed"],
    [{ type: "garbage", afterMessages: 1, text: 'data: {"error":{"code":500}}\n\n' }, "google-unavailable"],
    [
      {
        ...{ type: "garbage", afterMessages: 0 },
        text: 'data: {"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"audio/mpeg","data":"SUQz"}}]}}]}\n\n',
      },
      "google-answer-malformed",
    ],
  ] as [LineTrouble, string][])("meets %j as %s, once", async (trouble, code) => {
    const { voice } = await voiceWith({ timeouts: { ...PATIENT, ...shortFor(trouble) } }, trouble);
    const clause = speakWith(voice, LONG);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code, provider: "google/Kore/gemini-3.8-flash-tts" }]);
    await aWhile();
    expect(clause.ends).toBe(1);
    const next = speakWith(voice, "Yes.");
    await eventually(() => next.ends).toBe(1);
    expect(next.faults).toEqual([]);
  });

  it.each([
    ["OTHER", "google-answer-unfinished"],
    ["SAFETY", "google-text-blocked"],
  ])("that stops half-way for %s has not finished: %s", async (reason, code) => {
    const { voice, twin } = await voiceWith();
    twin.stopsSpeech(reason);
    const clause = speakWith(voice, TEXT);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code }]);
    expect(clause.audio.length).toBeLessThan(tonalSpeech(TEXT).audio.length);
  });

  it("waits for its deadlines by the clock it is given, from the request on", async () => {
    const clock = new VirtualClock();
    const twin = new GoogleTwin({ clock, latencies: { ...NO_LATENCIES, firstAudioMs: () => 2_000 } });
    const voice = geminiVoice({ apiKey: KEY, baseUrl: "http://twin.example", fetch: twin.fetch, clock });
    const clause = speakWith(voice, TEXT);
    for (let step = 0; step < 50 && clause.ends === 0; step += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      clock.runNext(60_000);
    }
    expect(clause.faults).toMatchObject([{ code: "google-late" }]);
    expect(clock.nowMs()).toBe(1_150);
  });

  it.each([
    [{ apiKey: "gm-wrong-key" }, "google-key-refused"],
    [{ voice: "Nobody" }, "google-request-refused"],
    [{ model: "gemini-9-tts" }, "google-model-unknown"],
    [{ baseUrl: "nowhere" }, "google-base-url-invalid"],
    [{ baseUrl: "http://127.0.0.1:9" }, "google-connect-failed"],
    [{ apiKey: "" }, "google-key-missing"],
  ])("with %j reports %s, and no key", async (options, code) => {
    const { voice } = await voiceWith(options);
    const clause = speakWith(voice, TEXT);
    expect(clause.ends).toBe(0);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code }]);
    expect(JSON.stringify(clause.faults)).not.toMatch(/gm-(wrong|secret)-key/);
  });
});

describe("Google's parts by their choice", () => {
  it("are named by what was chosen, with a default for each kind", () => {
    expect(modelFromChoice({}, {}).id).toBe("google/gemini-3.8-flash");
    expect(modelFromChoice({ id: "gemini-3.5-flash-lite" }, {}).id).toBe("google/gemini-3.5-flash-lite");
    expect(voiceFromChoice({}, {}).id).toBe("google/Kore/gemini-3.8-flash-tts");
    expect(voiceFromChoice({ id: "Puck", style: "Calm." }, {}).id).toMatch(
      /^google\/Puck\/gemini-3.8-flash-tts\?manner=/,
    );
    const lite = voiceFromChoice({ id: "gemini-3.8-flash-lite-tts", voice: "Leda" }, {});
    expect(lite.id).toBe("google/Leda/gemini-3.8-flash-lite-tts");
  });

  it("take their key from the environment, never from the choice", async () => {
    const clause = speakWith(voiceFromChoice({ apiKey: "gm-in-the-assistant" }, {}), TEXT);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code: "google-key-missing" }]);
  });

  it("say for every fault what it is and how to fix it", () => {
    for (const [code, { says, fix }] of Object.entries(GOOGLE_FAULTS)) {
      expect(code).toMatch(/^google(-[a-z]+)+$/);
      expect(says).toMatch(/Google.*\.$/);
      expect(fix).toMatch(/\.$/);
    }
  });
});

/** OpenAI's voices over the twin: the contract, sound brought down to the telephone's, and every trouble of a server. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import { VirtualClock } from "@offhook/engine/testing";
import { type OpenAiVoiceOptions, openaiVoice } from "@offhook/provider-openai";
import { type LineTrouble, type ServedTwin, tonalSpeech } from "@offhook/twin-kit";
import { NO_LATENCIES, OpenAiTwin, serveTwin } from "@offhook/twin-openai";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { aWhile, eventually, speakWith } from "./heard-speech.ts";
import { describeVoiceContract } from "./voice-contract.ts";

const KEY = "sk-secret-key";
const TEXT = "Would you like to come on Tuesday?";
const LONG = "We are open from nine in the morning until six in the evening, and on Saturdays until four. ".repeat(4);
const PATIENT = { connectMs: 10_000, firstAudioMs: 10_000, stallMs: 10_000 };

/** Only the deadline that is meant to pass: two of them at once would race on a busy machine. */
function shortFor(trouble: LineTrouble): Partial<typeof PATIENT> {
  if (trouble.type === "silent") return { connectMs: 300 };
  if (trouble.type !== "stall") return {};
  return trouble.afterMessages === 0 ? { firstAudioMs: 300 } : { stallMs: 300 };
}

const contractTwin = await serveTwin(new OpenAiTwin({ apiKey: KEY, latencies: NO_LATENCIES }));
afterAll(() => contractTwin.close());
describeVoiceContract("openai/marin over its twin", () =>
  openaiVoice({ apiKey: KEY, baseUrl: contractTwin.baseUrl, timeouts: PATIENT }),
);

const opened: ServedTwin[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

async function voiceWith(options: Partial<OpenAiVoiceOptions> = {}, ...troubles: (LineTrouble | null)[]) {
  const twin = new OpenAiTwin({ apiKey: KEY, latencies: NO_LATENCIES }).nextSpeech(...troubles);
  const served = await serveTwin(twin);
  opened.push(served);
  const voice = openaiVoice({ apiKey: KEY, baseUrl: served.baseUrl, timeouts: PATIENT, ...options });
  return { twin, voice, served };
}

/** Level of each tenth of a second. */
const shapeOf = (audio: Uint8Array): number[] =>
  Array.from({ length: Math.floor(audio.length / 800) }, (_, index) =>
    levelDbOfMulaw(audio.subarray(index * 800, index * 800 + 800)),
  );

describe("an OpenAI voice", () => {
  it("gives the sound as it was made, though it came at another rate and cut inside samples", async () => {
    const { voice, twin } = await voiceWith({ instructions: "Calm." });
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
      ...{ model: "gpt-4o-mini-tts", voice: "marin", response_format: "pcm", instructions: "Calm.", input: TEXT },
    });
  });

  it("is called by what changes its sound", () => {
    const id = (options: Partial<OpenAiVoiceOptions>) => openaiVoice({ apiKey: KEY, ...options }).id;
    expect(id({})).toBe("openai/marin/gpt-4o-mini-tts");
    expect(id({ voice: "cedar", model: "tts-1", instructions: "Calm." })).toBe("openai/cedar/tts-1");
    const manners = [id({ instructions: "Calm." }), id({ instructions: "Lively." }), id({})];
    expect(new Set(manners).size).toBe(3);
  });

  it("speaks faster and slower", async () => {
    const { voice, twin } = await voiceWith();
    const clauses = [speakWith(voice, TEXT, { speed: 1.5 }), speakWith(voice, TEXT, { speed: 9 })];
    await eventually(() => clauses.map(({ ends }) => ends)).toEqual([1, 1]);
    expect(twin.seenSpeech.map(({ request }) => request.speed)).toEqual([1.5, 4]);
    expect(clauses[0]?.audio.length).toBeLessThan(tonalSpeech(TEXT).audio.length * 0.8);
  });

  it("speaks clauses side by side, and uses its connections again", async () => {
    const { voice, served } = await voiceWith();
    for (let round = 0; round < 3; round += 1) {
      const clauses = ["Yes.", TEXT].map((text) => speakWith(voice, text));
      await eventually(() => clauses.map(({ ends }) => ends)).toEqual([1, 1]);
      expect(clauses.map(({ audio }) => audio.length)).toEqual(
        ["Yes.", TEXT].map((text) => tonalSpeech(text).audio.length),
      );
    }
    // Two at a time, and one that stands ready.
    expect(served.connections).toBe(3);
  });

  it("gives long texts in pieces, one after the other", async () => {
    const { voice, twin } = await voiceWith();
    const text = LONG.repeat(12);
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

  it.each([
    [{ type: "refuse", status: 401 }, "openai-key-refused"],
    [{ type: "refuse", status: 402 }, "openai-quota-exhausted"],
    [{ type: "refuse", status: 403 }, "openai-not-allowed"],
    [{ type: "refuse", status: 404 }, "openai-model-unknown"],
    [{ type: "refuse", status: 429 }, "openai-rate-limited"],
    [{ type: "refuse", status: 500 }, "openai-unavailable"],
    [{ type: "refuse", status: 503 }, "openai-unavailable"],
    [{ type: "refuse", status: 529 }, "openai-unavailable"],
    [{ type: "silent" }, "openai-connect-late"],
    [{ type: "stall", afterMessages: 0 }, "openai-late"],
    [{ type: "stall", afterMessages: 2 }, "openai-stalled"],
    [{ type: "reset", afterMessages: 2 }, "openai-connection-lost"],
    [{ type: "close", afterMessages: 0, code: 1_000 }, "openai-answer-malformed"],
    [{ type: "garbage", afterMessages: 0, text: "RIFF a whole file" }, "openai-answer-malformed"],
    [{ type: "garbage", afterMessages: 0, text: "ID3 another file" }, "openai-answer-malformed"],
  ] as [LineTrouble, string][])("meets %j as %s, once", async (trouble, code) => {
    const { voice } = await voiceWith({ timeouts: { ...PATIENT, ...shortFor(trouble) } }, trouble);
    const clause = speakWith(voice, LONG);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code, provider: "openai/marin/gpt-4o-mini-tts" }]);
    await aWhile();
    expect(clause.ends).toBe(1);
    const next = speakWith(voice, "Yes.");
    await eventually(() => next.ends).toBe(1);
    expect(next.faults).toEqual([]);
  });

  it("waits for its deadlines by the clock it is given, from the request on", async () => {
    const clock = new VirtualClock();
    const twin = new OpenAiTwin({ clock, latencies: { ...NO_LATENCIES, firstAudioMs: () => 2_000 } });
    const voice = openaiVoice({ apiKey: KEY, baseUrl: "http://twin.example/v1", fetch: twin.fetch, clock });
    const clause = speakWith(voice, TEXT);
    for (let step = 0; step < 50 && clause.ends === 0; step += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      clock.runNext(60_000);
    }
    expect(clause.faults).toMatchObject([{ code: "openai-late" }]);
    expect(clock.nowMs()).toBe(1_150);
  });

  it.each([
    [{ apiKey: "sk-wrong-key" }, "openai-key-refused"],
    [{ voice: "nobody" }, "openai-request-refused"],
    [{ model: "tts-9" }, "openai-model-unknown"],
    [{ baseUrl: "nowhere" }, "openai-base-url-invalid"],
    [{ baseUrl: "http://127.0.0.1:9" }, "openai-connect-failed"],
    [{ apiKey: "", baseUrl: undefined }, "openai-key-missing"],
    [{ apiKey: "", baseUrl: "https://eu.api.openai.com/v1" }, "openai-key-missing"],
  ])("with %j reports %s, and no key", async (options, code) => {
    const { voice } = await voiceWith(options);
    const clause = speakWith(voice, TEXT);
    expect(clause.ends).toBe(0);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code }]);
    expect(JSON.stringify(clause.faults)).not.toMatch(/sk-(wrong|secret)-key/);
  });
});

/** ElevenLabs' voices over the twin: the contract, contexts on one socket, names, word times, and every trouble of a server. */
import { type ElevenLabsVoiceOptions, elevenLabsVoice } from "@offhook/provider-elevenlabs";
import { ElevenLabsTwin, type ElevenLabsTwinOptions, NO_LATENCIES, TWIN_VOICES } from "@offhook/twin-elevenlabs";
import { type LineTrouble, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { aWhile, deadlinesFor, eventually, PATIENT, speakWith } from "./heard-speech.ts";
import { describeVoiceContract } from "./voice-contract.ts";

const KEY = "el-secret-key";
const VOICE = TWIN_VOICES[0]?.voice_id ?? "";
const FIRST = "We are open until six.";
const SECOND = "Would you like to come on Tuesday?";
const SLOW = { ...NO_LATENCIES, firstAudioMs: () => 30, betweenAudioMs: () => 25 };

const soundOf = (text: string): Uint8Array => tonalSpeech(text).audio;

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function voiceWith(
  options: Partial<ElevenLabsVoiceOptions> = {},
  troubles: readonly (LineTrouble | null)[] = [],
  twinOptions: ElevenLabsTwinOptions = {},
) {
  const twin = new ElevenLabsTwin({ apiKey: KEY, latencies: NO_LATENCIES, ...twinOptions }).next(...troubles);
  const served = await serveSocketTwin(twin);
  const account = { apiKey: KEY, baseUrl: served.baseUrl };
  const voice = elevenLabsVoice({ ...account, voice: VOICE, timeouts: PATIENT, ...options });
  opened.push(voice, served);
  return { twin, voice, account };
}

const textsOf = (twin: ElevenLabsTwin, request = 0): unknown[] =>
  (twin.seen[request]?.texts ?? []).map((text) => JSON.parse(text) as unknown);

const contractTwin = await serveSocketTwin(new ElevenLabsTwin({ apiKey: KEY, latencies: NO_LATENCIES }));
afterAll(() => contractTwin.close());
describeVoiceContract("elevenlabs/Rachel over its twin", () =>
  elevenLabsVoice({ apiKey: KEY, baseUrl: contractTwin.baseUrl, voice: "Rachel" }),
);

describe("an ElevenLabs voice", () => {
  it("asks for µ-law at 8 kHz, passes it on as it came, and closes each context with its text", async () => {
    const { twin, voice } = await voiceWith();
    const clause = speakWith(voice, FIRST);
    await eventually(() => clause.ends).toBe(1);
    expect(clause).toMatchObject({ faults: [], audio: soundOf(FIRST) });
    const { path, query, headers } = twin.seen[0] ?? { query: new URLSearchParams() };
    expect([path, headers?.["xi-api-key"]]).toEqual([`/v1/text-to-speech/${VOICE}/multi-stream-input`, KEY]);
    expect(Object.fromEntries(query)).toEqual({
      ...{ model_id: "eleven_flash_v2_5", output_format: "ulaw_8000", auto_mode: "true", sync_alignment: "true" },
      ...{ inactivity_timeout: "60", language_code: "en" },
    });
    expect(textsOf(twin)).toEqual([
      { text: " ", context_id: "c1" },
      { text: `${FIRST} `, context_id: "c1" },
      { context_id: "c1", flush: true },
      { context_id: "c1", close_context: true },
    ]);
  });

  it.each(["camel", "snake"] as const)("gives the time of every word, in the %s spelling", async (spelling) => {
    const { voice } = await voiceWith({}, [], { spelling });
    const clause = speakWith(voice, SECOND);
    await eventually(() => clause.ends).toBe(1);
    const expected = tonalSpeech(SECOND).words;
    expect(clause.words.map(({ word }) => word)).toEqual(expected.map(({ word }) => word));
    for (const [index, { startMs, endMs }] of clause.words.entries()) {
      expect(Math.abs(startMs - (expected[index]?.startMs ?? 0))).toBeLessThanOrEqual(2);
      expect(Math.abs(endMs - (expected[index]?.endMs ?? 0))).toBeLessThanOrEqual(60);
    }
  });

  it("finds a voice by its name, once", async () => {
    const { twin, voice, account } = await voiceWith({ voice: "rachel" });
    const clause = speakWith(voice, FIRST);
    await eventually(() => clause.ends).toBe(1);
    const again = elevenLabsVoice({ ...account, voice: "rachel", timeouts: PATIENT });
    opened.push(again);
    const second = speakWith(again, SECOND);
    await eventually(() => second.ends).toBe(1);
    expect([clause.faults, second.faults]).toEqual([[], []]);
    expect(twin.seen.map(({ path }) => path.split("/")[2])).toEqual(["voices", "text-to-speech", "text-to-speech"]);
  });

  it("finds a voice whose name goes on with a description, and names one that is not there", async () => {
    const { voice, account } = await voiceWith({ voice: "George" });
    const nobody = elevenLabsVoice({ ...account, voice: "Nobody" });
    const half = elevenLabsVoice({ ...account, voice: "Geo" });
    const clauses = [speakWith(voice, FIRST), speakWith(nobody, FIRST), speakWith(half, FIRST)];
    await eventually(() => clauses.map(({ ends }) => ends)).toEqual([1, 1, 1]);
    const codes = clauses.map(({ faults }) => faults[0]?.code ?? "");
    expect(codes).toEqual(["", "elevenlabs-model-unknown", "elevenlabs-model-unknown"]);
    expect(clauses[1]?.faults[0]?.message).toContain("Nobody");
  });

  it.each([VOICE, "Rachel"])(
    "speaks seven clauses at once as %s, four contexts at a time on a socket",
    async (called) => {
      const { twin, voice } = await voiceWith({ voice: called }, [], { latencies: SLOW });
      const texts = [FIRST, SECOND, "Yes.", FIRST, SECOND, "No.", FIRST];
      const clauses = texts.map((text) => speakWith(voice, text));
      await eventually(() => clauses.every(({ ends }) => ends === 1)).toBe(true);
      for (const [index, text] of texts.entries()) {
        expect(clauses[index]).toMatchObject({ faults: [], audio: soundOf(text) });
      }
      expect(twin.seen.filter(({ path }) => path.endsWith("input")).length).toBeLessThanOrEqual(2);
    },
  );

  it("drops what was called off; its late sound finds nobody", async () => {
    const { twin, voice } = await voiceWith({}, [], { latencies: SLOW });
    const called = speakWith(voice, SECOND);
    await eventually(() => called.audio.length).toBeGreaterThan(1_000);
    called.job.cancel();
    const heard = called.audio.length;
    const next = speakWith(voice, FIRST);
    await eventually(() => next.ends).toBe(1);
    expect(next).toMatchObject({ faults: [], audio: soundOf(FIRST) });
    expect([called.audio.length, called.ends]).toEqual([heard, 0]);
    expect(twin.seen.length).toBe(1);
  });

  it("does not wait behind cancelled contexts that the server never ends", async () => {
    const { twin, voice } = await voiceWith({}, [{ type: "stall", afterMessages: 1 }]);
    const called = [FIRST, SECOND, FIRST, SECOND].map((text) => speakWith(voice, text));
    await eventually(() => called[0]?.audio.length).toBeGreaterThan(0);
    const behind = speakWith(voice, "Yes.");
    for (const { job } of called) job.cancel();
    const next = speakWith(voice, "No.");
    await eventually(() => [behind.ends, next.ends]).toEqual([1, 1]);
    expect([behind.audio, next.audio]).toEqual([soundOf("Yes."), soundOf("No.")]);
    expect(twin.seen.length).toBe(2);
  });

  it("is set by context: speed and manner", async () => {
    const { twin, voice } = await voiceWith({ stability: 0.4, similarity: 0.8, model: "eleven_multilingual_v2" });
    const clauses = [speakWith(voice, FIRST), speakWith(voice, FIRST, { speed: 0.5 })];
    await eventually(() => clauses.map(({ ends }) => ends)).toEqual([1, 1]);
    expect(voice.id).toBe(`elevenlabs/${VOICE}/eleven_multilingual_v2?stability=0.4&similarity=0.8`);
    expect(twin.seen[0]?.query.get("language_code")).toBeNull();
    const settings = textsOf(twin).flatMap((text) => (text as { voice_settings?: unknown }).voice_settings ?? []);
    expect(settings).toEqual([
      { stability: 0.4, similarity_boost: 0.8 },
      { stability: 0.4, similarity_boost: 0.8, speed: 0.7 },
    ]);
    expect(clauses[1]?.audio.length).toBeGreaterThan((clauses[0]?.audio.length ?? 0) * 1.2);
  });

  it("gives an unused socket back", async () => {
    const { twin, voice } = await voiceWith({ timeouts: { ...PATIENT, idleMs: 60 } });
    const clause = speakWith(voice, FIRST);
    await eventually(() => clause.ends).toBe(1);
    await eventually(() => twin.seen[0]?.closedWith).toBe(1_000);
    expect(textsOf(twin).at(-1)).toEqual({ close_socket: true });
    const next = speakWith(voice, FIRST);
    await eventually(() => next.ends).toBe(1);
    expect(next.faults).toEqual([]);
  });

  it.each([
    [{ type: "refuse", status: 401 }, "elevenlabs-key-refused"],
    [{ type: "refuse", status: 402 }, "elevenlabs-quota-exhausted"],
    [{ type: "refuse", status: 403 }, "elevenlabs-not-allowed"],
    [{ type: "refuse", status: 404 }, "elevenlabs-model-unknown"],
    [{ type: "refuse", status: 429 }, "elevenlabs-rate-limited"],
    [{ type: "refuse", status: 500 }, "elevenlabs-unavailable"],
    [{ type: "refuse", status: 503 }, "elevenlabs-unavailable"],
    [{ type: "silent" }, "elevenlabs-connect-late"],
    [{ type: "stall", afterMessages: 0 }, "elevenlabs-late"],
    [{ type: "stall", afterMessages: 2 }, "elevenlabs-stalled"],
    [{ type: "close", afterMessages: 2, code: 1_011, reason: "oh" }, "elevenlabs-connection-lost"],
    [{ type: "close", afterMessages: 0, code: 1_008, reason: "quota_exceeded" }, "elevenlabs-quota-exhausted"],
    [{ type: "reset", afterMessages: 2 }, "elevenlabs-connection-lost"],
    [{ type: "garbage", afterMessages: 1 }, "elevenlabs-answer-malformed"],
    [{ type: "garbage", afterMessages: 0, text: "<html>" }, "elevenlabs-answer-malformed"],
    [{ type: "garbage", afterMessages: 0, text: '{"audio":"%","contextId":"c1"}' }, "elevenlabs-answer-malformed"],
  ] as [LineTrouble, string][])("meets %j as %s, once", async (trouble, code) => {
    const { voice } = await voiceWith({ timeouts: deadlinesFor(trouble) }, [trouble]);
    const clause = speakWith(voice, SECOND);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code, provider: `elevenlabs/${VOICE}` }]);
    await aWhile();
    expect(clause.ends).toBe(1);
    const next = speakWith(voice, FIRST);
    await eventually(() => next.ends).toBe(1);
    expect(next.faults).toEqual([]);
  });

  it("ends once though everything comes twice or late", async () => {
    for (const trouble of [{ type: "double" }, { type: "late", byMs: 100 }] as const) {
      const { voice } = await voiceWith({}, [trouble]);
      const clauses = [FIRST, SECOND].map((text) => speakWith(voice, text));
      await eventually(() => clauses.map(({ ends }) => ends)).toEqual([1, 1]);
      expect(clauses.flatMap(({ faults }) => faults)).toEqual([]);
    }
  });

  it.each([
    [{ apiKey: "el-wrong-key" }, "elevenlabs-key-refused"],
    [{ apiKey: "el-wrong-key", voice: "Rachel" }, "elevenlabs-key-refused"],
    [{ apiKey: "" }, "elevenlabs-key-missing"],
    [{ voice: "abcdefghij0123456789" }, "elevenlabs-model-unknown"],
    [{ voice: " " }, "elevenlabs-model-unknown"],
    [{ model: "eleven_nothing" }, "elevenlabs-model-unknown"],
    [{ baseUrl: "nowhere" }, "elevenlabs-base-url-invalid"],
    [{ baseUrl: "http://127.0.0.1:9" }, "elevenlabs-connect-failed"],
  ])("with %j reports %s, and no key", async (options, code) => {
    const { voice } = await voiceWith(options);
    const clause = speakWith(voice, FIRST);
    expect(clause.ends).toBe(0);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code }]);
    expect(JSON.stringify(clause.faults)).not.toMatch(/el-(wrong|secret)-key/);
  });
});

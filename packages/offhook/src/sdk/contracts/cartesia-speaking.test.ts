/** Cartesia's voices over the twin: contexts on one socket, word times, what is called off, and every trouble of a server. */
import { type CartesiaVoiceOptions, cartesiaVoice } from "@offhook/provider-cartesia";
import { CartesiaTwin, type CartesiaTwinOptions, NO_LATENCIES, TWIN_VOICES } from "@offhook/twin-cartesia";
import { type LineTrouble, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterEach, describe, expect, it } from "vitest";
import { aWhile, deadlinesFor, eventually, PATIENT, speakWith } from "./heard-speech.ts";

const KEY = "ca-secret-key";
const VOICE = TWIN_VOICES[0]?.id ?? "";
const FIRST = "We are open until six.";
const SECOND = "Would you like to come on Tuesday?";
const SLOW = { ...NO_LATENCIES, firstAudioMs: () => 30, betweenAudioMs: () => 25 };

const soundOf = (text: string): Uint8Array => tonalSpeech(text).audio;

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function voiceWith(
  options: Partial<CartesiaVoiceOptions> = {},
  troubles: readonly (LineTrouble | null)[] = [],
  twinOptions: CartesiaTwinOptions = {},
) {
  const twin = new CartesiaTwin({ apiKey: KEY, latencies: NO_LATENCIES, ...twinOptions }).next(...troubles);
  const served = await serveSocketTwin(twin);
  const voice = cartesiaVoice({ apiKey: KEY, baseUrl: served.baseUrl, voice: VOICE, timeouts: PATIENT, ...options });
  opened.push(voice, served);
  return { twin, voice };
}

const textsOf = (twin: CartesiaTwin): Record<string, unknown>[] =>
  (twin.seen[0]?.texts ?? []).map((text) => JSON.parse(text) as Record<string, unknown>);

describe("a Cartesia voice", () => {
  it("asks for µ-law at 8 kHz, passes it on as it came, and closes each context with its text", async () => {
    const { twin, voice } = await voiceWith();
    const clause = speakWith(voice, FIRST, { language: "en-GB" });
    await eventually(() => clause.ends).toBe(1);
    expect(clause).toMatchObject({ faults: [], audio: soundOf(FIRST) });
    expect(twin.seen[0]).toMatchObject({
      path: "/tts/websocket",
      headers: { authorization: `Bearer ${KEY}`, "cartesia-version": "2026-08-14" },
    });
    expect(textsOf(twin)).toEqual([
      {
        ...{ context_id: "c1", model_id: "sonic-3.5", voice: VOICE, language: "en" },
        output_format: { container: "raw", encoding: "pcm_mulaw", sample_rate: 8_000 },
        ...{ add_timestamps: true, max_buffer_delay_ms: 0, transcript: FIRST, continue: false },
      },
    ]);
  });

  it("gives the time of every word", async () => {
    const { voice } = await voiceWith();
    const clause = speakWith(voice, SECOND);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.words).toEqual(tonalSpeech(SECOND).words);
  });

  it("connects before it is needed, once, and is closed with the call", async () => {
    const { twin, voice } = await voiceWith();
    voice.prepare?.("en");
    await eventually(() => twin.seen.length).toBe(1);
    voice.prepare?.("en");
    const clause = speakWith(voice, FIRST);
    await eventually(() => clause.ends).toBe(1);
    voice.close();
    await eventually(() => twin.seen[0]?.closedWith).toBe(1_000);
    expect(twin.seen.length).toBe(1);
  });

  it("speaks seven clauses at once, three contexts at a time on a socket", async () => {
    const { twin, voice } = await voiceWith({}, [], { latencies: SLOW });
    const texts = [FIRST, SECOND, "Yes.", FIRST, SECOND, "No.", FIRST];
    const clauses = texts.map((text) => speakWith(voice, text));
    await eventually(() => clauses.every(({ ends }) => ends === 1)).toBe(true);
    for (const [index, text] of texts.entries()) {
      expect(clauses[index]).toMatchObject({ faults: [], audio: soundOf(text) });
    }
    expect(twin.seen.length).toBeLessThanOrEqual(3);
  });

  it("speaks a text that is longer than a message in one context, with its spaces", async () => {
    const { twin, voice } = await voiceWith();
    const text = `${"We are open until six. ".repeat(60)}Thank you.`;
    const clause = speakWith(voice, text);
    await eventually(() => clause.ends).toBe(1);
    expect(textsOf(twin).map(({ context_id, continue: goesOn }) => [context_id, goesOn])).toEqual([
      ["c1", true],
      ["c1", false],
    ]);
    expect(
      textsOf(twin)
        .map(({ transcript }) => transcript)
        .join(""),
    ).toBe(text);
    expect([clause.faults, Buffer.compare(clause.audio, soundOf(text))]).toEqual([[], 0]);
    expect(clause.words).toEqual(tonalSpeech(text).words);
  });

  it("calls off what nobody wants; its late sound finds nobody", async () => {
    const { twin, voice } = await voiceWith({}, [], { latencies: SLOW });
    const called = speakWith(voice, SECOND);
    await eventually(() => called.audio.length).toBeGreaterThan(1_000);
    called.job.cancel();
    const heard = called.audio.length;
    const next = speakWith(voice, FIRST);
    await eventually(() => next.ends).toBe(1);
    expect(next).toMatchObject({ faults: [], audio: soundOf(FIRST) });
    expect([called.audio.length, called.ends]).toEqual([heard, 0]);
    expect(textsOf(twin)[1]).toEqual({ context_id: "c1", cancel: true });
    expect(twin.seen.length).toBe(1);
  });

  it("does not wait behind what was called off: its room is free at once", async () => {
    const { twin, voice } = await voiceWith({}, [], { latencies: { ...SLOW, firstAudioMs: () => 400 } });
    const called = [FIRST, SECOND, FIRST].map((text) => speakWith(voice, text));
    const behind = speakWith(voice, "Yes.");
    for (const { job } of called) job.cancel();
    await eventually(() => behind.ends).toBe(1);
    expect(behind).toMatchObject({ faults: [], audio: soundOf("Yes.") });
    expect(called.map(({ ends, audio }) => [ends, audio.length])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    const cancels = textsOf(twin).filter(({ cancel }) => cancel === true);
    expect(cancels.map(({ context_id }) => context_id)).toEqual(["c1", "c2", "c3"]);
    expect(twin.seen.length).toBe(1);
  });

  it("fails a clause that the server refuses, and speaks the next on the same socket", async () => {
    const { twin, voice } = await voiceWith();
    const refused = speakWith(voice, FIRST, { language: "et" });
    await eventually(() => refused.faults).toMatchObject([{ code: "cartesia-language-unsupported" }]);
    const [good, bad] = [speakWith(voice, FIRST), speakWith(voice, SECOND, { language: "et" })];
    await eventually(() => [good.ends, bad.ends]).toEqual([1, 1]);
    expect(good).toMatchObject({ faults: [], audio: soundOf(FIRST) });
    // One socket a language.
    expect(twin.seen.length).toBe(2);
  });

  it("is set by context: speed and manner", async () => {
    const { twin, voice } = await voiceWith({ emotion: "calm", volume: 1.5, model: "sonic-3" });
    const clauses = [speakWith(voice, FIRST), speakWith(voice, FIRST, { speed: 0.5 })];
    await eventually(() => clauses.map(({ ends }) => ends)).toEqual([1, 1]);
    expect(voice.id).toBe(`cartesia/${VOICE}/sonic-3?emotion=calm&volume=1.5`);
    expect(textsOf(twin).map(({ generation_config }) => generation_config)).toEqual([
      { emotion: "calm", volume: 1.5 },
      { emotion: "calm", volume: 1.5, speed: 0.6 },
    ]);
    expect(clauses[1]?.audio.length).toBeGreaterThan((clauses[0]?.audio.length ?? 0) * 1.2);
  });

  it("gives an unused socket back", async () => {
    const { twin, voice } = await voiceWith({ timeouts: { ...PATIENT, idleMs: 60 } });
    const clause = speakWith(voice, FIRST);
    await eventually(() => clause.ends).toBe(1);
    await eventually(() => twin.seen[0]?.closedWith).toBe(1_000);
    const next = speakWith(voice, FIRST);
    await eventually(() => next.ends).toBe(1);
    expect(next.faults).toEqual([]);
  });

  it.each([
    [{ type: "refuse", status: 401 }, "cartesia-key-refused"],
    [{ type: "refuse", status: 402 }, "cartesia-quota-exhausted"],
    [{ type: "refuse", status: 403 }, "cartesia-not-allowed"],
    [{ type: "refuse", status: 404 }, "cartesia-model-unknown"],
    [{ type: "refuse", status: 429 }, "cartesia-rate-limited"],
    [{ type: "refuse", status: 500 }, "cartesia-unavailable"],
    [{ type: "refuse", status: 503 }, "cartesia-unavailable"],
    [{ type: "refuse", status: 529 }, "cartesia-unavailable"],
    [{ type: "silent" }, "cartesia-connect-late"],
    [{ type: "stall", afterMessages: 0 }, "cartesia-late"],
    [{ type: "stall", afterMessages: 3 }, "cartesia-stalled"],
    [{ type: "close", afterMessages: 2, code: 1_011, reason: "oh" }, "cartesia-connection-lost"],
    [{ type: "close", afterMessages: 0, code: 1_008, reason: "" }, "cartesia-request-refused"],
    [{ type: "reset", afterMessages: 2 }, "cartesia-connection-lost"],
    [{ type: "garbage", afterMessages: 1 }, "cartesia-answer-malformed"],
    [{ type: "garbage", afterMessages: 0, text: "<html>" }, "cartesia-answer-malformed"],
    [
      { type: "garbage", afterMessages: 0, text: '{"type":"chunk","context_id":"c1","data":"%"}' },
      "cartesia-answer-malformed",
    ],
    [
      { type: "garbage", afterMessages: 0, text: '{"type":"error","message":"oh","status_code":500}' },
      "cartesia-unavailable",
    ],
  ] as [LineTrouble, string][])("meets %j as %s, once", async (trouble, code) => {
    const { voice } = await voiceWith({ timeouts: deadlinesFor(trouble) }, [trouble]);
    const clause = speakWith(voice, SECOND);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code, provider: `cartesia/${VOICE}` }]);
    await aWhile();
    expect(clause.ends).toBe(1);
    const next = speakWith(voice, FIRST);
    await eventually(() => next.ends).toBe(1);
    expect(next.faults).toEqual([]);
  });

  it.each(["", ',"context_id":"c1"'])("does not repeat a key that the server repeats%s", async (named) => {
    const text = `{"type":"error","message":"${KEY} is an invalid API key.","status_code":401${named}}`;
    const { voice } = await voiceWith({}, [{ type: "garbage", afterMessages: 0, text }]);
    const clause = speakWith(voice, FIRST);
    await eventually(() => clause.faults).toMatchObject([{ code: "cartesia-key-refused" }]);
    expect(clause.faults[0]?.message).not.toContain(KEY);
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
    [{ apiKey: "ca-wrong-key" }, "cartesia-key-refused"],
    [{ apiKey: "" }, "cartesia-key-missing"],
    [{ voice: "nobody" }, "cartesia-model-unknown"],
    [{ voice: " " }, "cartesia-model-unknown"],
    [{ model: "sonic-nothing" }, "cartesia-model-unknown"],
    [{ volume: 9 }, "cartesia-request-refused"],
    [{ baseUrl: "nowhere" }, "cartesia-base-url-invalid"],
    [{ baseUrl: "http://127.0.0.1:9" }, "cartesia-connect-failed"],
  ])("with %j reports %s, and no key", async (options, code) => {
    const { voice } = await voiceWith(options);
    const clause = speakWith(voice, FIRST);
    expect(clause.ends).toBe(0);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code }]);
    expect(JSON.stringify(clause.faults)).not.toMatch(/ca-(wrong|secret)-key/);
  });
});

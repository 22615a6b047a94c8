/** Deepgram's voices against the twin: one socket a voice, cancelling without a trace, and every trouble of a server. */
import { type DeepgramVoiceOptions, deepgramVoice } from "@offhook/provider-deepgram";
import { DeepgramTwin, type Latencies, NO_LATENCIES } from "@offhook/twin-deepgram";
import { type LineTrouble, type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterEach, describe, expect, it } from "vitest";
import { aWhile, deadlinesFor, eventually, PATIENT, speakWith } from "./heard-speech.ts";

const KEY = "dg-secret-key";
const FIRST = "We are open until six.";
const SECOND = "Would you like to come on Tuesday?";
const SLOW: Latencies = { resultMs: () => 0, firstAudioMs: () => 30, betweenAudioMs: () => 15, clearedMs: () => 20 };

const soundOf = (text: string): Uint8Array => tonalSpeech(text).audio;

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function voiceWith(
  options: Partial<DeepgramVoiceOptions> = {},
  troubles: readonly (LineTrouble | null)[] = [],
  latencies = NO_LATENCIES,
) {
  const twin = new DeepgramTwin({ apiKey: KEY, latencies }).next(...troubles);
  const served: ServedTwin = await serveSocketTwin(twin);
  const voice = deepgramVoice({ apiKey: KEY, baseUrl: served.baseUrl, timeouts: PATIENT, ...options });
  opened.push(voice, served);
  return { twin, voice };
}

const textsOf = (twin: DeepgramTwin, socket = 0): unknown[] =>
  (twin.seen[socket]?.texts ?? []).map((text) => JSON.parse(text) as unknown);

describe("an Aura voice", () => {
  it("asks for µ-law at 8 kHz and passes it on as it came", async () => {
    const { twin, voice } = await voiceWith();
    const clause = speakWith(voice, FIRST);
    await eventually(() => clause.ends).toBe(1);
    expect(clause).toMatchObject({ faults: [], audio: soundOf(FIRST) });
    const { path, query, headers } = twin.seen[0] ?? { query: new URLSearchParams() };
    expect([path, headers?.authorization]).toEqual(["/v1/speak", `Token ${KEY}`]);
    expect(Object.fromEntries(query)).toEqual({ model: "aura-2-thalia-en", encoding: "mulaw", sample_rate: "8000" });
    expect(textsOf(twin)).toEqual([{ type: "Speak", text: FIRST }, { type: "Flush" }]);
  });

  it("speaks clause after clause on one socket", async () => {
    const { twin, voice } = await voiceWith();
    for (const text of [FIRST, SECOND, "Yes."]) {
      const clause = speakWith(voice, text);
      await eventually(() => clause.ends).toBe(1);
      expect(clause).toMatchObject({ faults: [], audio: soundOf(text) });
    }
    expect(twin.seen.length).toBe(1);
  });

  it("has the clauses of a long answer spoken side by side, on a few sockets, none mixed with another", async () => {
    const { twin, voice } = await voiceWith({}, [], SLOW);
    const clauses = [FIRST, SECOND, FIRST, SECOND, "Yes.", FIRST].map((text) => ({
      text,
      spoken: speakWith(voice, text),
    }));
    await eventually(() => clauses.every(({ spoken }) => spoken.ends === 1)).toBe(true);
    for (const { text, spoken } of clauses) expect(spoken).toMatchObject({ faults: [], audio: soundOf(text) });
    expect(twin.seen.length).toBeGreaterThan(1);
    expect(twin.seen.length).toBeLessThanOrEqual(3);
  });

  it("drops what was called off, and the next clause has no trace of it", async () => {
    const { twin, voice } = await voiceWith({}, [], SLOW);
    const called = speakWith(voice, FIRST);
    await eventually(() => called.audio.length).toBeGreaterThan(1_000);
    called.job.cancel();
    const heard = called.audio.length;
    const next = speakWith(voice, SECOND);
    await eventually(() => next.ends).toBe(1);
    expect(next).toMatchObject({ faults: [], audio: soundOf(SECOND) });
    expect(called).toMatchObject({ ends: 0, faults: [] });
    expect(called.audio.length).toBe(heard);
    expect(textsOf(twin)).toContainEqual({ type: "Clear" });
    expect(twin.seen.length).toBe(1);
  });

  it("calls one clause off and speaks the others that stand in line", async () => {
    const { twin, voice } = await voiceWith({}, [], SLOW);
    const [first, second, third] = [FIRST, SECOND, "Yes."].map((text) => speakWith(voice, text));
    second?.job.cancel();
    await eventually(() => third?.ends).toBe(1);
    expect([first?.audio, third?.audio]).toEqual([soundOf(FIRST), soundOf("Yes.")]);
    expect(second).toMatchObject({ ends: 0, audio: new Uint8Array(0) });
    expect(textsOf(twin)).not.toContainEqual({ type: "Clear" });
  });

  it("calls everything off with one Clear", async () => {
    const { twin, voice } = await voiceWith({}, [], SLOW);
    const clauses = [FIRST, SECOND].map((text) => speakWith(voice, text));
    await eventually(() => clauses[0]?.audio.length).toBeGreaterThan(0);
    for (const { job } of clauses) job.cancel();
    await aWhile();
    expect(textsOf(twin).filter((text) => JSON.stringify(text) === '{"type":"Clear"}').length).toBe(1);
    expect(clauses[1]?.audio.length).toBe(0);
  });

  it("takes another socket before the vendor's limit of flushes is reached", async () => {
    const { twin, voice } = await voiceWith();
    for (let count = 0; count < 25; count += 1) {
      const clause = speakWith(voice, "Yes.");
      await eventually(() => clause.ends).toBe(1);
      expect(clause).toMatchObject({ faults: [], audio: soundOf("Yes.") });
    }
    expect(twin.seen.length).toBe(2);
  });

  it("has a socket for another speed, since that is set at its opening", async () => {
    const { twin, voice } = await voiceWith();
    const [usual, slow] = [speakWith(voice, FIRST), speakWith(voice, FIRST, { speed: 0.8 })];
    await eventually(() => [usual.ends, slow.ends]).toEqual([1, 1]);
    expect(slow.audio.length).toBeGreaterThan(usual.audio.length * 1.1);
    expect(twin.seen.map(({ query }) => query.get("speed"))).toEqual([null, "0.8"]);
  });

  it("gives long texts in pieces", async () => {
    const { twin, voice } = await voiceWith();
    const long = "This sentence is said again and again. ".repeat(100);
    const clause = speakWith(voice, long);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toEqual([]);
    expect(textsOf(twin).length).toBe(4);
    expect(clause.audio.length).toBeGreaterThan(8_000 * 100);
  });

  it("gives an unused socket back", async () => {
    const { twin, voice } = await voiceWith({ timeouts: { ...PATIENT, idleMs: 60 } });
    const clause = speakWith(voice, FIRST);
    await eventually(() => clause.ends).toBe(1);
    await eventually(() => twin.seen[0]?.closedWith).toBe(1_000);
    expect(textsOf(twin).at(-1)).toEqual({ type: "Close" });
    const next = speakWith(voice, FIRST);
    await eventually(() => next.ends).toBe(1);
    expect(next.faults).toEqual([]);
  });

  it("asks anew when the server closes a used socket under a new request", async () => {
    // Metadata, the clause's sound, its end: then the server closes, and the next request is on its way already.
    const messages = 1 + Math.ceil(soundOf(FIRST).length / 800) + 1;
    const { twin, voice } = await voiceWith({}, [{ type: "reset", afterMessages: messages }]);
    const first = speakWith(voice, FIRST);
    let second: ReturnType<typeof speakWith> | null = null;
    first.onEnd = () => {
      second = speakWith(voice, SECOND);
    };
    await eventually(() => second?.ends).toBe(1);
    expect(second).toMatchObject({ faults: [], audio: soundOf(SECOND) });
    expect(twin.seen.length).toBe(2);
  });

  it.each([
    [{ type: "refuse", status: 401 }, "deepgram-key-refused"],
    [{ type: "refuse", status: 402 }, "deepgram-quota-exhausted"],
    [{ type: "refuse", status: 404 }, "deepgram-model-unknown"],
    [{ type: "refuse", status: 429 }, "deepgram-rate-limited"],
    [{ type: "refuse", status: 500 }, "deepgram-unavailable"],
    [{ type: "refuse", status: 503 }, "deepgram-unavailable"],
    [{ type: "silent" }, "deepgram-connect-late"],
    [{ type: "stall", afterMessages: 0 }, "deepgram-late"],
    [{ type: "stall", afterMessages: 1 }, "deepgram-late"],
    [{ type: "stall", afterMessages: 3 }, "deepgram-stalled"],
    [{ type: "close", afterMessages: 3, code: 1_011, reason: "NET-0000" }, "deepgram-connection-lost"],
    [{ type: "reset", afterMessages: 0 }, "deepgram-connection-lost"],
    [{ type: "reset", afterMessages: 3 }, "deepgram-connection-lost"],
    [{ type: "garbage", afterMessages: 0 }, "deepgram-answer-malformed"],
    [{ type: "garbage", afterMessages: 3 }, "deepgram-answer-malformed"],
  ] as [LineTrouble, string][])("meets %j as %s, once", async (trouble, code) => {
    const { voice } = await voiceWith({ timeouts: deadlinesFor(trouble) }, [trouble]);
    const clause = speakWith(voice, FIRST);
    await eventually(() => clause.ends).toBe(1);
    expect(clause.faults).toMatchObject([{ code, provider: "deepgram/aura-2-thalia-en" }]);
    await aWhile();
    expect(clause.ends).toBe(1);
    const next = speakWith(voice, FIRST);
    await eventually(() => next.ends).toBe(1);
    expect(next.faults).toEqual([]);
  });

  it("fails what waits behind a refused request too, at once", async () => {
    const { twin, voice } = await voiceWith({}, [{ type: "refuse", status: 401 }]);
    const clauses = [FIRST, SECOND, FIRST].map((text) => speakWith(voice, text));
    await eventually(() => clauses.map(({ faults }) => faults[0]?.code)).toEqual(Array(3).fill("deepgram-key-refused"));
    expect(twin.seen.length).toBe(1);
  });

  it("ends once though everything comes twice", async () => {
    const { voice } = await voiceWith({}, [{ type: "double" }]);
    const clauses = [FIRST, SECOND].map((text) => speakWith(voice, text));
    await eventually(() => clauses.map(({ ends }) => ends)).toEqual([1, 1]);
    expect(clauses[1]?.audio.length).toBe(soundOf(SECOND).length * 2);
  });

  it("opens another socket when a cancel is not confirmed", async () => {
    const { twin, voice } = await voiceWith({ timeouts: { ...PATIENT, clearedMs: 300 } }, [
      { type: "stall", afterMessages: 3 },
    ]);
    const called = speakWith(voice, FIRST);
    await eventually(() => called.audio.length).toBeGreaterThan(0);
    called.job.cancel();
    const next = speakWith(voice, SECOND);
    await eventually(() => next.ends).toBe(1);
    expect(twin.seen.length).toBe(2);
    expect(called.ends).toBe(0);
  });

  it("names what it cannot do without asking anybody", async () => {
    const { twin, voice } = await voiceWith();
    const other = (await voiceWith({ model: "nova-3" })).voice;
    const keyless = (await voiceWith({ apiKey: "" })).voice;
    const asked = [
      speakWith(voice, "Здравствуйте", { language: "ru" }),
      speakWith(other, "x"),
      speakWith(keyless, "x"),
    ];
    expect(asked.map(({ ends }) => ends)).toEqual([0, 0, 0]);
    await aWhile(0);
    expect(asked.map(({ faults }) => faults[0]?.code)).toEqual([
      "deepgram-language-unsupported",
      "deepgram-model-unknown",
      "deepgram-key-missing",
    ]);
    expect(twin.seen).toEqual([]);
  });
});

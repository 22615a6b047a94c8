/** Cartesia's transcribers against the twin: every trouble that a server can make, and that words stand at their place. */
import { type CartesiaTranscriberOptions, cartesiaTranscriber } from "@offhook/provider-cartesia";
import { CartesiaTwin, NO_LATENCIES } from "@offhook/twin-cartesia";
import { type LineTrouble, type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { aWhile, deadlinesFor, eventually, joined, listenWith, PATIENT, pushInFrames, quiet } from "./heard-speech.ts";

const KEY = "ca-secret-key";
const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const SPEECH_MS = SPEECH.length / 8;
const KEEPING = { ...PATIENT, keepAliveMs: 60 };

const opened: ServedTwin[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

async function twinWith(...troubles: (LineTrouble | null)[]) {
  const twin = new CartesiaTwin({ apiKey: KEY, latencies: NO_LATENCIES }).says(TEXT, "And a window seat.");
  const served = await serveSocketTwin(twin.next(...troubles));
  opened.push(served);
  const account = { apiKey: KEY, baseUrl: served.baseUrl, timeouts: KEEPING };
  const call = (options: Partial<CartesiaTranscriberOptions> = {}, language = "en") => ({
    ...listenWith(cartesiaTranscriber({ ...account, ...options }), language),
    twin,
  });
  return { served, call };
}

const MODELS = ["ink-2", "ink-whisper"];

describe.each(MODELS)("%s meets", (model) => {
  it.each([
    [{ type: "refuse", status: 401 }, "cartesia-key-refused", false],
    [{ type: "refuse", status: 402 }, "cartesia-quota-exhausted", false],
    [{ type: "refuse", status: 403 }, "cartesia-not-allowed", false],
    [{ type: "refuse", status: 404 }, "cartesia-model-unknown", false],
    [{ type: "refuse", status: 429 }, "cartesia-rate-limited", true],
    [{ type: "refuse", status: 500 }, "cartesia-unavailable", true],
    [{ type: "refuse", status: 503 }, "cartesia-unavailable", true],
    [{ type: "refuse", status: 529 }, "cartesia-unavailable", true],
    [{ type: "silent" }, "cartesia-connect-late", true],
    [{ type: "stall", afterMessages: 0 }, "cartesia-stalled", true],
    [{ type: "stall", afterMessages: 2 }, "cartesia-stalled", true],
    [{ type: "close", afterMessages: 1, code: 1_011, reason: "oh" }, "cartesia-connection-lost", true],
    [{ type: "close", afterMessages: 1, code: 1_000 }, "cartesia-connection-lost", true],
    [{ type: "reset", afterMessages: 1 }, "cartesia-connection-lost", true],
    [{ type: "reset", afterMessages: 0 }, "cartesia-connection-lost", true],
    [{ type: "garbage", afterMessages: 0 }, "cartesia-answer-malformed", false],
    [{ type: "garbage", afterMessages: 0, text: "<html>502</html>" }, "cartesia-answer-malformed", false],
    [
      { type: "garbage", afterMessages: 0, text: '{"type":"error","message":"oh","status_code":500}' },
      "cartesia-unavailable",
      true,
    ],
  ] as [LineTrouble, string, boolean][])("%j as %s, once", async (trouble, code, retryable) => {
    const heard = (await twinWith(trouble)).call({ model, timeouts: deadlinesFor(trouble), endOfTurnTimeoutMs: 640 });
    heard.session.speechStarted(0);
    pushInFrames(heard.session, joined(SPEECH, quiet(200)));
    heard.session.speechPaused(SPEECH_MS);
    await eventually(() => {
      // The line goes on: a server that gets no audio has nothing to say.
      heard.session.push(quiet(20), SPEECH_MS + 200);
      return heard.faults.length;
    }).toBe(1);
    expect(heard.faults[0]).toMatchObject({ code, retryable, provider: `cartesia/${model}` });
    pushInFrames(heard.session, SPEECH);
    await aWhile();
    expect(heard.faults.length).toBe(1);
    heard.session.close();
  });

  it("a server that repeats the key, and does not", async () => {
    const text = `{"type":"error","message":"${KEY} is an invalid API key.","status_code":401}`;
    const heard = (await twinWith({ type: "garbage", afterMessages: 0, text })).call({ model });
    pushInFrames(heard.session, joined(SPEECH, quiet(200)));
    await eventually(() => heard.faults[0]?.code).toBe("cartesia-key-refused");
    expect(heard.faults[0]?.message).not.toContain(KEY);
  });

  it("a wrong key, and never repeats it", async () => {
    const heard = (await twinWith()).call({ model, apiKey: "ca-wrong-key" });
    await eventually(() => heard.faults[0]?.code).toBe("cartesia-key-refused");
    expect(JSON.stringify(heard.faults)).not.toContain("ca-wrong-key");
  });

  it("a server that is not there, an address that is none, and no key at all", async () => {
    const { call } = await twinWith();
    const away = call({ model, baseUrl: "http://127.0.0.1:9" });
    const nowhere = call({ model, baseUrl: "nowhere" });
    const keyless = call({ model, apiKey: "" });
    expect([nowhere.faults, keyless.faults]).toEqual([[], []]);
    await eventually(() => [away, nowhere, keyless].map(({ faults }) => faults[0]?.code)).toEqual([
      "cartesia-connect-failed",
      "cartesia-base-url-invalid",
      "cartesia-key-missing",
    ]);
    expect(keyless.twin.seen).toEqual([]);
  });

  it("a word at its place in the caller's stream, by the detector's hints", async () => {
    const heard = (await twinWith()).call({ model, timeouts: PATIENT });
    heard.session.push(quiet(400), 60_000);
    heard.session.speechStarted(60_400);
    pushInFrames(heard.session, SPEECH, 60_400);
    heard.session.speechPaused(60_400 + SPEECH_MS - 200);
    pushInFrames(heard.session, quiet(1_000), 60_400 + SPEECH_MS);
    await eventually(() => heard.finals.length).toBe(1);
    expect(heard.finals[0]).toMatchObject({ text: TEXT, startAudioMs: 60_400, endAudioMs: 60_200 + SPEECH_MS });
    heard.session.close();
    await eventually(() => heard.twin.seen[0]?.closedWith).toBe(1_000);
    expect(heard.twin.seen[0]?.audioBytes).toBe((1_400 + SPEECH_MS) * 8);
  });

  it("a caller who is silent for long, and keeps the connection", async () => {
    const heard = (await twinWith()).call({ model });
    await eventually(() => heard.twin.seen[0]?.audioBytes).toBeGreaterThan(1_000);
    heard.session.speechStarted(9_100);
    pushInFrames(heard.session, joined(quiet(100), SPEECH), 9_000);
    heard.session.speechPaused(9_100 + SPEECH_MS);
    pushInFrames(heard.session, quiet(1_000), 9_100 + SPEECH_MS);
    await eventually(() => heard.finals.length).toBe(1);
    expect(heard.finals[0]).toMatchObject({ text: TEXT });
    expect(Math.abs((heard.finals[0]?.startAudioMs ?? 0) - 9_100)).toBeLessThanOrEqual(60);
    heard.session.close();
  });

  it("the end of the call in mid-opening, and says nothing after it", async () => {
    const heard = (await twinWith({ type: "refuse", status: 500 })).call({ model });
    await aWhile(0);
    heard.session.close();
    const before = heard.faults.length;
    await aWhile();
    expect(heard.faults.length).toBe(before);
  });
});

describe("ink-2", () => {
  it("asks for what a telephone needs, names that are expected now included", async () => {
    const heard = (await twinWith()).call({ keyterms: ["Riverside Dental"], endOfTurnTimeoutMs: 2_000 });
    heard.session.expect({ kind: "name", grammar: null, phrases: ["Dr. Ozols", "Dr. Ozols", " "] });
    await eventually(() => heard.twin.seen.length).toBe(1);
    const { path, query, headers } = heard.twin.seen[0] ?? { query: new URLSearchParams() };
    expect([path, headers?.authorization, headers?.["cartesia-version"]]).toEqual([
      "/stt/turns/websocket",
      `Bearer ${KEY}`,
      "2026-08-14",
    ]);
    expect(query.toString()).toBe(
      "model=ink-2&encoding=pcm_mulaw&sample_rate=8000&turn_end_timeout_ms=2000&keyterm=Riverside+Dental&keyterm=Dr.+Ozols",
    );
    heard.session.close();
    expect(heard.faults).toEqual([]);
  });

  it("ends the turn itself, once, though everything comes late or twice, and an eager end is taken back", async () => {
    for (const trouble of [null, { type: "late", byMs: 150 }, { type: "double" }] as const) {
      const heard = (await twinWith(trouble)).call();
      pushInFrames(heard.session, joined(SPEECH, quiet(260), SPEECH, quiet(900)));
      await eventually(() => heard.finals.length).toBe(1);
      await aWhile();
      expect(heard.finals).toMatchObject([{ text: TEXT, endOfTurn: true, confidence: null }]);
      expect(heard.partials.length).toBeGreaterThan(1);
      expect(heard.partials.every(({ text }) => TEXT.startsWith(text))).toBe(true);
      expect(heard.faults).toEqual([]);
      heard.session.close();
      await eventually(() => heard.twin.seen[0]?.texts.at(-1)).toBe('{"type":"close"}');
    }
  });

  it("hears the next turn apart from the one before", async () => {
    const heard = (await twinWith()).call();
    pushInFrames(heard.session, joined(SPEECH, quiet(1_000)));
    await eventually(() => heard.finals.length).toBe(1);
    pushInFrames(heard.session, joined(SPEECH, quiet(1_000)), SPEECH_MS + 1_000);
    await eventually(() => heard.finals.map(({ text }) => text)).toEqual([TEXT, "And a window seat."]);
    const [first, second] = heard.finals;
    expect(second?.startAudioMs).toBeGreaterThanOrEqual(first?.endAudioMs ?? Number.NaN);
    heard.session.close();
  });

  it("knows English only", async () => {
    const heard = (await twinWith()).call({}, "ru");
    await eventually(() => heard.faults).toMatchObject([{ code: "cartesia-language-unsupported" }]);
    expect(heard.twin.seen).toEqual([]);
  });

  it("is told by the server that there is no such model", async () => {
    const heard = (await twinWith()).call({ model: "ink-9" });
    await eventually(() => heard.faults[0]).toMatchObject({ code: "cartesia-model-unknown", retryable: false });
  });
});

describe("ink-whisper", () => {
  it("is told the language, and gives the words at the detector's pause, whole, though they come in pieces", async () => {
    const heard = (await twinWith()).call({ model: "ink-whisper" }, "de-AT");
    pushInFrames(heard.session, joined(SPEECH, quiet(100)));
    heard.session.speechPaused(SPEECH_MS);
    await eventually(() => heard.finals.length).toBe(1);
    expect(heard.finals[0]).toMatchObject({ text: TEXT, endOfTurn: false, endAudioMs: SPEECH_MS });
    expect(heard.partials.every(({ text }) => TEXT.startsWith(text))).toBe(true);
    const { path, query } = heard.twin.seen[0] ?? { query: new URLSearchParams() };
    expect([path, query.toString()]).toEqual([
      "/stt/websocket",
      "model=ink-whisper&encoding=pcm_mulaw&sample_rate=8000&language=de",
    ]);
    heard.session.close();
    await eventually(() => heard.twin.seen[0]?.texts).toEqual(["finalize", "close"]);
  });

  it("does not cut a phrase at a breath", async () => {
    const heard = (await twinWith()).call({ model: "ink-whisper" });
    pushInFrames(heard.session, SPEECH);
    heard.session.speechPaused(SPEECH_MS);
    heard.session.speechStarted(SPEECH_MS + 20);
    await aWhile(150);
    expect(heard.twin.seen[0]?.texts).toEqual([]);
    heard.session.close();
  });

  it("says that a noise had no words", async () => {
    const heard = (await twinWith()).call({ model: "ink-whisper" });
    heard.twin.hears(() => "");
    heard.session.speechStarted(0);
    pushInFrames(heard.session, SPEECH);
    heard.session.speechPaused(SPEECH_MS - 100);
    await eventually(() => heard.finals).toMatchObject([{ text: "", confidence: null }]);
    heard.session.close();
  });

  it("asks for the words of a pause that the server heard and the detector did not", async () => {
    const heard = (await twinWith()).call({ model: "ink-whisper" });
    heard.session.speechStarted(0);
    pushInFrames(heard.session, joined(SPEECH, quiet(1_100)));
    await eventually(() => heard.finals).toMatchObject([{ text: TEXT, startAudioMs: 0 }]);
    expect(heard.twin.seen[0]?.texts).toEqual(["finalize"]);
    heard.session.close();
  });
});

describe("whatever a server says", () => {
  it("ends in words or in one named fault, and never throws", async () => {
    const anything = fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify({ type: "turn.end", transcript: 7 })));
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom(...MODELS), async (text, model) => {
        const { call, served } = await twinWith({ type: "garbage", afterMessages: 0, text: text || "x" });
        const heard = call({ model });
        heard.session.speechStarted(0);
        pushInFrames(heard.session, SPEECH);
        heard.session.speechPaused(SPEECH_MS);
        pushInFrames(heard.session, quiet(1_000), SPEECH_MS);
        await eventually(() => heard.finals.length + heard.faults.length).toBeGreaterThan(0);
        expect(heard.faults.length).toBeLessThanOrEqual(1);
        for (const { code } of heard.faults) expect(code).toMatch(/^cartesia-/);
        heard.session.close();
        await served.close();
      }),
      { numRuns: 40 },
    );
  });
});

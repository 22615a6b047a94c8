/** Deepgram's transcribers against the twin: every trouble that a server can make, and that words stand at their place. */
import { type DeepgramTranscriberOptions, deepgramTranscriber } from "@offhook/provider-deepgram";
import { DeepgramTwin, NO_LATENCIES } from "@offhook/twin-deepgram";
import { type LineTrouble, type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { aWhile, deadlinesFor, eventually, joined, listenWith, PATIENT, pushInFrames, quiet } from "./heard-speech.ts";

const KEY = "dg-secret-key";
const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const SPEECH_MS = SPEECH.length / 8;
const KEEPING = { ...PATIENT, keepAliveMs: 60 };

const opened: ServedTwin[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

async function twinWith(...troubles: (LineTrouble | null)[]) {
  const twin = new DeepgramTwin({ apiKey: KEY, latencies: NO_LATENCIES }).says(TEXT, "And a window seat.");
  const served = await serveSocketTwin(twin.next(...troubles));
  opened.push(served);
  const account = { apiKey: KEY, baseUrl: served.baseUrl, timeouts: KEEPING };
  const call = (options: Partial<DeepgramTranscriberOptions> = {}) => ({
    ...listenWith(deepgramTranscriber({ ...account, ...options })),
    twin,
  });
  return { twin, served, call };
}

const MODELS = ["nova-3", "flux-general-en"];

describe.each(MODELS)("%s meets", (model) => {
  it.each([
    [{ type: "refuse", status: 401 }, "deepgram-key-refused", false],
    [{ type: "refuse", status: 402 }, "deepgram-quota-exhausted", false],
    [{ type: "refuse", status: 403 }, "deepgram-not-allowed", false],
    [{ type: "refuse", status: 404 }, "deepgram-model-unknown", false],
    [{ type: "refuse", status: 429 }, "deepgram-rate-limited", true],
    [{ type: "refuse", status: 500 }, "deepgram-unavailable", true],
    [{ type: "refuse", status: 503 }, "deepgram-unavailable", true],
    [{ type: "silent" }, "deepgram-connect-late", true],
    [{ type: "stall", afterMessages: 0 }, "deepgram-stalled", true],
    [{ type: "stall", afterMessages: 2 }, "deepgram-stalled", true],
    [{ type: "close", afterMessages: 2, code: 1_011, reason: "NET-0001" }, "deepgram-connection-lost", true],
    [{ type: "close", afterMessages: 2, code: 1_008, reason: "DATA-0000" }, "deepgram-audio-refused", false],
    [{ type: "close", afterMessages: 1, code: 1_000 }, "deepgram-connection-lost", true],
    [{ type: "reset", afterMessages: 1 }, "deepgram-connection-lost", true],
    [{ type: "reset", afterMessages: 0 }, "deepgram-connection-lost", true],
    [{ type: "garbage", afterMessages: 2 }, "deepgram-answer-malformed", false],
    [{ type: "garbage", afterMessages: 1, text: "<html>502</html>" }, "deepgram-answer-malformed", false],
  ] as [LineTrouble, string, boolean][])("%j as %s, once", async (trouble, code, retryable) => {
    const heard = (await twinWith(trouble)).call({ model, timeouts: deadlinesFor(trouble) });
    heard.session.speechStarted(0);
    pushInFrames(heard.session, joined(SPEECH, quiet(200)));
    await eventually(() => heard.faults.length).toBe(1);
    expect(heard.faults[0]).toMatchObject({ code, retryable, provider: `deepgram/${model}` });
    pushInFrames(heard.session, SPEECH);
    await aWhile();
    expect(heard.faults.length).toBe(1);
    heard.session.close();
  });

  it("a wrong key, and never repeats it", async () => {
    const heard = (await twinWith()).call({ model, apiKey: "dg-wrong-key" });
    await eventually(() => heard.faults[0]?.code).toBe("deepgram-key-refused");
    expect(JSON.stringify(heard.faults)).not.toContain("dg-wrong-key");
  });

  it("a server that is not there", async () => {
    const heard = (await twinWith()).call({ model, baseUrl: "http://127.0.0.1:9" });
    await eventually(() => heard.faults[0]?.code).toBe("deepgram-connect-failed");
  });

  it("an address that is none, and no key at all, without asking anybody", async () => {
    const { call } = await twinWith();
    const nowhere = call({ model, baseUrl: "nowhere" });
    const keyless = call({ model, apiKey: "" });
    expect([nowhere.faults, keyless.faults]).toEqual([[], []]);
    await eventually(() => nowhere.faults[0]?.code).toBe("deepgram-base-url-invalid");
    expect(keyless.faults).toMatchObject([{ code: "deepgram-key-missing" }]);
    expect([...nowhere.twin.seen, ...keyless.twin.seen]).toEqual([]);
  });

  it("late and doubled answers, and hears the same words", async () => {
    for (const trouble of [{ type: "late", byMs: 150 }, { type: "double" }] as const) {
      const heard = (await twinWith(trouble)).call({ model });
      pushInFrames(heard.session, joined(SPEECH, quiet(1_000)));
      await eventually(() => heard.finals.length).toBeGreaterThan(0);
      await aWhile();
      expect(new Set(heard.finals.map(({ text }) => text))).toEqual(new Set([TEXT]));
      expect(heard.faults).toEqual([]);
      heard.session.close();
    }
  });

  it("a word at its place in the caller's stream, wherever that began and however it was cut", async () => {
    const heard = (await twinWith()).call({ model });
    heard.session.push(joined(quiet(400), SPEECH), 60_000);
    pushInFrames(heard.session, quiet(1_000), 60_400 + SPEECH_MS);
    await eventually(() => heard.finals.length).toBe(1);
    expect(heard.finals[0]).toMatchObject({ text: TEXT });
    expect(Math.abs((heard.finals[0]?.startAudioMs ?? 0) - 60_400)).toBeLessThanOrEqual(60);
    // The last word is followed by a pause.
    expect(heard.finals[0]?.endAudioMs).toBeGreaterThan(60_400 + SPEECH_MS - 300);
    heard.session.close();
    await eventually(() => heard.twin.seen[0]?.closedWith).toBe(1_000);
    expect(heard.twin.seen[0]?.texts.at(-1)).toBe('{"type":"CloseStream"}');
    expect(heard.twin.seen[0]?.audioBytes).toBe((1_400 + SPEECH_MS) * 8);
  });

  it("a caller who is silent for long, and keeps the connection", async () => {
    const heard = (await twinWith()).call({ model });
    await aWhile(250);
    pushInFrames(heard.session, joined(quiet(100), SPEECH, quiet(1_000)), 9_000);
    await eventually(() => heard.finals.length).toBe(1);
    expect(Math.abs((heard.finals[0]?.startAudioMs ?? 0) - 9_100)).toBeLessThanOrEqual(60);
    const keptByText = heard.twin.seen[0]?.texts.filter((text) => text === '{"type":"KeepAlive"}').length ?? 0;
    expect(keptByText > 1).toBe(model === "nova-3");
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

describe("nova-3", () => {
  it("asks for what a telephone needs, names that are expected now included", async () => {
    const heard = (await twinWith()).call({ keyterms: ["Riverside Dental"] });
    heard.session.expect({ kind: "name", grammar: null, phrases: ["Dr. Ozols", "Dr. Ozols", " "] });
    await eventually(() => heard.twin.seen.length).toBe(1);
    const { path, query, headers } = heard.twin.seen[0] ?? { query: new URLSearchParams() };
    expect([path, headers?.authorization]).toEqual(["/v1/listen", `Token ${KEY}`]);
    expect(Object.fromEntries(query)).toMatchObject({
      ...{ model: "nova-3", encoding: "mulaw", sample_rate: "8000", channels: "1", language: "en" },
      ...{ interim_results: "true", endpointing: "300", utterance_end_ms: "1000", vad_events: "true" },
    });
    expect(query.getAll("keyterm")).toEqual(["Riverside Dental", "Dr. Ozols"]);
    heard.session.close();
  });

  it("gives the words at the detector's pause, before its own endpointing would", async () => {
    const heard = (await twinWith()).call();
    pushInFrames(heard.session, joined(SPEECH, quiet(100)));
    heard.session.speechPaused(SPEECH_MS);
    await eventually(() => heard.finals.length).toBe(1);
    expect(heard.finals[0]).toMatchObject({ text: TEXT, endOfTurn: false });
    expect(heard.partials.length).toBeGreaterThan(1);
    expect(TEXT.startsWith(heard.partials.at(-1)?.text ?? "-")).toBe(true);
    heard.session.close();
  });

  it("does not cut a phrase at a breath", async () => {
    const heard = (await twinWith()).call();
    pushInFrames(heard.session, SPEECH);
    heard.session.speechPaused(SPEECH_MS);
    heard.session.speechStarted(SPEECH_MS + 20);
    await aWhile(150);
    expect(heard.twin.seen[0]?.texts).not.toContain('{"type":"Finalize"}');
    heard.session.close();
  });

  it("says that a noise had no words", async () => {
    const heard = (await twinWith()).call();
    heard.twin.hears(() => "");
    heard.session.speechStarted(0);
    pushInFrames(heard.session, SPEECH);
    heard.session.speechPaused(SPEECH_MS - 100);
    await eventually(() => heard.finals).toMatchObject([{ text: "", confidence: null }]);
    heard.session.close();
  });

  it("is told by the server that there is no such model", async () => {
    const heard = (await twinWith()).call({ model: "nova-9" });
    await eventually(() => heard.faults[0]).toMatchObject({ code: "deepgram-model-unknown", retryable: false });
    expect(heard.faults[0]?.message).toContain("No such model");
  });
});

describe("flux-general-en", () => {
  it("ends the turn itself, once, with the whole turn's words", async () => {
    const heard = (await twinWith()).call({ model: "flux-general-en", eagerEndOfTurn: 0.4 });
    pushInFrames(heard.session, joined(SPEECH, quiet(150), SPEECH, quiet(900)));
    await eventually(() => heard.finals.length).toBe(1);
    expect(heard.finals[0]).toMatchObject({ text: TEXT, endOfTurn: true });
    // Nothing but partials came of the eager end that was taken back.
    expect(heard.partials.every(({ text }) => TEXT.startsWith(text))).toBe(true);
    heard.session.close();
  });

  it("says before it is sure that these may be all words", async () => {
    const heard = (await twinWith()).call({ model: "flux-general-en" });
    pushInFrames(heard.session, joined(SPEECH, quiet(900)));
    await eventually(() => heard.finals.length).toBe(1);
    expect(heard.partials.filter(({ mayBeWhole }) => mayBeWhole).map(({ text }) => text)).toEqual([TEXT]);
    heard.session.close();
  });

  it("takes other terms while it listens", async () => {
    const heard = (await twinWith()).call({ model: "flux-general-en" });
    const expecting = (phrases: string[]) => heard.session.expect({ kind: "choice", grammar: null, phrases });
    expecting(["red", "blue"]);
    await eventually(() => heard.twin.seen[0]?.query.getAll("keyterm")).toEqual(["red", "blue"]);
    expecting(["red", "blue"]);
    expecting(["green"]);
    const configure = '{"type":"Configure","keyterms":["green"]}';
    await eventually(() => heard.twin.seen[0]?.texts).toEqual([configure]);
    heard.session.close();
  });

  it("knows English only", async () => {
    const heard = listenWith(deepgramTranscriber({ apiKey: KEY, model: "flux-general-en" }), "ru");
    await eventually(() => heard.faults).toMatchObject([{ code: "deepgram-language-unsupported" }]);
  });
});

describe("whatever a server says", () => {
  it("ends in words or in one named fault, and never throws", async () => {
    const anything = fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify({ type: "Results", start: {} })));
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom(...MODELS), async (text, model) => {
        const { call, served } = await twinWith({ type: "garbage", afterMessages: 1, text: text || "x" });
        const heard = call({ model });
        pushInFrames(heard.session, joined(SPEECH, quiet(1_000)));
        await eventually(() => heard.finals.length + heard.faults.length).toBeGreaterThan(0);
        expect(heard.faults.length).toBeLessThanOrEqual(1);
        for (const { code } of heard.faults) expect(code).toMatch(/^deepgram-/);
        heard.session.close();
        await served.close();
      }),
      { numRuns: 40 },
    );
  });
});

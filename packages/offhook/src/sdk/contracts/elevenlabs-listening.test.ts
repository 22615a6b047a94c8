/** ElevenLabs' Scribe against the twin: the contract, commits at the caller's pauses, and every trouble of a server. */
import { type ScribeTranscriberOptions, scribeTranscriber, transcriberFromChoice } from "@offhook/provider-elevenlabs";
import { ElevenLabsTwin, type Latencies, NO_LATENCIES } from "@offhook/twin-elevenlabs";
import { type LineTrouble, type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { aWhile, deadlinesFor, eventually, joined, listenWith, PATIENT, pushInFrames, quiet } from "./heard-speech.ts";
import { describeTranscriberContract } from "./transcriber-contract.ts";

const KEY = "el-secret-key";
const TEXT = "I need a table for two.";
const NEXT = "And a window seat.";
const SPEECH = tonalSpeech(TEXT).audio;
const SPEECH_MS = SPEECH.length / 8;
const KEEPING = { ...PATIENT, keepAliveMs: 60 };

const opened: ServedTwin[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

async function twinWith(troubles: readonly (LineTrouble | null)[] = [], latencies: Latencies = NO_LATENCIES) {
  const twin = new ElevenLabsTwin({ apiKey: KEY, latencies }).says(TEXT, NEXT);
  const served = await serveSocketTwin(twin.next(...troubles));
  opened.push(served);
  const account = { apiKey: KEY, baseUrl: served.baseUrl, timeouts: KEEPING };
  const call = (options: Partial<ScribeTranscriberOptions> = {}, language = "en") => ({
    ...listenWith(scribeTranscriber({ ...account, ...options }), language),
    twin,
  });
  return { served, call };
}

interface Chunk {
  audio_base_64: string;
  commit: boolean;
}

const chunksOf = (twin: ElevenLabsTwin, socket = 0): Chunk[] =>
  (twin.seen[socket]?.texts ?? []).map((text) => JSON.parse(text) as Chunk);
const commitsOf = (twin: ElevenLabsTwin): number => chunksOf(twin).filter(({ commit }) => commit).length;
const heardBytes = (twin: ElevenLabsTwin): number =>
  chunksOf(twin).reduce((sum, { audio_base_64 }) => sum + Buffer.from(audio_base_64, "base64").length, 0);

const contractTwin = new ElevenLabsTwin({ apiKey: KEY, latencies: NO_LATENCIES }).hears(() => TEXT);
const contractServed = await serveSocketTwin(contractTwin);
afterAll(() => contractServed.close());
for (const wordTimes of [false, true]) {
  describeTranscriberContract(
    `elevenlabs/scribe_v2_realtime, ${wordTimes ? "with" : "without"} word times,`,
    async () => ({
      make: () => scribeTranscriber({ apiKey: KEY, baseUrl: contractServed.baseUrl, wordTimes }),
      speech: SPEECH,
    }),
  );
}

describe("Scribe", () => {
  it("asks for µ-law as it comes, for commits of our own, and for names that are expected now", async () => {
    const heard = (await twinWith()).call({ keyterms: ["Riverside Dental"] }, "en-GB");
    heard.session.expect({ kind: "name", grammar: null, phrases: ["Dr. Ozols", "Dr. Ozols", " ", "x".repeat(30)] });
    await eventually(() => heard.twin.seen.length).toBe(1);
    const { path, query, headers } = heard.twin.seen[0] ?? { query: new URLSearchParams() };
    expect([path, headers?.["xi-api-key"]]).toEqual(["/v1/speech-to-text/realtime", KEY]);
    expect(query.toString()).toBe(
      "model_id=scribe_v2_realtime&audio_format=ulaw_8000&commit_strategy=manual&language_code=en" +
        "&keyterms=Riverside+Dental&keyterms=Dr.+Ozols",
    );
    pushInFrames(heard.session, SPEECH);
    heard.session.speechPaused(SPEECH_MS);
    await eventually(() => heard.finals.length).toBe(1);
    const sent = chunksOf(heard.twin).map(({ audio_base_64 }) => Buffer.from(audio_base_64, "base64"));
    expect(new Uint8Array(Buffer.concat(sent)).subarray(0, SPEECH.length)).toEqual(SPEECH);
    heard.session.close();
    expect(heard.faults).toEqual([]);
  });

  it("commits at the detector's pause and counts the words once, though they come settled and committed", async () => {
    for (const trouble of [null, { type: "late", byMs: 150 }, { type: "double" }] as const) {
      const heard = (await twinWith([trouble])).call();
      heard.session.speechStarted(0);
      pushInFrames(heard.session, joined(SPEECH, quiet(100)));
      heard.session.speechPaused(SPEECH_MS);
      await eventually(() => heard.finals.length).toBe(1);
      await aWhile();
      expect(heard.finals).toEqual([
        { text: TEXT, startAudioMs: 0, endAudioMs: SPEECH_MS, confidence: null, endOfTurn: false },
      ]);
      expect(heard.partials.length).toBeGreaterThan(1);
      expect(heard.partials.every(({ text }) => TEXT.startsWith(text))).toBe(true);
      expect(commitsOf(heard.twin)).toBe(1);
      expect(heard.faults).toEqual([]);
      heard.session.close();
    }
  });

  it("does not cut a phrase at a breath", async () => {
    const heard = (await twinWith()).call();
    pushInFrames(heard.session, SPEECH);
    heard.session.speechPaused(SPEECH_MS);
    heard.session.speechStarted(SPEECH_MS + 20);
    await aWhile(150);
    expect(commitsOf(heard.twin)).toBe(0);
    heard.session.close();
  });

  it("keeps what was said after a pause apart, though it begins before the words have come", async () => {
    const heard = (await twinWith([], { ...NO_LATENCIES, wordsMs: () => 250 })).call();
    heard.session.speechStarted(0);
    pushInFrames(heard.session, joined(SPEECH, quiet(200)));
    heard.session.speechPaused(SPEECH_MS);
    await eventually(() => commitsOf(heard.twin)).toBe(1);
    const nextMs = SPEECH_MS + 200;
    heard.session.speechStarted(nextMs);
    pushInFrames(heard.session, joined(SPEECH, quiet(100)), nextMs);
    heard.session.speechPaused(nextMs + SPEECH_MS);
    await eventually(() => heard.finals.length).toBe(2);
    expect(heard.finals).toMatchObject([
      { text: TEXT, startAudioMs: 0, endAudioMs: SPEECH_MS },
      { text: NEXT, startAudioMs: nextMs, endAudioMs: nextMs + SPEECH_MS },
    ]);
    heard.session.close();
  });

  it("says that a noise had no words", async () => {
    const heard = (await twinWith()).call();
    heard.twin.hears(() => "");
    heard.session.speechStarted(0);
    pushInFrames(heard.session, joined(SPEECH, quiet(100)));
    heard.session.speechPaused(SPEECH_MS);
    await eventually(() => heard.finals).toMatchObject([{ text: "", confidence: null, endAudioMs: SPEECH_MS }]);
    heard.session.close();
  });

  it("commits what the detector never heard, once its words have stopped", async () => {
    const heard = (await twinWith()).call();
    pushInFrames(heard.session, joined(SPEECH, quiet(200)), 60_000);
    await eventually(() => heard.finals.length).toBe(1);
    expect(heard.finals[0]).toMatchObject({ text: TEXT, endAudioMs: 60_200 + SPEECH_MS });
    expect(commitsOf(heard.twin)).toBe(1);
    heard.session.close();
  });

  it("is given what is too short to commit with silence, and places stay right", async () => {
    const heard = (await twinWith()).call();
    pushInFrames(heard.session, SPEECH.subarray(0, 1_600), 60_000);
    heard.session.speechPaused(60_200);
    await eventually(() => heard.finals).toMatchObject([{ text: TEXT, endAudioMs: 60_200 }]);
    expect(heardBytes(heard.twin)).toBeGreaterThanOrEqual(300 * 8);
    expect(heard.faults).toEqual([]);
    heard.session.close();
  });

  it("asks again when a commit was not carried out", async () => {
    const text = '{"message_type":"commit_throttled","error":"Commit request ignored"}';
    const heard = (await twinWith([{ type: "garbage", afterMessages: 1, text }])).call();
    heard.twin.hears(() => "");
    heard.session.speechStarted(0);
    pushInFrames(heard.session, joined(SPEECH, quiet(100)));
    heard.session.speechPaused(SPEECH_MS);
    await eventually(() => heard.finals).toMatchObject([{ text: "", endAudioMs: SPEECH_MS }]);
    expect([commitsOf(heard.twin), heard.faults]).toEqual([2, []]);
    heard.session.close();
  });

  it("takes what the vendor commits by itself", async () => {
    const text = JSON.stringify({ message_type: "committed_transcript", text: TEXT });
    const heard = (await twinWith([{ type: "garbage", afterMessages: 3, text }])).call();
    heard.session.speechStarted(0);
    pushInFrames(heard.session, SPEECH);
    await eventually(() => heard.finals.map(({ text: said }) => said)).toEqual([TEXT]);
    heard.session.close();
  });

  it("gives places and sureness by the vendor's word times where they are asked for", async () => {
    const heard = (await twinWith()).call({ wordTimes: true });
    heard.session.push(quiet(400), 60_000);
    heard.session.speechStarted(60_450);
    pushInFrames(heard.session, joined(SPEECH, quiet(100)), 60_400);
    heard.session.speechPaused(60_400 + SPEECH_MS);
    await eventually(() => heard.finals.length).toBe(1);
    await aWhile();
    expect(heard.finals).toMatchObject([{ text: TEXT, startAudioMs: 60_400, endAudioMs: 60_400 + SPEECH_MS }]);
    expect(heard.finals[0]?.confidence).toBeCloseTo(Math.exp(-0.05));
    expect(heard.twin.seen[0]?.query.get("include_timestamps")).toBe("true");
    heard.session.close();
  });

  it("does not wait for word times that do not come", async () => {
    // Started, three partials, the settled words, the committed ones: and then nothing.
    const heard = (await twinWith([{ type: "stall", afterMessages: 6 }])).call({ wordTimes: true });
    heard.session.speechStarted(0);
    pushInFrames(heard.session, joined(SPEECH, quiet(100)));
    heard.session.speechPaused(SPEECH_MS);
    await eventually(() => heard.finals).toMatchObject([{ text: TEXT, endAudioMs: SPEECH_MS, confidence: null }]);
    heard.session.close();
  });

  it("keeps the connection while the caller is silent for long, and places stay right", async () => {
    const heard = (await twinWith()).call();
    await eventually(() => heardBytes(heard.twin)).toBeGreaterThan(2_000);
    heard.session.speechStarted(9_100);
    pushInFrames(heard.session, joined(quiet(100), SPEECH), 9_000);
    heard.session.speechPaused(9_100 + SPEECH_MS);
    await eventually(() => heard.finals).toMatchObject([{ text: TEXT, startAudioMs: 9_100 }]);
    heard.session.close();
    await eventually(() => heard.twin.seen[0]?.closedWith).toBe(1_000);
  });

  it.each([
    ["de-AT", undefined, "de"],
    ["en", "ru", "ru"],
    ["en", "auto", null],
  ])("is told the language: an assistant's %s, set to %s, is %s", async (language, set, told) => {
    const heard = (await twinWith()).call(set ? { language: set } : {}, language);
    await eventually(() => heard.twin.seen[0]?.query.get("language_code")).toBe(told);
    heard.session.close();
  });
});

describe("Scribe meets", () => {
  const said = (message_type: string): LineTrouble => ({
    ...{ type: "garbage", afterMessages: 0, text: JSON.stringify({ message_type, error: "oh" }) },
  });
  it.each([
    [{ type: "refuse", status: 401 }, "elevenlabs-key-refused", false],
    [{ type: "refuse", status: 402 }, "elevenlabs-quota-exhausted", false],
    [{ type: "refuse", status: 403 }, "elevenlabs-not-allowed", false],
    [{ type: "refuse", status: 404 }, "elevenlabs-model-unknown", false],
    [{ type: "refuse", status: 429 }, "elevenlabs-rate-limited", true],
    [{ type: "refuse", status: 500 }, "elevenlabs-unavailable", true],
    [{ type: "refuse", status: 503 }, "elevenlabs-unavailable", true],
    [{ type: "refuse", status: 529 }, "elevenlabs-unavailable", true],
    [{ type: "silent" }, "elevenlabs-connect-late", true],
    [{ type: "stall", afterMessages: 0 }, "elevenlabs-stalled", true],
    [{ type: "stall", afterMessages: 2 }, "elevenlabs-stalled", true],
    [{ type: "close", afterMessages: 1, code: 1_011, reason: "oh" }, "elevenlabs-connection-lost", true],
    [{ type: "close", afterMessages: 1, code: 1_000 }, "elevenlabs-connection-lost", true],
    [{ type: "close", afterMessages: 1, code: 1_008, reason: "quota_exceeded" }, "elevenlabs-quota-exhausted", false],
    [{ type: "reset", afterMessages: 1 }, "elevenlabs-connection-lost", true],
    [{ type: "reset", afterMessages: 0 }, "elevenlabs-connection-lost", true],
    [{ type: "garbage", afterMessages: 0 }, "elevenlabs-answer-malformed", false],
    [{ type: "garbage", afterMessages: 0, text: "<html>502</html>" }, "elevenlabs-answer-malformed", false],
    [said("auth_error"), "elevenlabs-key-refused", false],
    [said("quota_exceeded"), "elevenlabs-quota-exhausted", false],
    [said("rate_limited"), "elevenlabs-rate-limited", true],
    [said("resource_exhausted"), "elevenlabs-unavailable", true],
    [said("session_time_limit_exceeded"), "elevenlabs-connection-lost", true],
  ] as [LineTrouble, string, boolean][])("%j as %s, once", async (trouble, code, retryable) => {
    const heard = (await twinWith([trouble])).call({ timeouts: deadlinesFor(trouble) });
    heard.session.speechStarted(0);
    pushInFrames(heard.session, joined(SPEECH, quiet(200)));
    heard.session.speechPaused(SPEECH_MS);
    await eventually(() => {
      // The line goes on: a server that gets no audio has nothing to say.
      heard.session.push(quiet(100), SPEECH_MS + 200);
      return heard.faults.length;
    }).toBe(1);
    expect(heard.faults[0]).toMatchObject({ code, retryable, provider: "elevenlabs/scribe_v2_realtime" });
    pushInFrames(heard.session, SPEECH);
    await aWhile();
    expect(heard.faults.length).toBe(1);
    heard.session.close();
  });

  it("a wrong key, and a server that repeats it, and does not", async () => {
    const wrong = (await twinWith()).call({ apiKey: "el-wrong-key" });
    await eventually(() => wrong.faults[0]?.code).toBe("elevenlabs-key-refused");
    const text = JSON.stringify({ message_type: "auth_error", error: `${KEY} is no key.` });
    const told = (await twinWith([{ type: "garbage", afterMessages: 0, text }])).call();
    await eventually(() => told.faults[0]?.code).toBe("elevenlabs-key-refused");
    expect(JSON.stringify([wrong.faults, told.faults])).not.toMatch(/el-(wrong|secret)-key/);
  });

  it("a setting that the vendor refuses", async () => {
    const heard = (await twinWith()).call({ language: "english" });
    await eventually(() => heard.faults).toMatchObject([{ code: "elevenlabs-request-refused", retryable: false }]);
  });

  it("a server that is not there, an address that is none, no key, and a model that takes whole files", async () => {
    const { call } = await twinWith();
    const away = call({ baseUrl: "http://127.0.0.1:9" });
    const others = [call({ baseUrl: "nowhere" }), call({ apiKey: "" }), call({ model: "scribe_v2" })];
    expect(others.flatMap(({ faults }) => faults)).toEqual([]);
    await eventually(() => [away, ...others].map(({ faults }) => faults[0]?.code)).toEqual([
      "elevenlabs-connect-failed",
      "elevenlabs-base-url-invalid",
      "elevenlabs-key-missing",
      "elevenlabs-model-unknown",
    ]);
    expect(away.twin.seen).toEqual([]);
  });

  it("speech without a word for long, and asks whether the server is still there", async () => {
    const heard = (await twinWith()).call();
    heard.twin.hears(() => "");
    heard.session.speechStarted(0);
    pushInFrames(heard.session, SPEECH);
    await eventually(() => commitsOf(heard.twin)).toBe(1);
    await aWhile();
    expect([heard.finals, heard.faults]).toEqual([[], []]);
    heard.session.close();
  });

  it("the end of the call in mid-opening, and says nothing after it", async () => {
    const heard = (await twinWith([{ type: "refuse", status: 500 }])).call();
    await aWhile(0);
    heard.session.close();
    const before = heard.faults.length;
    await aWhile();
    expect(heard.faults.length).toBe(before);
  });

  it("whatever a server says with words or one named fault, and never throws", async () => {
    const message = fc.record({
      message_type: fc.constantFrom("committed_transcript", "partial_transcript"),
      text: fc.jsonValue(),
    });
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      message.map((one) => JSON.stringify(one)),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const { call, served } = await twinWith([{ type: "garbage", afterMessages: 0, text: text || "x" }]);
        const heard = call();
        heard.session.speechStarted(0);
        pushInFrames(heard.session, joined(SPEECH, quiet(100)));
        heard.session.speechPaused(SPEECH_MS);
        await eventually(() => heard.finals.length + heard.faults.length).toBeGreaterThan(0);
        expect(heard.faults.length).toBeLessThanOrEqual(1);
        for (const { code } of heard.faults) expect(code).toMatch(/^elevenlabs-/);
        heard.session.close();
        await served.close();
      }),
      { numRuns: 30 },
    );
  });
});

describe("a Scribe that an assistant names", () => {
  const environment = { ELEVENLABS_API_KEY: "k", ELEVENLABS_BASE_URL: "http://127.0.0.1:9" };

  it.each([{}, { id: "scribe_v2_realtime" }])("as %j is the realtime one", (choice) => {
    expect(transcriberFromChoice(choice, environment).id).toBe("elevenlabs/scribe_v2_realtime");
  });

  it("is set from the choice; the key comes from the environment", async () => {
    const { served, call } = await twinWith();
    const settings = { keyterms: ["Ozols", 7], language: "et", wordTimes: true };
    const from = transcriberFromChoice(settings, { ELEVENLABS_API_KEY: KEY, ELEVENLABS_BASE_URL: served.baseUrl });
    const { session } = listenWith(from);
    const { twin } = call();
    await eventually(() => twin.seen[0]?.query.toString()).toMatch(
      /language_code=et&include_timestamps=true&keyterms=Ozols$/,
    );
    session.close();
  });
});

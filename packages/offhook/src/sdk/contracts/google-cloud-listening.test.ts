/** Google Cloud's transcriber against the twin: every trouble that a server can make, and pauses. */
import { createServer } from "node:net";
import { type LineTrouble, tonalSpeech } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { hearsTones, KEY, SPEECH, SPEECH_MS, say, TEXT, twinWith } from "./google-cloud-call.ts";
import { aWhile, deadlinesFor, eventually, joined, pushInFrames, quiet } from "./heard-speech.ts";

describe("it meets", () => {
  it.each([
    [{ type: "refuse", status: 400 }, "request-refused", false],
    [{ type: "refuse", status: 401 }, "key-refused", false],
    [{ type: "refuse", status: 402 }, "quota-exhausted", false],
    [{ type: "refuse", status: 403 }, "not-allowed", false],
    [{ type: "refuse", status: 404 }, "model-unknown", false],
    [{ type: "refuse", status: 429 }, "rate-limited", true],
    [{ type: "refuse", status: 500 }, "unavailable", true],
    [{ type: "refuse", status: 503 }, "unavailable", true],
    [{ type: "refuse", status: 529 }, "unavailable", true],
    // gRPC's own: UNKNOWN, DEADLINE_EXCEEDED, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, UNIMPLEMENTED, DATA_LOSS.
    [{ type: "refuse", status: 2 }, "unavailable", true],
    [{ type: "refuse", status: 4 }, "unavailable", true],
    [{ type: "refuse", status: 9 }, "not-allowed", false],
    [{ type: "refuse", status: 10 }, "unavailable", true],
    [{ type: "refuse", status: 11 }, "stream-limit", true],
    [{ type: "refuse", status: 12 }, "answer-malformed", false],
    [{ type: "refuse", status: 15 }, "unavailable", true],
    [{ type: "silent" }, "connect-late", true],
    [{ type: "stall", afterMessages: 0 }, "stalled", true],
    [{ type: "stall", afterMessages: 1 }, "stalled", true],
    [{ type: "close", afterMessages: 1, code: 14, reason: "oh" }, "unavailable", true],
    [
      { type: "close", afterMessages: 1, code: 11, reason: "Exceeded maximum allowed stream duration" },
      "stream-limit",
      true,
    ],
    [{ type: "close", afterMessages: 1, code: 8, reason: "Quota exceeded per day" }, "quota-exhausted", false],
    [
      { type: "close", afterMessages: 1, code: 3, reason: "not supported for language : xx" },
      "language-unsupported",
      false,
    ],
    [{ type: "reset", afterMessages: 1 }, "connection-lost", true],
    [{ type: "garbage", afterMessages: 0 }, "answer-malformed", false],
    [{ type: "garbage", afterMessages: 0, text: "<html>502</html>" }, "answer-malformed", false],
    // In the middle of a stream, as a message: UNAVAILABLE.
    [{ type: "garbage", afterMessages: 0, text: "\x0a\x06\x08\x0e\x12\x02oh" }, "unavailable", true],
  ] as [LineTrouble, string, boolean][])("%j as %s, once", async (trouble, code, retryable) => {
    const heard = (await twinWith(trouble)).call({ timeouts: deadlinesFor(trouble) });
    say(heard);
    await eventually(() => heard.faults.length).toBe(1);
    expect(heard.faults[0]).toMatchObject({
      ...{ code: `google-cloud-${code}`, retryable },
      provider: "google-cloud/telephony",
    });
    const finals = heard.finals.length;
    say(heard, SPEECH, 10_000);
    await aWhile();
    expect([heard.faults.length, heard.finals.length]).toEqual([1, finals]);
    heard.session.close();
  });

  it("a stream that the server ends though the caller still speaks", async () => {
    const heard = (await twinWith({ type: "close", afterMessages: 1, code: 0 })).call();
    heard.session.speechStarted(0);
    pushInFrames(heard.session, SPEECH);
    await eventually(() => heard.faults[0]?.code).toBe("google-cloud-connection-lost");
  });

  it("a refusal in mid-call, when the next stream begins, and keeps the words that were heard", async () => {
    const heard = (await twinWith(null, { type: "refuse", status: 429 })).call();
    say(heard);
    await eventually(() => heard.finals).toMatchObject([{ text: TEXT }]);
    say(heard, SPEECH, 10_000);
    await eventually(() => heard.faults).toMatchObject([{ code: "google-cloud-rate-limited", retryable: true }]);
    expect(heard.finals.length).toBe(1);
  });

  it("a line that is cut before the first word", async () => {
    const heard = (await twinWith({ type: "reset", afterMessages: 0 })).call();
    await eventually(() => heard.faults).toMatchObject([{ code: "google-cloud-connection-lost", retryable: true }]);
  });

  it("a server that repeats the key, and does not", async () => {
    const reason = `API key not valid: ${KEY}`;
    const heard = (await twinWith({ type: "close", afterMessages: 0, code: 3, reason })).call();
    await eventually(() => heard.faults[0]?.code).toBe("google-cloud-key-refused");
    expect(heard.faults[0]?.message).not.toContain(KEY);
  });

  it("a wrong key, and never repeats it; a key that is no header's value is sent nowhere", async () => {
    const { call, twin } = await twinWith();
    const wrong = call({ apiKey: "gc-wrong-key" });
    await eventually(() => wrong.faults[0]?.code).toBe("google-cloud-key-refused");
    const broken = call({ apiKey: "ключ\nx" });
    await eventually(() => broken.faults[0]?.code).toBe("google-cloud-key-refused");
    expect(JSON.stringify([wrong.faults, broken.faults])).not.toMatch(/gc-wrong-key|ключ/);
    expect(twin.seen.length).toBe(1);
  });

  it("a server that is not there, an address that is none, and no key at all", async () => {
    const { call, twin } = await twinWith();
    const away = call({ baseUrl: "http://127.0.0.1:9" });
    const nowhere = call({ baseUrl: "nowhere" });
    const withPath = call({ baseUrl: "http://127.0.0.1:9/v1" });
    const keyless = call({ apiKey: "" });
    expect([nowhere.faults, keyless.faults]).toEqual([[], []]);
    await eventually(() => [away, nowhere, withPath, keyless].map(({ faults }) => faults[0]?.code)).toEqual([
      "google-cloud-connect-failed",
      "google-cloud-base-url-invalid",
      "google-cloud-base-url-invalid",
      "google-cloud-key-missing",
    ]);
    expect(twin.seen).toEqual([]);
  });

  it("a server without TLS where TLS belongs, and one that speaks another protocol", async () => {
    const { call, served } = await twinWith();
    const tls = call({ baseUrl: served.baseUrl.replace("http://127.0.0.1", "https://localhost") });
    const web = createServer((socket) => {
      socket.on("error", () => {});
      socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
    });
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    const other = call({ baseUrl: `http://127.0.0.1:${(web.address() as { port: number }).port}` });
    await eventually(() => [tls, other].map(({ faults }) => faults[0]?.code)).toEqual([
      "google-cloud-connect-failed",
      "google-cloud-connect-failed",
    ]);
    web.close();
  });

  it("the end of the call in mid-opening, and says nothing after it", async () => {
    const { call } = await twinWith({ type: "refuse", status: 500 });
    const heard = call();
    await aWhile(0);
    heard.session.close();
    const before = heard.faults.length;
    await aWhile();
    expect(heard.faults.length).toBe(before);
  });

  it("the end of the call, and leaves nothing open", async () => {
    const { call, twin } = await twinWith();
    const ended = call();
    await eventually(() => twin.seen[0]?.config ?? null).not.toBeNull();
    ended.session.close();
    await eventually(() => twin.seen[0]?.endedWith).toBe(1);
  });
});

describe("the first message", () => {
  it("asks for what a telephone needs, names that are expected now included", async () => {
    const { call, twin } = await twinWith();
    const heard = call({ phrases: ["Riverside Dental"] });
    heard.session.expect({ kind: "name", grammar: null, phrases: ["Dr. Ozols", "Dr. Ozols", " "] });
    await eventually(() => twin.seen[0]?.config).toMatchObject({
      interimResults: true,
      config: {
        ...{ encoding: "MULAW", sampleRateHertz: 8_000, languageCode: "en-US", model: "telephony" },
        ...{ audioChannelCount: 1, enableWordTimeOffsets: true, enableAutomaticPunctuation: true },
        speechContexts: [{ phrases: ["Riverside Dental", "Dr. Ozols"] }],
      },
    });
    expect(twin.seen[0]?.config?.singleUtterance ?? false).toBe(false);
    heard.session.close();
    expect(heard.faults).toEqual([]);
  });

  it.each([
    ["en", "en-US"],
    ["en-GB", "en-GB"],
    ["ru", "ru-RU"],
    ["pt", "pt-BR"],
    ["et", "et-EE"],
    ["zh", "cmn-Hans-CN"],
  ])("says the language %s as %s", async (language, code) => {
    const { call, twin } = await twinWith();
    const heard = call({ model: "latest_long" }, language);
    await eventually(() => twin.seen[0]?.config?.config?.languageCode).toBe(code);
    expect(heard.faults).toEqual([]);
    heard.session.close();
  });

  it("asks the older telephone model for its better self, and is told that there is no such model", async () => {
    const { call, twin } = await twinWith();
    const older = call({ model: "phone_call" });
    await eventually(() => twin.seen[0]?.config?.config).toMatchObject({ model: "phone_call", useEnhanced: true });
    older.session.close();
    const unknown = call({ model: "ink-9" });
    await eventually(() => unknown.faults[0]).toMatchObject({ code: "google-cloud-model-unknown", retryable: false });
  });

  it("is of the next stream when the dialogue expects something else, and no sound is lost", async () => {
    const { call, twin } = await twinWith();
    const heard = call();
    heard.session.push(quiet(400), 0);
    await eventually(() => twin.seen[0]?.messages).toBe(1);
    heard.session.expect({ kind: "name", grammar: null, phrases: ["Dr. Ozols"] });
    say(heard, SPEECH, 400);
    await eventually(() => heard.finals).toMatchObject([{ text: TEXT, startAudioMs: 400 }]);
    expect(twin.seen[1]?.config?.config?.speechContexts).toMatchObject([{ phrases: ["Dr. Ozols"] }]);
    expect(twin.seen[0]?.endedWith).toBe(1);
    heard.session.expect({ kind: "name", grammar: null, phrases: ["Dr. Ozols"] });
    expect(twin.seen.length).toBe(2);
    heard.session.close();
  });
});

describe("a pause", () => {
  it("brings the words at once, at their place, and the next stream follows on the same connection", async () => {
    const { call, twin, served } = await twinWith();
    const heard = call();
    heard.session.push(quiet(400), 60_000);
    say(heard, SPEECH, 60_400);
    await eventually(() => heard.finals.length).toBe(1);
    expect(heard.finals[0]).toMatchObject({ text: TEXT, startAudioMs: 60_400, endOfTurn: false });
    expect(heard.finals[0]?.confidence).toBeCloseTo(0.93, 3);
    expect(heard.finals[0]?.endAudioMs).toBeGreaterThanOrEqual(60_400 + SPEECH_MS);
    expect(heard.finals[0]?.endAudioMs).toBeLessThanOrEqual(60_600 + SPEECH_MS);
    expect(heard.partials.length).toBeGreaterThan(1);
    expect(heard.partials.every(({ text, startAudioMs }) => TEXT.startsWith(text) && startAudioMs === 60_400)).toBe(
      true,
    );
    await eventually(() => twin.seen[0]).toMatchObject({ halfClosed: true, endedWith: 0 });
    say(heard, SPEECH, 70_000);
    await eventually(() => heard.finals.map(({ text }) => text)).toEqual([TEXT, "And a window seat."]);
    expect(heard.finals[1]?.startAudioMs).toBe(70_000);
    expect([twin.seen.length, served.connections]).toEqual([2, 1]);
    heard.session.close();
    expect(heard.faults).toEqual([]);
  });

  it("that is a breath does not end the stream", async () => {
    const { call, twin } = await twinWith();
    const heard = call();
    heard.session.speechStarted(0);
    pushInFrames(heard.session, SPEECH);
    heard.session.speechPaused(SPEECH_MS);
    heard.session.speechStarted(SPEECH_MS + 20);
    await aWhile(150);
    expect(twin.seen[0]?.halfClosed).toBe(false);
    heard.session.close();
  });

  it("after a noise says that it had no words", async () => {
    const { call, twin } = await twinWith();
    twin.hears(() => "");
    const heard = call();
    say(heard);
    await eventually(() => heard.finals).toMatchObject([{ text: "", startAudioMs: 0, confidence: null }]);
    expect(heard.finals[0]?.endAudioMs).toBeGreaterThanOrEqual(SPEECH_MS);
    heard.session.close();
  });

  it("that the server heard and the detector did not ends a sentence as well, and costs no stream", async () => {
    const { call, twin } = await twinWith();
    const heard = call();
    heard.session.speechStarted(0);
    pushInFrames(heard.session, joined(SPEECH, quiet(1_000)));
    await eventually(() => heard.finals).toMatchObject([{ text: TEXT, startAudioMs: 0, endOfTurn: false }]);
    expect(twin.seen[0]?.halfClosed).toBe(false);
    heard.session.close();
  });

  it("gives the words once and in order, though everything comes late or twice", async () => {
    for (const trouble of [{ type: "late", byMs: 200 }, { type: "double" }] as const) {
      const { call, twin } = await twinWith(trouble);
      const heard = call();
      say(heard);
      // The second sentence is over, and its stream has answered, before the first one's words are there.
      await eventually(() => twin.seen[0]?.halfClosed).toBe(true);
      say(heard, SPEECH, SPEECH_MS + 400);
      await eventually(() => heard.finals.map(({ text }) => text)).toEqual([TEXT, "And a window seat."]);
      const firstOfSecond = heard.partials.findIndex(({ startAudioMs }) => startAudioMs > 0);
      expect(heard.partials.slice(firstOfSecond).every(({ startAudioMs }) => startAudioMs > 0)).toBe(true);
      await aWhile();
      expect([heard.finals.length, heard.faults]).toEqual([2, []]);
      heard.session.close();
    }
  });

  it("cuts no word that sets in while the stream changes", async () => {
    const { call, twin } = await twinWith();
    const text = "First second third fourth.";
    const [first, , third] = tonalSpeech(text).words;
    const { audio } = tonalSpeech(text);
    const cutMs = third?.startMs ?? 0;
    twin.hears(hearsTones(text));
    const heard = call();
    // The first two words; a silence; and the beginning of the third before the detector tells of it.
    const sound = joined(audio.subarray(0, cutMs * 8), quiet(200), audio.subarray(cutMs * 8), quiet(400));
    const setsInMs = cutMs + 200;
    heard.session.speechStarted(first?.startMs ?? 0);
    pushInFrames(heard.session, sound.subarray(0, (setsInMs + 60) * 8));
    heard.session.speechPaused(cutMs);
    await eventually(() => twin.seen[0]?.halfClosed).toBe(true);
    pushInFrames(heard.session, sound.subarray((setsInMs + 60) * 8), setsInMs + 60);
    heard.session.speechStarted(setsInMs);
    heard.session.speechPaused(sound.length / 8 - 400);
    await eventually(() => heard.finals.map((final) => final.text)).toEqual(["First second", "third fourth."]);
    heard.session.close();
  });
});

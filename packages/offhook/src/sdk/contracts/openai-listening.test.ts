/** OpenAI's streaming transcription over the twin: the contract, words at their place, and every trouble that a server can make. */
import { type OpenAiTranscriberOptions, openaiTranscriber } from "@offhook/provider-openai";
import { type LineTrouble, type ServedTwin, tonalSpeech } from "@offhook/twin-kit";
import { type Latencies, NO_LATENCIES, OpenAiTwin, serveTwin } from "@offhook/twin-openai";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { aWhile, eventually, joined, listenWith, pushInFrames, quiet } from "./heard-speech.ts";
import { describeTranscriberContract } from "./transcriber-contract.ts";

const KEY = "sk-secret-key";
const FIRST = "I need a table for two.";
const SECOND = "And a window seat, please.";
const [first, second] = [FIRST, SECOND].map((text) => tonalSpeech(text).audio) as [Uint8Array, Uint8Array];
const FIRST_MS = first.length / 8;
const PATIENT = { connectMs: 10_000, sessionMs: 10_000, stallMs: 10_000 };

const contractTwin = await serveTwin(new OpenAiTwin({ apiKey: KEY, latencies: NO_LATENCIES }).hears(() => FIRST));
afterAll(() => contractTwin.close());
for (const model of ["gpt-live-transcribe", "gpt-realtime-whisper"]) {
  describeTranscriberContract(`openai/${model} over its twin`, async () => ({
    make: () => openaiTranscriber({ apiKey: KEY, baseUrl: contractTwin.baseUrl, model, timeouts: PATIENT }),
    speech: first,
  }));
}

const opened: ServedTwin[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

async function callWith(
  options: Partial<OpenAiTranscriberOptions> = {},
  troubles: readonly (LineTrouble | null)[] = [],
  twinOptions: { latencies?: Partial<Latencies>; sessionMs?: number } = {},
) {
  const twin = new OpenAiTwin({ apiKey: KEY, latencies: NO_LATENCIES, ...twinOptions }).says(FIRST, SECOND);
  const served = await serveTwin(twin.nextRealtime(...troubles));
  opened.push(served);
  const account = { apiKey: KEY, baseUrl: served.baseUrl, timeouts: PATIENT };
  return { twin, ...listenWith(openaiTranscriber({ ...account, ...options }), "en-US") };
}

type Call = Awaited<ReturnType<typeof callWith>>;

/** Speech with its hints, as a detector gives them, and a pause after it. */
function say({ session }: Call, audio: Uint8Array, fromMs: number): void {
  session.speechStarted(fromMs);
  pushInFrames(session, joined(audio, quiet(100)), fromMs);
  session.speechPaused(fromMs + audio.length / 8);
}

const textsOf = ({ twin }: Call, socket = 0) =>
  (twin.seenRealtime[socket]?.texts ?? []).map((text) => JSON.parse(text) as Record<string, unknown>);
const heardMs = (call: Call): number =>
  textsOf(call)
    .filter(({ type }) => type === "input_audio_buffer.append")
    .reduce((sum, { audio }) => sum + Buffer.from(String(audio), "base64").length / 8, 0);

describe("a transcription session", () => {
  it("is set up for the telephone's own sound, with the vendor's turn detection off", async () => {
    const call = await callWith();
    call.session.expect({ kind: "name", grammar: null, phrases: ["Riverside"] });
    await eventually(() => call.twin.seenRealtime[0]?.session.audio).toMatchObject({
      input: {
        ...{ format: { type: "audio/pcmu" }, turn_detection: null },
        transcription: { model: "gpt-live-transcribe", language: "en", keywords: ["Riverside"] },
      },
    });
    const { query, headers } = call.twin.seenRealtime[0] ?? {};
    expect([String(query), headers?.authorization]).toEqual(["intent=transcription", `Bearer ${KEY}`]);
    expect(headers?.["openai-beta"]).toBeUndefined();
    call.session.close();
    await eventually(() => call.twin.seenRealtime[0]?.closedWith).toBe(1_000);
  });

  it("gives an utterance's words as they come and then for good, at their place, and is not sent the silence", async () => {
    const call = await callWith();
    pushInFrames(call.session, quiet(3_000), 57_000);
    say(call, first, 60_000);
    await eventually(() => call.finals.length).toBe(1);
    expect(call.finals[0]).toMatchObject({ text: FIRST, startAudioMs: 60_000, confidence: null, endOfTurn: false });
    expect(Math.abs((call.finals[0]?.endAudioMs ?? 0) - (60_000 + FIRST_MS + 100))).toBeLessThanOrEqual(20);
    expect(call.partials.map(({ text }) => text)).toContain("I need a table");
    expect(Math.abs(heardMs(call) - (300 + FIRST_MS + 100))).toBeLessThanOrEqual(20);
    pushInFrames(call.session, quiet(2_000), 62_000 + FIRST_MS);
    say(call, second, 70_000);
    await eventually(() => call.finals.length).toBe(2);
    expect(call.finals[1]).toMatchObject({ text: SECOND, startAudioMs: 70_000 });
    expect(call.faults).toEqual([]);
  });

  it("keeps the order of what was said, though the words of the second come first", async () => {
    const waits = [400, 0];
    const call = await callWith({}, [], { latencies: { transcriptMs: () => waits.shift() ?? 0 } });
    say(call, first, 0);
    await eventually(() => textsOf(call).filter(({ type }) => type === "input_audio_buffer.commit").length).toBe(1);
    say(call, second, 5_000);
    await eventually(() => call.finals.map(({ text }) => text)).toEqual([FIRST, SECOND]);
    expect(call.finals.map(({ startAudioMs }) => startAudioMs)).toEqual([0, 5_000]);
  });

  it("hears what was said while it was connecting, in the right format", async () => {
    const call = await callWith();
    say(call, first, 0);
    await eventually(() => call.finals.map(({ text }) => text)).toEqual([FIRST]);
    expect(textsOf(call)[0]?.type).toBe("session.update");
  });

  it("tells it what is expected while it listens, in the way that its model takes", async () => {
    for (const [model, hints] of [
      ["gpt-live-transcribe", { keywords: ["Old Mill"] }],
      ["gpt-4o-transcribe", { prompt: "Old Mill" }],
      ["gpt-realtime-whisper", {}],
    ] as const) {
      const call = await callWith({ model });
      say(call, first, 0);
      await eventually(() => call.finals.length).toBe(1);
      call.session.expect({ kind: "choice", grammar: null, phrases: ["Old Mill"] });
      say(call, second, 5_000);
      await eventually(() => call.finals.length).toBe(2);
      expect(call.faults).toEqual([]);
      const told = () => call.twin.seenRealtime[0]?.session.audio as { input: { transcription: object } } | undefined;
      expect(told()?.input.transcription).toEqual({ model, language: "en", ...hints });
      call.session.expect(null);
      await eventually(() => Object.values(told()?.input.transcription ?? {}).flat()).not.toContain("Old Mill");
    }
  });
});

describe("a transcription session meets", () => {
  it.each([
    [{ type: "refuse", status: 401 }, "openai-key-refused", false],
    [{ type: "refuse", status: 402 }, "openai-quota-exhausted", false],
    [{ type: "refuse", status: 403 }, "openai-not-allowed", false],
    [{ type: "refuse", status: 404 }, "openai-model-unknown", false],
    [{ type: "refuse", status: 429 }, "openai-rate-limited", true],
    [{ type: "refuse", status: 500 }, "openai-unavailable", true],
    [{ type: "refuse", status: 503 }, "openai-unavailable", true],
    [{ type: "refuse", status: 529 }, "openai-unavailable", true],
    [{ type: "silent" }, "openai-connect-late", true],
    [{ type: "stall", afterMessages: 0 }, "openai-connect-late", true],
    [{ type: "stall", afterMessages: 1 }, "openai-connect-late", true],
    [{ type: "stall", afterMessages: 2 }, "openai-stalled", true],
    [{ type: "stall", afterMessages: 6 }, "openai-stalled", true],
    [{ type: "close", afterMessages: 2, code: 1_011, reason: "oh" }, "openai-connection-lost", true],
    [
      { type: "close", afterMessages: 1, code: 3_000, reason: "invalid_request_error.invalid_api_key" },
      "openai-key-refused",
      false,
    ],
    [{ type: "reset", afterMessages: 0 }, "openai-connection-lost", true],
    [{ type: "reset", afterMessages: 3 }, "openai-connection-lost", true],
    [{ type: "garbage", afterMessages: 2 }, "openai-answer-malformed", false],
    [{ type: "garbage", afterMessages: 0, text: "<html>502</html>" }, "openai-answer-malformed", false],
    [
      { type: "garbage", afterMessages: 2, text: '{"type":"input_audio_buffer.committed"}' },
      "openai-answer-malformed",
      false,
    ],
    [
      { type: "garbage", afterMessages: 0, text: '{"type":"error","error":{"code":"invalid_api_key","message":"no"}}' },
      ...["openai-key-refused", false],
    ],
    [
      {
        type: "garbage",
        afterMessages: 1,
        text: '{"type":"error","error":{"code":"unknown_parameter","message":"no"}}',
      },
      ...["openai-request-refused", false],
    ],
    [
      {
        ...{ type: "garbage", afterMessages: 5 },
        text: '{"type":"conversation.item.input_audio_transcription.failed","item_id":"item_1","error":{"message":"no"}}',
      },
      ...["openai-unavailable", true],
    ],
  ] as [LineTrouble, string, boolean][])("%j as %s, once", async (trouble, code, retryable) => {
    const short = { connectMs: 300, sessionMs: 300, stallMs: 300 };
    const call = await callWith({ timeouts: /s(ilen|tal)/.test(trouble.type) ? short : PATIENT }, [trouble]);
    say(call, first, 0);
    await eventually(() => call.faults.length).toBe(1);
    expect(call.faults[0]).toMatchObject({ code, retryable, provider: "openai/gpt-live-transcribe" });
    const { length } = call.finals;
    say(call, second, 5_000);
    await aWhile();
    expect([call.faults.length, call.finals.length]).toEqual([1, length]);
  });

  it("late and doubled answers, and hears the same words", async () => {
    for (const trouble of [{ type: "late", byMs: 150 }, { type: "double" }] as const) {
      const call = await callWith({}, [trouble]);
      say(call, first, 0);
      await eventually(() => call.finals.length).toBe(1);
      say(call, second, 5_000);
      await eventually(() => call.finals.length).toBe(2);
      await aWhile();
      expect([call.finals.map(({ text }) => text), call.faults]).toEqual([[FIRST, SECOND], []]);
    }
  });

  it("the end of the longest session, as a fault that passes", async () => {
    const call = await callWith({}, [], { sessionMs: 200 });
    await eventually(() => call.faults.length).toBe(1);
    expect(call.faults[0]).toMatchObject({ code: "openai-session-expired", retryable: true });
  });

  it("an error that leaves the session as it was, and goes on", async () => {
    const text = '{"type":"error","error":{"type":"invalid_request_error","code":"odd","message":"?"}}';
    const call = await callWith({}, [{ type: "garbage", afterMessages: 3, text }]);
    say(call, first, 0);
    await eventually(() => call.finals.map((one) => one.text)).toEqual([FIRST]);
    expect(call.faults).toEqual([]);
  });

  it.each([
    [{ apiKey: "sk-wrong-key" }, "openai-key-refused"],
    [{ apiKey: "", baseUrl: undefined }, "openai-key-missing"],
    [{ baseUrl: "nowhere" }, "openai-base-url-invalid"],
    [{ baseUrl: "http://127.0.0.1:9" }, "openai-connect-failed"],
  ])("%j, and reports %s and no key", async (options, code) => {
    const call = await callWith(options);
    await eventually(() => call.faults[0]?.code).toBe(code);
    expect(JSON.stringify(call.faults)).not.toMatch(/sk-(wrong|secret)-key/);
  });
});

/** Whisper over the twin: utterance by utterance, each at its place, asked anew when the caller goes on, and every trouble. */
import type { Fault, Heard, TranscriberSession } from "@offhook/engine/ports";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { VirtualClock } from "@offhook/engine/testing";
import { type WhisperTranscriberOptions, whisperTranscriber } from "@offhook/provider-openai";
import { type LineTrouble, tonalSpeech } from "@offhook/twin-kit";
import { NO_LATENCIES, OpenAiTwin, serveTwin } from "@offhook/twin-openai";
import { afterAll, describe, expect, it } from "vitest";
import { eventually, joined, listenWith, pushInFrames, quiet } from "./heard-speech.ts";
import { describeTranscriberContract } from "./transcriber-contract.ts";

const KEY = "sk-secret-key";
const FIRST = "I need a table for two.";
const SECOND = "And a window seat, please.";
const [first, second] = [FIRST, SECOND].map((text) => tonalSpeech(text).audio) as [Uint8Array, Uint8Array];
const ANSWER_AFTER_MS = 300;

const twin = new OpenAiTwin({ apiKey: KEY, latencies: NO_LATENCIES, models: ["Systran/faster-whisper-small"] });
const served = await serveTwin(twin.hears(() => FIRST));
afterAll(() => served.close());
for (const model of ["gpt-transcribe", "whisper-1", "Systran/faster-whisper-small"]) {
  describeTranscriberContract(`${model} over its twin`, async () => ({
    make: () => whisperTranscriber({ apiKey: KEY, baseUrl: served.baseUrl, model }),
    speech: first,
  }));
}

/** A call in virtual time: sound is pushed as it would come, the detector speaks up when it would. */
class Call {
  readonly clock = new VirtualClock();
  readonly twin: OpenAiTwin;
  readonly finals: Heard[] = [];
  readonly faults: Fault[] = [];
  readonly session: TranscriberSession;
  private placeMs: number;

  constructor(options: Partial<WhisperTranscriberOptions> & { fromMs?: number; answerAfterMs?: number } = {}) {
    const { fromMs = 0, answerAfterMs = ANSWER_AFTER_MS, ...rest } = options;
    this.placeMs = fromMs;
    const { clock } = this;
    this.twin = new OpenAiTwin({
      clock,
      apiKey: KEY,
      latencies: { ...NO_LATENCIES, transcriptMs: () => answerAfterMs },
    });
    const account = { apiKey: KEY, baseUrl: "http://twin.example/v1", fetch: this.twin.fetch, clock };
    this.session = whisperTranscriber({ ...account, ...rest }).open(
      { format: TELEPHONE_FORMAT, language: "en-US" },
      { partial() {}, final: (words) => void this.finals.push(words), fault: (fault) => void this.faults.push(fault) },
    );
  }

  /** The detector notices speech after 64 ms and a pause after 96 ms. */
  async speak(audio: Uint8Array): Promise<number> {
    const startMs = this.placeMs;
    await this.hear(audio.subarray(0, 64 * 8));
    this.session.speechStarted(startMs);
    await this.hear(audio.subarray(64 * 8));
    return startMs;
  }

  async pause(ms: number): Promise<void> {
    const pausedMs = this.placeMs;
    await this.hear(quiet(Math.min(ms, 96)));
    if (ms >= 96) this.session.speechPaused(pausedMs);
    await this.hear(quiet(Math.max(0, ms - 96)));
  }

  async hear(audio: Uint8Array): Promise<void> {
    for (let at = 0; at < audio.length; at += 160) {
      const piece = audio.subarray(at, at + 160);
      this.session.push(piece, this.placeMs);
      this.placeMs += piece.length / 8;
      await this.until(this.clock.nowMs() + piece.length / 8);
    }
  }

  get requests() {
    return this.twin.seenTranscriptions;
  }

  private async until(atMs: number): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.clock.runNext(atMs));
    this.clock.moveTo(atMs);
  }
}

describe("an utterance-wise transcriber", () => {
  it("asks at a pause for what was said, with a little before it, and places the words in the caller's stream", async () => {
    const call = new Call({ fromMs: 60_000 });
    call.twin.says(FIRST, SECOND);
    await call.hear(quiet(2_000));
    const startMs = await call.speak(first);
    await call.pause(1_000);
    expect(call.finals).toMatchObject([{ text: FIRST, startAudioMs: startMs, confidence: null }]);
    const endMs = call.finals[0]?.endAudioMs ?? 0;
    expect(endMs).toBeGreaterThanOrEqual(startMs + first.length / 8);
    expect(endMs).toBeLessThan(startMs + first.length / 8 + 250);
    const beforeMs = (call.requests[0]?.durationMs ?? 0) - (endMs - startMs);
    expect(Math.abs(beforeMs - 300)).toBeLessThanOrEqual(25);

    const again = await call.speak(second);
    await call.pause(1_000);
    expect(call.finals[1]).toMatchObject({ text: SECOND, startAudioMs: again });
    expect(call.requests.map(({ fields }) => fields)).toEqual(
      [0, 1].map(() => ({ model: "gpt-transcribe", response_format: "json", language: "en" })),
    );
    expect(call.faults).toEqual([]);
  });

  it("does not ask at a pause inside a phrase", async () => {
    const call = new Call();
    call.twin.says(FIRST);
    await call.speak(first);
    await call.pause(100);
    await call.speak(second);
    await call.pause(1_000);
    expect(call.requests.length).toBe(1);
    expect(call.requests[0]?.durationMs).toBeGreaterThan((first.length + second.length) / 8 + 100);
  });

  it("withdraws a question that the caller outpaced, and asks again for the whole", async () => {
    const call = new Call({ answerAfterMs: 800 });
    // Words are taken from the script when asked for: the first ones are of the question that was withdrawn.
    call.twin.says("I need", `${FIRST} ${SECOND}`);
    const startMs = await call.speak(first);
    await call.pause(500);
    expect([call.requests.length, call.finals.length]).toEqual([1, 0]);
    await call.speak(second);
    await call.pause(1_500);
    expect(call.requests.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(call.finals).toMatchObject([{ text: `${FIRST} ${SECOND}`, startAudioMs: startMs }]);
    // All of it once: nothing is missing between the two halves, and nothing is there twice.
    const spokenMs = (first.length + second.length) / 8 + 500;
    expect(Math.abs((call.requests[1]?.durationMs ?? 0) - spokenMs - 180)).toBeLessThanOrEqual(40);
  });

  it("keeps answers in the order of the words, and asks on while one is late", async () => {
    const call = new Call();
    call.twin.says(FIRST, SECOND).nextTranscription({ type: "late", byMs: 3_600 }, null);
    await call.speak(first);
    await call.pause(1_800);
    await call.speak(second);
    await call.pause(300);
    expect([call.requests.length, call.finals.length]).toEqual([2, 0]);
    await call.hear(quiet(1_500));
    expect(call.finals.map(({ text }) => text)).toEqual([FIRST, SECOND]);
  });

  it("cuts a speech without pauses where models end, and loses nothing", async () => {
    const call = new Call();
    const long = joined(...Array.from({ length: 20 }, () => joined(first, second)));
    call.twin.says("one", "two", "three", "four");
    await call.speak(long);
    await call.pause(1_000);
    const parts = Math.ceil(long.length / 8 / 25_000);
    expect(call.finals.map(({ text }) => text)).toEqual(["one", "two", "three", "four"].slice(0, parts));
    const heardMs = call.requests.reduce((sum, { durationMs }) => sum + durationMs, 0);
    expect(heardMs).toBeGreaterThanOrEqual(long.length / 8);
    expect(Math.max(...call.requests.map(({ durationMs }) => durationMs))).toBeLessThan(26_000);
  });

  it("hears what another transcriber left unfinished, though nobody says where it was", async () => {
    const call = new Call();
    call.twin.says(FIRST);
    pushInFrames(call.session, joined(quiet(1_000), first, quiet(300)), 7_000);
    await call.hear(quiet(20));
    await call.pause(600);
    expect(call.finals).toMatchObject([{ text: FIRST }]);
    expect(Math.abs((call.finals[0]?.startAudioMs ?? 0) - 8_000)).toBeLessThanOrEqual(40);
    await call.hear(quiet(3_000));
    expect(call.requests.length).toBe(1);
  });

  it("tells what is likely: as keywords, or in the words before", async () => {
    for (const [model, field] of [
      ["gpt-transcribe", "keywords"],
      ["whisper-1", "prompt"],
    ] as const) {
      const call = new Call({ model });
      call.session.expect({ kind: "choice", grammar: null, phrases: ["Riverside", "Old  Mill", "Riverside"] });
      await call.speak(first);
      await call.pause(300);
      expect(call.requests[0]?.fields[field]?.replace(", ", ",")).toBe("Riverside,Old Mill");
      call.session.expect(null);
      await call.pause(1_500);
      await call.speak(second);
      await call.pause(300);
      expect(call.requests[1]?.fields[field]).toBeUndefined();
    }
  });

  it("does not ask what silence says", async () => {
    const call = new Call();
    call.twin.hears(() => "Thank you for watching!");
    call.session.speechStarted(0);
    await call.hear(quiet(500));
    await call.pause(500);
    expect([call.requests.length, call.finals.map(({ text }) => text)]).toEqual([0, [""]]);
  });

  it("is quiet once closed, and lets its question go", async () => {
    const call = new Call({ answerAfterMs: 800 });
    call.twin.says(FIRST);
    await call.speak(first);
    await call.pause(500);
    call.session.close();
    await call.speak(second);
    await call.pause(1_500);
    expect([call.finals, call.faults, call.requests.map(({ aborted }) => aborted)]).toEqual([[], [], [true]]);
  });
});

describe("an utterance-wise transcriber meets", () => {
  it.each([
    [{ type: "refuse", status: 400 }, "openai-request-refused", false],
    [{ type: "refuse", status: 401 }, "openai-key-refused", false],
    [{ type: "refuse", status: 402 }, "openai-quota-exhausted", false],
    [{ type: "refuse", status: 404 }, "openai-model-unknown", false],
    [{ type: "refuse", status: 429 }, "openai-rate-limited", true],
    [{ type: "refuse", status: 500 }, "openai-unavailable", true],
    [{ type: "refuse", status: 503 }, "openai-unavailable", true],
    [{ type: "refuse", status: 529 }, "openai-unavailable", true],
    [{ type: "silent" }, "openai-stalled", true],
    [{ type: "stall", afterMessages: 0 }, "openai-stalled", true],
    [{ type: "reset", afterMessages: 0 }, "openai-connection-lost", true],
    [{ type: "close", afterMessages: 0, code: 1_000 }, "openai-answer-malformed", false],
    [{ type: "garbage", afterMessages: 0, text: "<html>502 Bad Gateway</html>" }, "openai-answer-malformed", false],
    [{ type: "garbage", afterMessages: 0, text: '{"words":"hello"}' }, "openai-answer-malformed", false],
    [{ type: "garbage", afterMessages: 0, text: "null" }, "openai-answer-malformed", false],
    [{ type: "double" }, "openai-answer-malformed", false],
  ] as [LineTrouble, string, boolean][])("%j as %s, once", async (trouble, code, retryable) => {
    const call = new Call();
    call.twin.says(FIRST, SECOND).nextTranscription(trouble);
    await call.speak(first);
    await call.pause(5_000);
    expect(call.faults).toMatchObject([{ code, retryable, provider: "openai/gpt-transcribe" }]);
    await call.speak(second);
    await call.pause(5_000);
    expect([call.faults.length, call.finals, call.requests.length]).toEqual([1, [], 1]);
  });

  it("a wrong key over a real connection, and never repeats it", async () => {
    const heard = listenWith(whisperTranscriber({ apiKey: "sk-wrong-key", baseUrl: served.baseUrl }));
    heard.session.speechStarted(0);
    pushInFrames(heard.session, first);
    heard.session.speechPaused(first.length / 8);
    await eventually(() => heard.faults[0]?.code).toBe("openai-key-refused");
    expect(JSON.stringify(heard.faults)).not.toContain("sk-wrong-key");
  });

  it("an address that is none, and no key at all, before anybody speaks", async () => {
    const nowhere = listenWith(whisperTranscriber({ apiKey: KEY, baseUrl: "nowhere" }));
    const keyless = listenWith(whisperTranscriber({ apiKey: "" }));
    await eventually(() => nowhere.faults[0]?.code).toBe("openai-base-url-invalid");
    await eventually(() => keyless.faults[0]?.code).toBe("openai-key-missing");
  });
});

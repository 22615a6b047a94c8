/** The core's `generate` against a real stream: a live call in real time whose model answers over HTTP. */
import { LiveCall, VoiceCache } from "@offhook/engine/call";
import type { Pin } from "@offhook/engine/conversation";
import {
  type Leg,
  type LegSink,
  type LogItem,
  type SpeechDetectorSink,
  TELEPHONE_FORMAT,
  type TranscriberSink,
} from "@offhook/engine/ports";
import { openaiCompatible } from "@offhook/provider-openai";
import { OpenAiTwin, type ServedTwin, serveTwin } from "@offhook/twin-openai";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineAssistant } from "../define-assistant.ts";
import { openai } from "../provider-choices.ts";
import { tool } from "../tool.ts";

const SILENCE_20_MS = new Uint8Array(160).fill(0xff);
/** Spoken clauses are made this short, so that the test is. */
const CLAUSE_BYTES = 320;
const FRAME_MS = 32;

const findOrder = tool({
  name: "findOrder",
  description: "Looks up an order.",
  parameters: z.object({ orderNumber: z.string() }),
  effect: false,
  run: ({ orderNumber }) => ({ orderNumber, state: "left our house on Friday" }),
});

const clock = {
  nowMs: () => performance.now(),
  at(atMs: number, run: () => void) {
    const timeout = setTimeout(run, Math.max(0, atMs - performance.now()));
    return { cancel: () => clearTimeout(timeout) };
  },
};

/** A line whose ear, mouth and detector the test holds in its hands. */
class HandHeldCall {
  readonly said: string[] = [];
  readonly log: LogItem[] = [];
  readonly live: LiveCall;
  private ear: TranscriberSink | null = null;
  private detector: SpeechDetectorSink | null = null;
  private readonly sink: LegSink;
  private readonly ticker: NodeJS.Timeout;
  private audioMs = 0;
  private playedAtMs = 0;

  constructor(baseUrl: string) {
    const session = { push() {}, expect() {}, speechStarted() {}, speechPaused() {}, close() {} };
    const formats = [TELEPHONE_FORMAT];
    this.live = new LiveCall({
      ...{ pin: pinOf(), clock, startedAtMs: clock.nowMs(), tools: [findOrder], cache: new VoiceCache() },
      log: { append: (items) => void this.log.push(...items), flush: async () => ({ ok: true, value: true }) },
      effects: { intend: async () => ({ ok: true, value: { state: "new" } }), settle: async () => {} },
      transcribers: [{ id: "hand", formats, open: (_, sink) => this.hold(sink, session) }],
      voices: [{ id: "hand", formats, synthesize: ({ text }, sink) => this.voice(text, sink) }],
      models: [openaiCompatible({ baseUrl, model: "twin-model" })],
      detector: { open: (sink) => this.holdDetector(sink) },
      control: { hangUp() {}, transfer() {}, finished() {} },
    });
    this.live.start();
    this.sink = this.live.attach(this.leg(), { epoch: 1, resumed: false });
    this.ticker = setInterval(() => this.tick(), 20);
  }

  /** Six hundred milliseconds of speech, then its words. */
  says(text: string): void {
    const startMs = this.audioMs;
    const frame = (probability: number, index: number) =>
      this.detector?.frame({ audioMs: startMs + index * FRAME_MS, durationMs: FRAME_MS, probability, levelDb: -22 });
    for (let index = 0; index < 18; index += 1) frame(1, index);
    for (let index = 18; index < 26; index += 1) frame(0, index);
    this.audioMs = startMs + 26 * FRAME_MS;
    const [startAudioMs, endAudioMs] = [startMs, startMs + 18 * FRAME_MS];
    this.ear?.final({ text, startAudioMs, endAudioMs, confidence: 0.9, endOfTurn: true });
  }

  end(): void {
    clearInterval(this.ticker);
    this.live.callerGone();
  }

  private tick(): void {
    this.sink.audio(SILENCE_20_MS, this.audioMs);
    this.audioMs += 20;
    this.live.tick();
  }

  private hold<S>(sink: TranscriberSink, session: S): S {
    this.ear = sink;
    return session;
  }

  private holdDetector(sink: SpeechDetectorSink) {
    this.detector = sink;
    return { push() {}, close() {} };
  }

  private voice(text: string, sink: { audio(bytes: Uint8Array): void; done(): void }) {
    this.said.push(text);
    queueMicrotask(() => {
      sink.audio(new Uint8Array(CLAUSE_BYTES).fill(0xff));
      sink.done();
    });
    return { cancel() {} };
  }

  private leg(): Leg {
    return {
      ...{ streamId: "MZ1", format: TELEPHONE_FORMAT, clear() {}, close() {} },
      send: (audio) => {
        this.playedAtMs = Math.max(this.playedAtMs, clock.nowMs()) + audio.length / 8;
      },
      mark: (name) => void setTimeout(() => this.sink.mark(name), Math.max(0, this.playedAtMs - clock.nowMs())),
    };
  }
}

function pinOf(): Pin {
  const { definition: assistant } = defineAssistant({
    ...{ name: "x", disclosure: null, model: openai("twin-model"), tools: [findOrder] },
  });
  return {
    ...{ callId: "call_1", engineVersion: "0", assistantId: "asst_1", assistantVersion: 1, assistant },
    ...{ direction: "inbound", carrier: "twin", from: "+14155550100", to: "+14155550199", variables: {}, seed: 1 },
    startedAt: "2026-11-22T10:00:00+00:00",
  };
}

describe("a live call whose model answers over HTTP", () => {
  let served: ServedTwin;
  let call: HandHeldCall;
  const begin = async (twin: OpenAiTwin) => {
    served = await serveTwin(twin);
    call = new HandHeldCall(served.baseUrl);
  };
  afterEach(async () => {
    call.end();
    await served.close();
  });

  it("calls the tool and speaks what the model makes of its answer", async () => {
    const twin = new OpenAiTwin({ latencies: { firstTokenMs: () => 20, betweenTokensMs: () => 1 } });
    twin.answers((messages) => {
      const last = messages.at(-1);
      if (last?.role !== "tool") return { calls: [{ name: "findOrder", arguments: { orderNumber: "12345" } }] };
      return `Your order ${(JSON.parse(last.content ?? "") as { state: string }).state}. Is there anything else?`;
    });
    await begin(twin);
    call.says("Where is my order one two three four five?");
    await expect.poll(() => call.said.join(" "), { timeout: 5_000 }).toContain("left our house on Friday.");
    expect(twin.seen.length).toBeGreaterThanOrEqual(2);
  });

  it("hangs up on the server when the caller says more, and answers the whole", async () => {
    const twin = new OpenAiTwin();
    twin.next({ text: "Half an answer.", firstTokenMs: 2_000 });
    twin.answers((messages) => ({ text: `You said: ${messages.at(-1)?.content}`, firstTokenMs: 20 }));
    await begin(twin);
    call.says("I would like to know.");
    await expect.poll(() => twin.seen.length, { timeout: 5_000 }).toBe(1);
    call.says("When are you open?");
    await expect.poll(() => twin.seen[0]?.aborted, { timeout: 5_000 }).toBe(true);
    await expect.poll(() => call.said.join(" "), { timeout: 5_000 }).toContain("When are you open?");
    expect(call.said.join(" ")).not.toContain("Half an answer");
  });
});

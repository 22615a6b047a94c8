import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultOfEnd, faultOfError } from "./faults.ts";
import { readFinalizeMessage } from "./finalize-message.ts";
import { transcriberFromChoice, voiceFromChoice } from "./from-choice.ts";
import { keytermsOf } from "./keyterms.ts";
import { readSpeechMessage } from "./speech-message.ts";
import { SpeechSpan } from "./speech-span.ts";
import { readTurnsMessage } from "./turns-message.ts";
import { WordTimes } from "./word-times.ts";

const CHUNK = { type: "chunk", context_id: "c1", data: "/////w==", done: false, status_code: 206 };
const TIMED = { words: ["Hi", "there"], start: [0, 0.25], end: [0.2, 0.5] };
const speech = (message: object) => readSpeechMessage(JSON.stringify(message));

describe("messages", () => {
  it("are read without throwing, whatever they are", () => {
    const field = fc.oneof(fc.jsonValue(), fc.constant(undefined));
    const types = "chunk timestamps done error transcript flush_done turn.start turn.update turn.end".split(" ");
    const tampered = fc
      .record({
        ...{ type: fc.oneof(fc.constantFrom(...types), field), context_id: field, data: field, transcript: field },
        ...{ word_timestamps: field, text: field, is_final: field, status_code: field, error_code: field },
      })
      .map((message) => JSON.stringify(message));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), tampered), (text) => {
        for (const read of [readSpeechMessage, readTurnsMessage, readFinalizeMessage]) read(text);
      }),
    );
  });

  it("that were cut off are known for what they are", () => {
    const whole = JSON.stringify(CHUNK);
    for (let length = 0; length < whole.length; length += 1)
      expect(readSpeechMessage(whole.slice(0, length))).toBeNull();
  });

  it("give sound and the times of words in milliseconds", () => {
    const audio = Buffer.from([255, 255, 255, 255]);
    expect(speech(CHUNK)).toEqual({ type: "sound", contextId: "c1", audio });
    expect(speech({ type: "timestamps", context_id: "c1", word_timestamps: TIMED })).toMatchObject({
      words: [
        { word: "Hi", startMs: 0, endMs: 200 },
        { word: "there", startMs: 250, endMs: 500 },
      ],
    });
  });

  it.each([null, { ...TIMED, end: [] }, "none"])("give no times for %j", (word_timestamps) => {
    expect(speech({ type: "timestamps", context_id: "c1", word_timestamps })).toMatchObject({ words: [] });
  });

  it.each([{ data: 7 }, { data: "no base64!" }, { data: "abc" }, { context_id: undefined }])("refuse %j", (change) => {
    expect(speech({ ...CHUNK, ...change })).toBeNull();
  });

  it("that are not known yet are nothing to break over", () => {
    const text = '{"type":"turn.new_kind","request_id":"r"}';
    for (const read of [readSpeechMessage, readTurnsMessage, readFinalizeMessage]) {
      expect(read(text)).toEqual({ type: "other" });
    }
  });
});

describe("word times", () => {
  const WORDS = [
    { word: "Hi", startMs: 0, endMs: 200 },
    { word: "there", startMs: 250, endMs: 500 },
  ];

  it("wait for their sound", () => {
    const times = new WordTimes();
    times.push(WORDS);
    expect([times.upTo(100), times.upTo(300), times.finish(500)]).toEqual([[], [WORDS[0]], [WORDS[1]]]);
  });

  it("stay in order and inside the sound whatever the vendor says", () => {
    const word = fc.record({ word: fc.constant("x"), startMs: fc.integer(), endMs: fc.integer() });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(word), fc.nat(900))), (pieces) => {
        const times = new WordTimes();
        let soundMs = 0;
        const words = pieces.flatMap(([some, ms]) => {
          times.push(some);
          soundMs += ms;
          return times.upTo(soundMs);
        });
        words.push(...times.finish(soundMs));
        expect(words.length).toBe(pieces.flatMap(([some]) => some).length);
        for (const [index, { startMs, endMs }] of words.entries()) {
          expect(startMs).toBeGreaterThanOrEqual(words[index - 1]?.endMs ?? 0);
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          expect(endMs).toBeLessThanOrEqual(soundMs);
        }
      }),
    );
  });
});

describe("the place of speech", () => {
  it("ends at the pause when the caller speaks again before the words came, and the next begins there", () => {
    const span = new SpeechSpan();
    span.sent(8_000, 0);
    span.started(100);
    span.paused(600);
    span.started(900);
    span.sent(8_000, 1_000);
    expect(span.take()).toEqual({ startAudioMs: 100, endAudioMs: 600 });
    span.paused(1_500);
    expect(span.take()).toEqual({ startAudioMs: 900, endAudioMs: 1_500 });
  });

  it("is one across a breath", () => {
    const span = new SpeechSpan();
    span.started(100);
    span.paused(600);
    span.started(700);
    span.paused(1_200);
    expect(span.take()).toEqual({ startAudioMs: 100, endAudioMs: 1_200 });
  });

  it("is where the audio was, without a detector", () => {
    const span = new SpeechSpan();
    span.sent(8_000, 5_000);
    span.noticed();
    span.sent(8_000, 6_000);
    expect(span.take()).toEqual({ startAudioMs: 6_000, endAudioMs: 7_000 });
  });
});

describe("faults", () => {
  it.each([
    [404, "voice_not_found", "", "cartesia-model-unknown"],
    [400, "model_not_found", "", "cartesia-model-unknown"],
    [402, "quota_exceeded", "", "cartesia-quota-exhausted"],
    [400, "", "Invalid API key.", "cartesia-key-refused"],
    [429, "concurrency_limited", "", "cartesia-rate-limited"],
    [400, "", "The language xx is not supported.", "cartesia-language-unsupported"],
    [400, "odd", "Odd.", "cartesia-request-refused"],
    [500, "", "", "cartesia-unavailable"],
    [null, "", "", "cartesia-unavailable"],
  ])("%s %s %s is %s", (status, errorCode, said, code) => {
    expect(faultOfError({ status, errorCode, said }).code).toBe(code);
  });

  it("of a refused opening go by the body's word before the status", () => {
    const body = JSON.stringify({ title: "Payment", message: "No credits left.", error_code: "quota_exceeded" });
    const end = { because: "refused", status: 403, headers: {}, body } as const;
    expect(faultOfEnd(end)).toEqual({
      code: "cartesia-quota-exhausted",
      detail: "HTTP 403. Payment: No credits left.",
    });
    expect(faultOfEnd({ ...end, status: 503, body: "<html>secret proxy</html>" })).toEqual({
      code: "cartesia-unavailable",
      detail: "HTTP 503. ",
    });
  });
});

describe("a choice", () => {
  it("names a voice by its id and a transcriber by its model", () => {
    expect(voiceFromChoice({ id: "v" }, {}).id).toBe("cartesia/v");
    expect(voiceFromChoice({ id: "v", model: "sonic-3", emotion: "calm" }, {}).id).toBe(
      "cartesia/v/sonic-3?emotion=calm",
    );
    expect(transcriberFromChoice({}, {}).id).toBe("cartesia/ink-2");
    expect(transcriberFromChoice({ id: "ink-whisper" }, {}).id).toBe("cartesia/ink-whisper");
  });

  it("without a key in the environment is a named fault", async () => {
    const code = await new Promise((resolve) => {
      const format = { encoding: "mulaw", sampleRateHz: 8_000 } as const;
      const sink = {
        audio() {},
        words() {},
        done: () => resolve("done"),
        fault: (fault: { code: string }) => resolve(fault.code),
      };
      voiceFromChoice({ id: "v" }, {}).synthesize({ text: "Hi.", language: "en", format, speed: 1 }, sink);
    });
    expect(code).toBe("cartesia-key-missing");
  });
});

it("keyterms are each one, and no more than Cartesia takes", () => {
  expect(keytermsOf(["  Dr.  Ozols ", "Dr. Ozols", ""], ["x".repeat(61), "Riga"])).toEqual(["Dr. Ozols", "Riga"]);
  const many = keytermsOf(
    [],
    Array.from({ length: 300 }, (_, index) => `${index} ${"a".repeat(40)}`),
  );
  expect(many.join("").length).toBeLessThanOrEqual(1_200);
  expect(many.length).toBeGreaterThan(20);
});

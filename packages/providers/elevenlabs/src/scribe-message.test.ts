import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keytermsOf } from "./keyterms.ts";
import { faultOfScribe } from "./scribe-faults.ts";
import { readScribeMessage } from "./scribe-message.ts";
import { probabilityOf, spanOfWords } from "./scribe-words.ts";

const TIMED = {
  ...{ message_type: "committed_transcript_with_timestamps", text: "Yes please", language_code: "en" },
  words: [
    { text: "Yes", start: 1.2, end: 1.5, type: "word", logprob: 0 },
    { text: " ", start: 1.5, end: 1.6, type: "spacing" },
    { text: "please", start: 1.6, end: 2, type: "word", logprob: Math.log(0.25) },
  ],
};
const read = (message: object) => readScribeMessage(JSON.stringify(message));

describe("a message of Scribe", () => {
  it("reads anything without throwing", () => {
    const field = fc.oneof(fc.jsonValue(), fc.constant(undefined));
    const name = fc.oneof(fc.string(), fc.constantFrom("committed_transcript", "partial_transcript", "constructor"));
    const tampered = fc
      .record({ message_type: name, text: field, words: field, error: field })
      .map((change) => JSON.stringify({ ...TIMED, ...change }));
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), tampered), (text) => void readScribeMessage(text)));
  });

  it("knows a message that was cut off for what it is", () => {
    const whole = JSON.stringify(TIMED);
    for (let length = 0; length < whole.length; length += 1) {
      expect(readScribeMessage(whole.slice(0, length))).toBeNull();
    }
  });

  it("takes the words' times, and leaves the spaces between them out", () => {
    const message = read(TIMED);
    expect(message).toEqual({
      ...{ type: "committed", text: "Yes please" },
      words: [
        { startS: 1.2, endS: 1.5, probability: 1 },
        { startS: 1.6, endS: 2, probability: 0.25 },
      ],
    });
    expect(probabilityOf(message?.type === "committed" ? message.words : null)).toBeCloseTo(0.5);
    expect(read({ ...TIMED, words: null })).toMatchObject({ words: [] });
  });

  it.each([
    [
      { message_type: "partial_transcript", text: " a " },
      { type: "partial", text: "a" },
    ],
    [
      { message_type: "committed_transcript", text: "a" },
      { type: "committed", text: "a", words: null },
    ],
    [{ message_type: "final_transcript", text: "a" }, { type: "other" }],
    [{ message_type: "final_transcript_with_timestamps", text: "a", words: [] }, { type: "other" }],
    [{ message_type: "session_started", session_id: "s" }, { type: "other" }],
    [{ message_type: "edited_transcript", text: "a", edited_text: "b" }, { type: "other" }],
    [{ message_type: "commit_throttled", error: "too soon" }, { type: "throttled" }],
    [{ message_type: "insufficient_audio_activity", error: "nobody" }, { type: "inactive" }],
    [
      { message_type: "quota_exceeded", error: "none" },
      { type: "error", name: "quota_exceeded", detail: "none" },
    ],
    [{ message_type: "partial_transcript", text: 7 }, null],
    [{ message_type: 7 }, null],
  ])("reads %j", (message, meaning) => expect(read(message)).toEqual(meaning));
});

describe("an error of Scribe's", () => {
  it.each([
    ["auth_error", "", "elevenlabs-key-refused"],
    ["unaccepted_terms", "", "elevenlabs-not-allowed"],
    ["quota_exceeded", "", "elevenlabs-quota-exhausted"],
    ["rate_limited", "", "elevenlabs-rate-limited"],
    ["queue_overflow", "", "elevenlabs-unavailable"],
    ["resource_exhausted", "", "elevenlabs-unavailable"],
    ["transcriber_error", "", "elevenlabs-unavailable"],
    ["input_error", "", "elevenlabs-request-refused"],
    ["chunk_size_exceeded", "", "elevenlabs-request-refused"],
    ["session_time_limit_exceeded", "", "elevenlabs-connection-lost"],
    ["invalid_request", "keyterms: too many", "elevenlabs-request-refused"],
    ["invalid_request", "model_id does not exist: model_not_found", "elevenlabs-model-unknown"],
    ["error", "Something went wrong.", "elevenlabs-unavailable"],
    ["error", "You have too_many sessions.", "elevenlabs-rate-limited"],
    ["of_later_days", "", "elevenlabs-unavailable"],
    ["constructor", "", "elevenlabs-unavailable"],
  ])("%s %s is %s", (name, detail, code) => expect(faultOfScribe(name, detail).code).toBe(code));
});

describe("keyterms", () => {
  it("are fifty of twenty characters, the assistant's own first, each once", () => {
    const many = Array.from({ length: 60 }, (_, index) => `name ${index}`);
    expect(keytermsOf(["Ozols ", "Ozols", ""], many)).toEqual(["Ozols", ...many.slice(0, 49)]);
  });

  it("take a long name by its words, and no sentence", () => {
    expect(keytermsOf(["Dr. Konstantinopoulou"], ["I would like to book an appointment"])).toEqual([
      "Konstantinopoulou",
    ]);
  });
});

describe("places by word times", () => {
  const heard = { startAudioMs: 5_200, endAudioMs: 6_300 };
  const words = (startS: number, endS: number) => [{ startS, endS, probability: null }];

  it("begin with the first word and end with the pause", () => {
    expect(spanOfWords(words(1.1, 2), heard, (ms) => ms + 4_000)).toEqual({ startAudioMs: 5_100, endAudioMs: 6_300 });
  });

  it("are not believed where the detector heard nobody", () => {
    expect(spanOfWords(words(0.1, 1), heard, (ms) => ms)).toEqual(heard);
    expect(spanOfWords(words(1, 9), heard, (ms) => ms + 4_000)).toEqual(heard);
    expect(spanOfWords([], heard, (ms) => ms)).toEqual(heard);
  });
});

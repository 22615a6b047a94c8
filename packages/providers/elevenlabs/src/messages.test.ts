import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Alignment, readContextMessage } from "./context-message.ts";
import { faultOfEnd, faultOfError, faultOfRefusal } from "./faults.ts";
import { WordTimes } from "./word-times.ts";

const AUDIO = {
  ...{ audio: "/////w==", contextId: "c1", isFinal: null },
  alignment: { chars: ["H", "i"], charStartTimesMs: [0, 58], charDurationsMs: [58, 70] },
};
const ALIGNED: Alignment = { characters: ["H", "i"], startsMs: [0, 58], durationsMs: [58, 70] };

const read = (change: object) => readContextMessage(JSON.stringify({ ...AUDIO, ...change }));

describe("a message of a context", () => {
  it("reads anything without throwing", () => {
    const field = fc.oneof(fc.jsonValue(), fc.constant(undefined));
    const tampered = fc
      .record({ audio: field, alignment: field, contextId: field, isFinal: field, error: field })
      .map((change) => JSON.stringify({ ...AUDIO, ...change }));
    const anything = fc.oneof(fc.string(), fc.json(), tampered);
    fc.assert(fc.property(anything, (text) => void readContextMessage(text)));
  });

  it("knows a message that was cut off for what it is", () => {
    const whole = JSON.stringify(AUDIO);
    for (let length = 0; length < whole.length; length += 1)
      expect(readContextMessage(whole.slice(0, length))).toBeNull();
  });

  it("gives sound, and the place of every character in it", () => {
    const audio = Buffer.from([255, 255, 255, 255]);
    expect(read({})).toEqual({ type: "audio", contextId: "c1", audio, alignment: ALIGNED });
  });

  it.each([
    [{ contextId: undefined, context_id: "c1" }],
    [{ alignment: null, normalizedAlignment: AUDIO.alignment }],
    [{ alignment: null, normalized_alignment: AUDIO.alignment }],
    [{ alignment: { chars: ["H", "i"], charStartTimesMs: [0, 58], charsDurationsMs: [58, 70] } }],
    [{ alignment: { chars: ["H", "i"], char_start_times_ms: [0, 58], char_durations_ms: [58, 70] } }],
  ])("takes other spellings: %j", (change) =>
    expect(read(change)).toMatchObject({ contextId: "c1", alignment: ALIGNED }),
  );

  it.each([{ alignment: null }, { alignment: { chars: ["H"], charStartTimesMs: [] } }, { alignment: "none" }])(
    "gives sound without places for %j",
    (change) => expect(read(change)).toMatchObject({ type: "audio", alignment: null }),
  );

  it.each(["camel", "snake"])("knows the end, in %s case", (spelling) => {
    const end = spelling === "camel" ? { isFinal: true, contextId: "c1" } : { is_final: true, context_id: "c1" };
    for (const audio of [undefined, null, ""]) {
      expect(readContextMessage(JSON.stringify({ ...end, audio }))).toEqual({ type: "final", contextId: "c1" });
    }
  });

  it.each([{ audio: 7 }, { audio: "no base64!" }, { audio: "abc" }, { audio: ["x"] }])("refuses %j", (change) => {
    expect(read(change)).toBeNull();
  });
});

describe("word times", () => {
  const aligned = (text: string, eachMs = 50): Alignment => ({
    characters: [...text],
    startsMs: [...text].map((_, index) => index * eachMs),
    durationsMs: [...text].map(() => eachMs),
  });

  it("are counted from the beginning of the request, though each message counts from its own", () => {
    const times = new WordTimes();
    const words = [
      ...times.push(aligned("Hi the"), 0, 300),
      ...times.push(aligned("re you"), 300, 300),
      ...times.finish(),
    ];
    expect(words).toEqual([
      { word: "Hi", startMs: 0, endMs: 100 },
      { word: "there", startMs: 150, endMs: 400 },
      { word: "you", startMs: 450, endMs: 600 },
    ]);
  });

  it("stay in order and inside the sound whatever the vendor says", () => {
    const piece = fc.record({
      text: fc.string({ maxLength: 12 }),
      starts: fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 12, maxLength: 12 }),
      soundMs: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const times = new WordTimes();
        let offsetMs = 0;
        const words = pieces.flatMap(({ text, starts, soundMs }) => {
          const characters = [...text];
          const startsMs = starts.slice(0, characters.length);
          const found = times.push({ characters, startsMs, durationsMs: startsMs }, offsetMs, soundMs);
          offsetMs += soundMs;
          return found;
        });
        words.push(...times.finish());
        for (const [index, { startMs, endMs }] of words.entries()) {
          expect(startMs).toBeGreaterThanOrEqual(words[index - 1]?.endMs ?? 0);
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          expect(endMs).toBeLessThanOrEqual(offsetMs);
        }
      }),
    );
  });
});

describe("faults", () => {
  it.each([
    ["invalid_api_key", "", "elevenlabs-key-refused"],
    ["quota_exceeded", "", "elevenlabs-quota-exhausted"],
    ["voice_id_does_not_exist", "", "elevenlabs-model-unknown"],
    ["model_not_found", "", "elevenlabs-model-unknown"],
    ["too_many_concurrent_requests", "", "elevenlabs-rate-limited"],
    ["internal_server_error", "", "elevenlabs-unavailable"],
    ["input_timeout_exceeded", "", "elevenlabs-connection-lost"],
    ["", "A voice with this id does not exist.", "elevenlabs-model-unknown"],
    ["odd", "", "elevenlabs-request-refused"],
  ])("the vendor's error %s %s is %s", (error, message, code) => {
    expect(faultOfError(error, message).code).toBe(code);
  });

  it("of a refused request go by the body's word before the status", () => {
    const body = JSON.stringify({ detail: { status: "quota_exceeded", message: "No credits left." } });
    expect(faultOfRefusal("key-refused", `HTTP 401. ${body}`)).toEqual({
      code: "elevenlabs-quota-exhausted",
      detail: "HTTP 401. No credits left.",
    });
    const end = { because: "refused", status: 503, headers: {}, body: "<html>secret proxy</html>" } as const;
    expect(faultOfEnd(end)).toEqual({ code: "elevenlabs-unavailable", detail: "HTTP 503. " });
  });

  it.each([
    [1_008, "Invalid API key", "elevenlabs-key-refused"],
    [1_008, "", "elevenlabs-request-refused"],
    [1_011, "", "elevenlabs-connection-lost"],
  ])("a close with %i %s is %s", (code, reason, fault) => {
    expect(faultOfEnd({ because: "closed", code, reason }).code).toBe(fault);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultOfEnd, faultOfRefusal } from "./openai-faults.ts";
import { readRealtimeEvent } from "./realtime-event.ts";
import { usageOf } from "./realtime-reply.ts";

const read = (event: unknown) => readRealtimeEvent(JSON.stringify(event));
const place = { response_id: "resp_1", item_id: "item_1", output_index: 0, content_index: 0 };
const TYPES = [
  ...["session.updated", "error", "input_audio_buffer.committed", "response.created", "response.done"],
  ...["response.output_item.added", "response.output_item.done", "response.output_audio.delta"],
  ...["response.output_audio_transcript.delta", "response.function_call_arguments.delta"],
  ...["delta", "completed", "failed"].map((end) => `conversation.item.input_audio_transcription.${end}`),
];

describe("an event of a realtime session", () => {
  it("is read with what the adapter lives by", () => {
    expect(read({ type: "response.output_audio.delta", ...place, delta: "//79" })).toMatchObject({
      ...{ type: "sound", responseId: "resp_1", itemId: "item_1", audio: Buffer.from([0xff, 0xfe, 0xfd]) },
    });
    expect(read({ type: "response.output_audio_transcript.delta", ...place, delta: " free" })).toMatchObject({
      ...{ type: "words", delta: " free" },
    });
    const item = { type: "function_call", status: "completed", call_id: "c", name: "f", arguments: "{}" };
    expect(read({ type: "response.output_item.done", response_id: "resp_1", item })).toEqual({
      ...{ type: "call", responseId: "resp_1", call: { id: "c", name: "f", argumentsJson: "{}" } },
    });
  });

  it("that is a call cut short is no call", () => {
    const item = { type: "function_call", status: "incomplete", call_id: "c", name: "f", arguments: '{"a' };
    expect(read({ type: "response.output_item.done", response_id: "resp_1", item })).toEqual({ type: "other" });
    const done = read({ type: "response.done", response: { id: "resp_1", status: "cancelled", output: [item] } });
    expect(done).toMatchObject({ end: { status: "cancelled", calls: [] } });
  });

  it("of the interface's old version, or not known yet, changes nothing", () => {
    for (const type of ["response.audio.delta", "rate_limits.updated", "response.sang"]) {
      expect(read({ type, delta: 7 })).toEqual({ type: "other" });
    }
  });

  it.each([
    '{"type":"Resu',
    "null",
    "[]",
    '{"type":7}',
    '{"type":"response.output_audio.delta","delta":"//79"}',
    '{"type":"response.output_audio.delta","response_id":"r","item_id":"i","delta":"%%"}',
    '{"type":"response.output_audio.delta","response_id":"r","item_id":"i","delta":"abc"}',
    '{"type":"response.done","response":{}}',
    '{"type":"conversation.item.input_audio_transcription.completed","item_id":"i"}',
  ])("%s is none", (text) => {
    expect(readRealtimeEvent(text)).toBeNull();
  });

  it("of any shape is read without throwing", () => {
    const field = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.dictionary(fc.string(), fc.string()));
    const names = "delta item item_id response response_id error transcript audio".split(" ");
    const event = fc.dictionary(fc.constantFrom(...names), field);
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), event, (type, rest) => void read({ ...rest, type })),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.string(), (text) => void readRealtimeEvent(text)));
  });
});

describe("a fault", () => {
  it("has the vendor's own word before the status, and no web page in it", () => {
    const body = '{"error":{"message":"No money.","type":"insufficient_quota","code":"insufficient_quota"}}';
    expect(faultOfRefusal(429, body)).toEqual({ code: "openai-quota-exhausted", detail: "HTTP 429. No money." });
    expect(faultOfRefusal(502, "<html>Bad Gateway</html>")).toEqual({
      code: "openai-unavailable",
      detail: "HTTP 502. ",
    });
    expect(faultOfRefusal(401, "no")).toEqual({ code: "openai-key-refused", detail: "HTTP 401. no" });
    const reason = "invalid_request_error.session_expired";
    expect(faultOfEnd({ because: "closed", code: 1_001, reason }).code).toBe("openai-session-expired");
    expect(faultOfEnd({ because: "closed", code: 1_000, reason: "" }).code).toBe("openai-connection-lost");
  });
});

describe("the tokens of a reply", () => {
  it("are counted apart by kind, or all as text where the server does not tell", () => {
    const usage = {
      ...{ input_tokens: 100, output_tokens: 50 },
      input_token_details: {
        ...{ text_tokens: 60, audio_tokens: 40, cached_tokens: 30 },
        cached_tokens_details: { text_tokens: 20, audio_tokens: 10 },
      },
      output_token_details: { text_tokens: 15, audio_tokens: 35 },
    };
    expect(usageOf(usage)).toEqual({
      ...{ inputTokens: 60, cachedTokens: 20, outputTokens: 15 },
      ...{ audioInputTokens: 40, cachedAudioInputTokens: 10, audioOutputTokens: 35 },
    });
    expect(usageOf({ input_tokens: 7, output_tokens: 3 })).toMatchObject({ inputTokens: 7, outputTokens: 3 });
    expect(Object.values(usageOf({ input_tokens: -7, output_tokens: "3" })).every((count) => count === 0)).toBe(true);
  });
});

/** OpenAI's realtime sessions over the twin: every trouble that a server can make. */
import type { LineTrouble } from "@offhook/twin-kit";
import { afterEach, describe, expect, it } from "vitest";
import { ask, endsOf, speakInto, typesOf } from "./heard-reply.ts";
import { aWhile, eventually } from "./heard-speech.ts";
import {
  ANSWER,
  callWith,
  closeCalls,
  ended,
  HEARD,
  PATIENT,
  QUESTION,
  SOUND,
  SPEECH,
} from "./openai-realtime-call.ts";

afterEach(closeCalls);

describe("a realtime session meets", () => {
  it.each([
    [{ type: "refuse", status: 401 }, "openai-key-refused", false],
    [{ type: "refuse", status: 402 }, "openai-quota-exhausted", false],
    [{ type: "refuse", status: 404 }, "openai-model-unknown", false],
    [{ type: "refuse", status: 429 }, "openai-rate-limited", true],
    [{ type: "refuse", status: 500 }, "openai-unavailable", true],
    [{ type: "refuse", status: 503 }, "openai-unavailable", true],
    [{ type: "refuse", status: 529 }, "openai-unavailable", true],
    [{ type: "silent" }, "openai-connect-late", true],
    [{ type: "stall", afterMessages: 0 }, "openai-connect-late", true],
    [{ type: "close", afterMessages: 2, code: 1_011 }, "openai-connection-lost", true],
    [
      { type: "close", afterMessages: 12, code: 1_001, reason: "invalid_request_error.session_expired" },
      "openai-session-expired",
      true,
    ],
    [{ type: "reset", afterMessages: 0 }, "openai-connection-lost", true],
    [{ type: "reset", afterMessages: 14 }, "openai-connection-lost", true],
    [{ type: "garbage", afterMessages: 1, text: "<html>502</html>" }, "openai-answer-malformed", false],
    [{ type: "garbage", afterMessages: 12 }, "openai-answer-malformed", false],
    [
      {
        type: "garbage",
        afterMessages: 12,
        text: '{"type":"response.output_audio.delta","response_id":"resp_1","item_id":"i","delta":"%%%"}',
      },
      ...["openai-answer-malformed", false],
    ],
    [
      { type: "garbage", afterMessages: 0, text: '{"type":"error","error":{"code":"invalid_api_key","message":"no"}}' },
      ...["openai-key-refused", false],
    ],
    [
      {
        type: "garbage",
        afterMessages: 1,
        text: '{"type":"error","error":{"code":"invalid_value","message":"voice"}}',
      },
      ...["openai-request-refused", false],
    ],
  ] as [LineTrouble, string, boolean][])("%j as %s, once, and its reply too", async (trouble, code, retryable) => {
    const timeouts = /s(ilen|tal)/.test(trouble.type) ? { ...PATIENT, connectMs: 300, sessionMs: 300 } : PATIENT;
    const call = await callWith({ timeouts }, { troubles: [trouble], answers: [ANSWER] });
    const heard = ask(call, QUESTION);
    await ended(heard);
    await eventually(() => call.faults.length).toBe(1);
    expect(call.faults[0]).toMatchObject({ code, retryable, provider: "openai/gpt-realtime-2.1" });
    expect(heard.events.at(-1)).toMatchObject({ fault: { code } });
    speakInto(call, SPEECH);
    await aWhile();
    expect([call.faults.length, endsOf(heard).length]).toEqual([1, 1]);
  });

  it("late and doubled events, and gives the same reply", async () => {
    for (const trouble of [{ type: "late", byMs: 100 }, { type: "double" }] as const) {
      const call = await callWith({}, { troubles: [trouble], answers: [ANSWER] });
      speakInto(call, SPEECH);
      const heard = ask(call, QUESTION);
      await ended(heard);
      await aWhile();
      expect(Buffer.from(heard.audio).equals(SOUND.audio)).toBe(true);
      expect([heard.text, endsOf(heard).length, call.faults]).toEqual([ANSWER, 1, []]);
      expect(call.heard.map(({ text }) => text)).toEqual([HEARD]);
    }
  });

  it("errors that change nothing, and goes on", async () => {
    const text =
      '{"type":"error","error":{"type":"invalid_request_error","code":"response_cancel_not_active","message":"?"}}';
    const call = await callWith({}, { troubles: [{ type: "garbage", afterMessages: 5, text }], answers: [ANSWER] });
    const heard = ask(call, QUESTION);
    await ended(heard);
    heard.reply.cancel();
    expect([heard.text, call.faults]).toEqual([ANSWER, []]);
  });

  it("a refusal to answer as that reply's fault", async () => {
    const text =
      '{"type":"error","error":{"code":"conversation_already_has_active_response","message":"?","event_id":"offhook_3"}}';
    const call = await callWith({}, { troubles: [{ type: "garbage", afterMessages: 4, text }], answers: [ANSWER] });
    const heard = ask(call, QUESTION);
    await ended(heard);
    expect(heard.events).toMatchObject([{ fault: { code: "openai-unavailable", retryable: true } }]);
    expect(call.faults).toEqual([]);
  });

  it("the end of the longest session", async () => {
    const call = await callWith({}, { sessionMs: 200 });
    await eventually(() => call.faults).toMatchObject([{ code: "openai-session-expired", retryable: true }]);
  });

  it.each([
    [{ apiKey: "sk-wrong-key" }, "openai-key-refused"],
    [{ apiKey: "", baseUrl: undefined }, "openai-key-missing"],
    [{ model: "gpt-9" }, "openai-model-unknown"],
    [{ voice: "nobody" }, "openai-request-refused"],
    [{ baseUrl: "nowhere" }, "openai-base-url-invalid"],
    [{ baseUrl: "http://127.0.0.1:9" }, "openai-connect-failed"],
  ])("%j, and reports %s and no key", async (options, code) => {
    const call = await callWith(options);
    const heard = ask(call, QUESTION);
    expect(heard.events).toEqual([]);
    await eventually(() => [call.faults[0]?.code, typesOf(heard)]).toEqual([code, ["fault"]]);
    expect(JSON.stringify([call.faults, heard.events])).not.toMatch(/sk-(wrong|secret)-key/);
  });
});

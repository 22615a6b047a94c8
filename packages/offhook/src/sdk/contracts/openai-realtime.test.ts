/** OpenAI's realtime sessions over the twin: what the vendor is told, what it believes, and what it does. */
import type { RealtimeAnswer } from "@offhook/twin-openai";
import { afterEach, describe, expect, it } from "vitest";
import { ask, endsOf, speakInto, typesOf } from "./heard-reply.ts";
import { aWhile, eventually } from "./heard-speech.ts";
import {
  ANSWER,
  callWith,
  closeCalls,
  conversationOf,
  ended,
  eventsOf,
  HEARD,
  KEY,
  PATIENT,
  QUESTION,
  SOUND,
  SPEECH,
  SPOKEN,
  sentOf,
} from "./openai-realtime-call.ts";

afterEach(closeCalls);

describe("a realtime session", () => {
  it("is the telephone's own sound both ways, with the vendor's turn detection off", async () => {
    const call = await callWith({ voice: "cedar" }, { answers: [ANSWER] });
    speakInto(call, SPEECH);
    const heard = ask(call, QUESTION);
    await ended(heard);
    expect(Buffer.from(heard.audio).equals(SOUND.audio)).toBe(true);
    const { query, headers, session } = call.twin.seenRealtime[0] ?? {};
    expect([String(query), headers?.authorization]).toEqual(["model=gpt-realtime-2.1", `Bearer ${KEY}`]);
    expect(headers?.["openai-beta"]).toBeUndefined();
    expect(session).toMatchObject({
      ...{
        instructions: "Answer briefly.",
        output_modalities: ["audio"],
        tools: [{ type: "function", name: "findOrder" }],
      },
      audio: {
        input: {
          ...{ format: { type: "audio/pcmu" }, turn_detection: null },
          transcription: { model: "gpt-transcribe", language: "en" },
        },
        output: { format: { type: "audio/pcmu" }, voice: "cedar" },
      },
    });
    const sound = eventsOf(call).flatMap(({ audio }) => (audio ? [Buffer.from(String(audio), "base64")] : []));
    expect(Buffer.concat(sound).equals(SPEECH)).toBe(true);
    expect(sentOf(call)).toEqual(["session.update", "input_audio_buffer.commit", "response.create"]);
    expect(conversationOf(call)).toEqual([`user: ${HEARD}`, `assistant: ${ANSWER}`]);
  });

  it("tells the caller's words where they began, though there was a pause among them", async () => {
    const call = await callWith({}, { answers: [ANSWER] });
    speakInto(call, SPEECH.subarray(0, 8_000), 60_000);
    speakInto(call, SPEECH.subarray(8_000), 61_150);
    await ended(ask(call, QUESTION));
    await eventually(() => call.heard.length).toBe(1);
    const endAudioMs = 60_150 + SPEECH.length / 8;
    expect(call.heard).toEqual([{ text: HEARD, startAudioMs: 60_000, endAudioMs, confidence: null }]);
  });

  it("counts text and sound apart, the cached ones among them", async () => {
    const call = await callWith({}, { answers: [ANSWER, "Fine."] });
    speakInto(call, SPEECH);
    const heard = ask(call, QUESTION);
    await ended(heard);
    speakInto(call, SPEECH, 10_000);
    const next = ask(call, QUESTION, { role: "assistant", content: ANSWER }, { role: "user", content: "Yes." });
    await ended(next);
    const [first, second] = [heard, next].map((one) => one.events.at(-1)) as unknown as { usage: object }[];
    const spokenTokens = Math.ceil(SPEECH.length / 8 / 100);
    const saidTokens = Math.ceil(SOUND.audio.length / 8 / 50);
    expect(first?.usage).toEqual({
      ...{ inputTokens: 0, cachedTokens: 0, outputTokens: Math.ceil(ANSWER.length / 4) },
      ...{ audioInputTokens: spokenTokens, cachedAudioInputTokens: 0, audioOutputTokens: saidTokens },
    });
    expect(second?.usage).toMatchObject({
      ...{ cachedTokens: Math.ceil(ANSWER.length / 4), cachedAudioInputTokens: spokenTokens + saidTokens },
      audioInputTokens: 2 * spokenTokens + saidTokens,
    });
  });

  it("stops a reply at once when it is cut, and the vendor believes what was heard and no more", async () => {
    const call = await callWith({}, { answers: [ANSWER.repeat(4), "Fine."] });
    const heard = ask(call, QUESTION);
    await eventually(() => heard.audio.length).toBeGreaterThan(12_000);
    heard.reply.cancel();
    const receivedMs = heard.audio.length / 8;
    heard.reply.heard(1_150);
    const words = ANSWER.split(" ").filter((_, index) => (SOUND.words[index]?.endMs ?? 0) <= 1_150);
    await eventually(() => conversationOf(call)).toEqual([
      `user: ${QUESTION.content}`,
      `assistant: ${words.join(" ")}`,
    ]);
    expect(words.length).toBeGreaterThan(2);
    expect(sentOf(call).slice(-2)).toEqual(["response.cancel", "conversation.item.truncate"]);
    expect(eventsOf(call).at(-1)).toMatchObject({ content_index: 0, audio_end_ms: 1_150 });
    await aWhile();
    expect(heard.audio.length / 8).toBe(receivedMs);
    const next = ask(
      call,
      QUESTION,
      { role: "assistant", content: words.join(" ") },
      { role: "user", content: "And?" },
    );
    await ended(next);
    expect(conversationOf(call)).toEqual([
      ...[`user: ${QUESTION.content}`, `assistant: ${words.join(" ")}`, "user: And?", "assistant: Fine."],
    ]);
  });

  it("does not ask for a cut beyond what has come, nor for one at the very end", async () => {
    const call = await callWith({}, { answers: [ANSWER.repeat(4), ANSWER] });
    const first = ask(call, QUESTION);
    await eventually(() => first.audio.length).toBeGreaterThan(3_000);
    const receivedMs = Math.floor(first.audio.length / 8);
    first.reply.heard(60_000);
    await eventually(() => eventsOf(call).at(-1)?.audio_end_ms).toBe(receivedMs);
    const said = { role: "assistant", content: ANSWER.split(" ")[0] ?? "" } as const;
    const second = ask(call, QUESTION, said, { role: "user", content: "And?" });
    await ended(second);
    second.reply.heard(SOUND.audio.length / 8);
    await aWhile();
    expect(sentOf(call).filter((type) => type === "conversation.item.truncate").length).toBe(1);
  });

  it("thinks ahead without a trace: what was called off is taken back, all of the caller's sound stays", async () => {
    const call = await callWith({}, { answers: ["Did you mean", ANSWER] });
    speakInto(call, SPEECH.subarray(0, 6_000));
    const early = ask(call, { role: "user", content: "" });
    await eventually(() => early.audio.length).toBeGreaterThan(0);
    speakInto(call, SPEECH.subarray(6_000), 750);
    early.reply.cancel();
    const heard = ask(call, { role: "user", content: "" });
    await ended(heard);
    expect(heard.text).toBe(ANSWER);
    expect(conversationOf(call)).toEqual([`user: ${HEARD}`, `user: ${HEARD}`, `assistant: ${ANSWER}`]);
    expect(endsOf(early)).toEqual([]);
  });

  it("waits for the end of the reply before, and gives up on a vendor that never ends it", async () => {
    const call = await callWith(
      {},
      { answers: [ANSWER.repeat(4), ANSWER], latencies: { ...SPOKEN, eventMs: () => 30 } },
    );
    const first = ask(call, QUESTION);
    await eventually(() => first.audio.length).toBeGreaterThan(0);
    const second = ask(call, QUESTION);
    await ended(second);
    expect(first.events.at(-1)).toMatchObject({ fault: { code: "openai-reply-superseded" } });
    expect(second.text).toBe(ANSWER);
    expect(call.faults).toEqual([]);

    const stuck = await callWith(
      { timeouts: { ...PATIENT, cancelledMs: 200 } },
      { troubles: [{ type: "stall", afterMessages: 12 }], answers: [ANSWER] },
    );
    const hung = ask(stuck, QUESTION);
    await eventually(() => hung.events.length).toBeGreaterThan(0);
    const waiting = ask(stuck, QUESTION);
    await ended(waiting);
    expect(waiting.events).toMatchObject([{ fault: { code: "openai-stalled" } }]);
    expect(stuck.faults).toMatchObject([{ code: "openai-stalled", provider: "openai/gpt-realtime-2.1" }]);
  });

  it("drops a reply that waits and is called off, and never asks for it", async () => {
    const call = await callWith({}, { answers: [ANSWER.repeat(4), ANSWER] });
    const first = ask(call, QUESTION);
    await eventually(() => first.audio.length).toBeGreaterThan(0);
    const second = ask(call, QUESTION);
    second.reply.cancel();
    await aWhile();
    expect(sentOf(call).filter((type) => type === "response.create").length).toBe(1);
    expect(typesOf(second)).toEqual([]);
  });

  it("tells only what has changed of its settings", async () => {
    const call = await callWith({}, { answers: ["One.", "Two.", "Three."] });
    const respond = (content: string, names: readonly string[]) => {
      const tools = names.map((name) => ({ name, description: "d", parameters: { type: "object", properties: {} } }));
      return new Promise<void>((resolve, reject) => {
        const sink = { text() {}, audio() {}, toolCall() {}, done: () => resolve(), fault: reject };
        const messages = [{ role: "system", content } as const, QUESTION];
        call.session.respond({ messages, tools, maxOutputTokens: 400 }, sink);
      });
    };
    await respond("Answer in verse.", ["findOrder"]);
    await respond("Answer in verse.", ["findOrder", "transfer"]);
    const updates = eventsOf(call)
      .filter(({ type }) => type === "session.update")
      .map(({ session }) => session as Record<string, unknown>);
    expect(updates.length).toBe(3);
    expect(Object.keys(updates[1] ?? {})).toContain("instructions");
    expect(Object.keys(updates[2] ?? {})).toEqual(["type", "tools"]);
    expect(call.twin.seenRealtime[0]?.session).toMatchObject({ instructions: "Answer in verse." });
    // A limit counts sound as well: 400 tokens of text are some 100 seconds of it.
    expect(eventsOf(call).at(-1)).toMatchObject({ type: "response.create", response: { max_output_tokens: 2_400 } });
  });

  it("is renewed before it ends, when nobody speaks: the next connection is told what was said", async () => {
    const call = await callWith({ renewAfterMs: 150 }, { answers: [ANSWER, "Fine."] });
    const heard = ask(call, QUESTION);
    await ended(heard);
    await eventually(() => call.twin.seenRealtime[1]?.session.instructions).toBe("Answer briefly.");
    await eventually(() => call.twin.seenRealtime[0]?.closedWith).toBe(1_000);
    const next = ask(call, QUESTION, { role: "assistant", content: ANSWER }, { role: "user", content: "Yes." });
    await ended(next);
    heard.reply.heard(10);
    const socket = call.twin.seenRealtime.findIndex(({ texts }) => texts.some((text) => text.includes("Yes.")));
    expect(conversationOf(call, socket)).toEqual([
      ...[`user: ${QUESTION.content}`, `assistant: ${ANSWER}`, "user: Yes.", "assistant: Fine."],
    ]);
    expect([call.faults, call.opened]).toEqual([[], 1]);
    call.session.close();
  });
});

describe("a realtime reply", () => {
  it.each([
    [
      { text: ANSWER, endsAs: "max_output_tokens" },
      { type: "done", because: "length" },
    ],
    [
      { text: ANSWER, endsAs: "content_filter" },
      { type: "done", because: "content-filter" },
    ],
    [{ text: ANSWER, endsAs: { failed: "rate_limit_exceeded" } }, { fault: { code: "openai-rate-limited" } }],
    [{ text: ANSWER, endsAs: { failed: "insufficient_quota" } }, { fault: { code: "openai-quota-exhausted" } }],
    [{ text: ANSWER, endsAs: { failed: "odd" } }, { fault: { code: "openai-unavailable", retryable: true } }],
    [{}, { type: "done", because: "stop" }],
  ] as [RealtimeAnswer, object][])("that goes %j ends as %j", async (answer, end) => {
    const call = await callWith({}, { answers: [answer] });
    const heard = ask(call, QUESTION);
    await ended(heard);
    expect(heard.events.at(-1)).toMatchObject(end);
    expect(heard.text).toBe(answer.text ?? "");
    expect(call.faults).toEqual([]);
  });

  it("that does not begin, or stops in the middle, ends by its own deadline, and the session goes on", async () => {
    for (const [answer, code] of [
      [{ hangs: true }, "openai-late"],
      [{ text: ANSWER, betweenReplyMs: 900 }, "openai-stalled"],
    ] as const) {
      const call = await callWith(
        { timeouts: { ...PATIENT, firstMs: 400, stallMs: 400 } },
        { answers: [answer, "Fine."] },
      );
      const heard = ask(call, QUESTION);
      await ended(heard);
      expect(heard.events.at(-1)).toMatchObject({ fault: { code, retryable: true } });
      const next = ask(call, QUESTION);
      await ended(next);
      expect([next.text, call.faults]).toEqual(["Fine.", []]);
      expect(sentOf(call).filter((type) => type === "response.cancel").length).toBe(1);
    }
  });

  it("may speak and call a tool in one", async () => {
    const calls = [{ id: "call_1", name: "findOrder", arguments: { orderNumber: "7" } }];
    const call = await callWith({}, { answers: [{ text: "I will look.", calls }, "It is on its way."] });
    const heard = ask(call, QUESTION);
    await ended(heard);
    expect(heard.text).toBe("I will look.");
    expect(heard.events.at(-1)).toMatchObject({ because: "tool-calls" });
    const toolCalls = [{ id: "call_1", name: "findOrder", argumentsJson: '{"orderNumber":"7"}' }];
    expect(heard.events).toContainEqual({ type: "tool-call", call: toolCalls[0] });
    const next = ask(...[call, QUESTION, { role: "assistant", content: "I will look.", toolCalls } as const], {
      role: "tool",
      toolCallId: "call_1",
      content: '{"state":"sent"}',
    });
    await ended(next);
    expect(conversationOf(call)).toEqual([
      ...[`user: ${QUESTION.content}`, "assistant: I will look.", "function_call", "function_call_output"],
      "assistant: It is on its way.",
    ]);
  });
});

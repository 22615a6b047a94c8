/** Gemini Live's connections over the twin: ended by the vendor every ten minutes, lost, refused, broken in every way. */
import type { ModelMessage } from "@offhook/engine/ports";
import { type GeminiLiveOptions, geminiLive, realtimeFromChoice } from "@offhook/provider-google";
import { LiveTwin, type LiveTwinOptions, NO_LIVE_LATENCIES } from "@offhook/twin-google";
import { type LineTrouble, type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { ask, endsOf, type HeardReply, openSession, speakInto } from "./heard-reply.ts";
import { aWhile, eventually } from "./heard-speech.ts";

const KEY = "gk-secret-key";
const WORDS = "When are you open on Saturday?";
const SPEECH = tonalSpeech(WORDS).audio;
const ANSWER = "We are open until noon.";
const LONG = `${ANSWER} `.repeat(6).trim();
const PATIENT = { connectMs: 10_000, firstAudioMs: 10_000, stallMs: 10_000 };
/** Slow enough to be interrupted. */
const SPOKEN = { ...NO_LIVE_LATENCIES, firstReplyMs: () => 5, betweenReplyMs: () => 10 };

const user = (content: string): ModelMessage => ({ role: "user", content });
const agent = (content: string): ModelMessage => ({ role: "assistant", content });

const opened: ServedTwin[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

async function callWith(
  troubles: readonly (LineTrouble | null)[] = [],
  options: Partial<GeminiLiveOptions> = {},
  twinOptions: LiveTwinOptions = {},
) {
  const twin = new LiveTwin({ apiKey: KEY, latencies: SPOKEN, waitsForPlayback: false, ...twinOptions });
  const served = await serveSocketTwin(twin.says(...Array<string>(9).fill(WORDS)).next(...troubles));
  opened.push(served);
  const call = openSession(geminiLive({ apiKey: KEY, baseUrl: served.baseUrl, timeouts: PATIENT, ...options }));
  const believed = (socket: number): string[] =>
    (twin.seen[socket]?.conversation ?? []).map((turn) => ("text" in turn ? `${turn.role}: ${turn.text}` : "a call"));
  /** Given with every turn's end; until then there is nothing to come back by. */
  const remembered = (socket = 0) =>
    eventually(() => believed(socket).at(-1)?.startsWith("model") === true)
      .toBe(true)
      .then(() => aWhile(30));
  return Object.assign(call, { twin, served, believed, remembered });
}

const ended = (heard: HeardReply) => eventually(() => endsOf(heard).length).toBe(1);
const faultOf = (heard: HeardReply) => heard.events.find((event) => event.type === "fault")?.fault;

async function answered() {
  const call = await callWith();
  call.twin.replies("Hello Ann.");
  await ended(ask(call, user("I am Ann.")));
  await call.remembered();
  return call;
}

const BEFORE = [user("I am Ann."), agent("Hello Ann.")];
const KNOWN = ["user: I am Ann.", "model: Hello Ann."];

describe("a connection", () => {
  it("that will be ended is changed for another between two turns, and nobody notices", async () => {
    const call = await answered();
    call.twin.goAway();
    await eventually(() => call.twin.seen.length).toBe(2);
    await eventually(() => call.twin.seen[0]?.closedWith).toBe(1_000);
    call.twin.replies(ANSWER);
    speakInto(call, SPEECH);
    const heard = ask(call, ...BEFORE, user(""));
    await ended(heard);
    expect([heard.text, call.opened, call.faults]).toEqual([ANSWER, 1, []]);
    expect(call.believed(1)).toEqual([...KNOWN, `user: ${WORDS}`, `model: ${ANSWER}`]);
  });

  it("is not changed while the caller speaks or an answer is made", async () => {
    const call = await answered();
    call.twin.replies(LONG);
    speakInto(call, SPEECH);
    call.twin.goAway();
    await aWhile(30);
    const heard = ask(call, ...BEFORE, user(""));
    await eventually(() => heard.audio.length).toBeGreaterThan(0);
    expect(call.twin.seen).toHaveLength(1);
    await ended(heard);
    await eventually(() => call.twin.seen.length).toBe(2);
    expect([heard.text, call.faults]).toEqual([LONG, []]);
    // By the handle that came with the answer's end, not by the one before.
    await eventually(() => call.believed(1)).toEqual([...KNOWN, `user: ${WORDS}`, `model: ${LONG}`]);
  });

  it("lost between two turns is made anew, and nobody notices", async () => {
    const call = await answered();
    call.twin.cut();
    call.twin.replies(ANSWER);
    const heard = ask(call, ...BEFORE, user("And now?"));
    await ended(heard);
    expect([heard.text, call.opened, call.faults]).toEqual([ANSWER, 1, []]);
    expect(call.believed(1)).toEqual([...KNOWN, "user: And now?", `model: ${ANSWER}`]);
  });

  it("lost with a question on it is asked again, with all that was said", async () => {
    const call = await answered();
    call.twin.replies(ANSWER);
    speakInto(call, SPEECH);
    await aWhile(30);
    call.twin.cut();
    const heard = ask(call, ...BEFORE, user(""));
    await ended(heard);
    expect([heard.text, call.faults]).toEqual([ANSWER, []]);
    expect(call.twin.seen[1]?.conversation[2]).toMatchObject({ role: "user", audioMs: SPEECH.length / 8 });
  });

  it("lost while the caller speaks brings all of the speech to the next one", async () => {
    const call = await answered();
    speakInto(call, SPEECH.subarray(0, 8_000));
    await eventually(() => call.twin.seen[0]?.texts.filter((text) => text.includes('"audio"')).length).toBeGreaterThan(
      20,
    );
    call.twin.cut();
    await aWhile(10);
    for (let at = 8_000; at < SPEECH.length; at += 160) call.session.push(SPEECH.subarray(at, at + 160), at / 8);
    const heard = ask(call, ...BEFORE, user(""));
    await ended(heard);
    expect(call.twin.seen[1]?.conversation[2]).toMatchObject({ role: "user", audioMs: SPEECH.length / 8 });
    expect([endsOf(heard)[0]?.type, call.faults]).toEqual(["done", []]);
  });

  it("lost in mid-answer fails that answer alone, and the next one knows what was asked and heard", async () => {
    const call = await answered();
    call.twin.replies(LONG, "Goodbye.");
    speakInto(call, SPEECH);
    const heard = ask(call, ...BEFORE, user(""));
    await eventually(() => heard.text.length).toBeGreaterThan(10);
    call.twin.cut();
    await ended(heard);
    expect(faultOf(heard)).toMatchObject({ code: "google-connection-lost", retryable: true });
    const next = ask(call, ...BEFORE, user(WORDS), agent("We are open"), user("Thanks."));
    await ended(next);
    expect([next.text, call.faults]).toEqual(["Goodbye.", []]);
    const told = [`user: ${WORDS}`, "model: We are open", "user: Thanks.", "model: Goodbye."];
    expect(call.believed(1)).toEqual([...KNOWN, ...told]);
  });

  it("that cannot be made anew twice ends the session, once", async () => {
    const call = await answered();
    call.twin.next({ type: "refuse", status: 503 }, { type: "close", afterMessages: 0, code: 1_011 });
    call.twin.cut();
    const heard = ask(call, ...BEFORE, user("And now?"));
    await ended(heard);
    expect(faultOf(heard)).toMatchObject({ code: "google-unavailable", retryable: true });
    await aWhile();
    expect(call.faults).toHaveLength(1);
    expect(call.twin.seen).toHaveLength(3);
  });

  it("that fails once more and then holds is as good as any", async () => {
    const call = await answered();
    call.twin.next({ type: "refuse", status: 503 }).replies(ANSWER);
    call.twin.cut();
    const heard = ask(call, ...BEFORE, user("And now?"));
    await ended(heard);
    expect([heard.text, call.faults]).toEqual([ANSWER, []]);
  });

  it("without anything to come back by is lost with the session", async () => {
    const call = await callWith();
    await eventually(() => call.opened).toBe(1);
    call.twin.cut();
    await eventually(() => call.faults).toMatchObject([{ code: "google-connection-lost", retryable: true }]);
    expect(call.twin.seen).toHaveLength(1);
  });
});

const close = (afterMessages: number, code: number, reason = ""): LineTrouble => ({
  ...{ type: "close", afterMessages, code, reason },
});

describe("a session meets", () => {
  it.each([
    [{ type: "refuse", status: 400 }, "key-refused", false],
    [{ type: "refuse", status: 401 }, "key-refused", false],
    [{ type: "refuse", status: 402 }, "quota-exhausted", false],
    [{ type: "refuse", status: 403 }, "not-allowed", false],
    [{ type: "refuse", status: 404 }, "model-unknown", false],
    [{ type: "refuse", status: 429 }, "rate-limited", true],
    [{ type: "refuse", status: 500 }, "unavailable", true],
    [{ type: "refuse", status: 503 }, "unavailable", true],
    [{ type: "refuse", status: 529 }, "unavailable", true],
    [{ type: "silent" }, "connect-late", true],
    [{ type: "stall", afterMessages: 0 }, "connect-late", true],
    [{ type: "stall", afterMessages: 1 }, "late", true],
    [{ type: "stall", afterMessages: 4 }, "stalled", true],
    [close(0, 1_007, "Invalid JSON payload received."), "request-refused", false],
    [close(0, 1_008, "models/x is not found for API version v1beta"), "model-unknown", false],
    [close(0, 1_008, "API key expired."), "key-refused", false],
    [close(1, 1_011, "You exceeded your current quota."), "quota-exhausted", false],
    [close(4, 1_011, "Internal error encountered."), "unavailable", true],
    [close(4, 1_007, "Request contains an invalid argument."), "connection-lost", true],
    [close(4, 1_008, "The operation was aborted."), "connection-lost", true],
    [close(1, 1_000), "connection-lost", true],
    [{ type: "reset", afterMessages: 0 }, "connection-lost", true],
    [{ type: "reset", afterMessages: 4 }, "connection-lost", true],
    [{ type: "garbage", afterMessages: 0, text: "<html>502</html>" }, "answer-malformed", false],
    [{ type: "garbage", afterMessages: 4 }, "answer-malformed", false],
  ] as [LineTrouble, string, boolean][])("%j as %s, once", async (trouble, code, retryable) => {
    const isSilent = trouble.type === "silent" || trouble.type === "stall";
    const short = { connectMs: 300, firstAudioMs: 500, stallMs: 500 };
    const call = await callWith([trouble], isSilent ? { timeouts: short } : {});
    call.twin.replies(LONG);
    const heard = ask(call, user(WORDS));
    await ended(heard);
    await eventually(() => call.faults.length).toBe(1);
    for (const fault of [faultOf(heard), call.faults[0]]) {
      expect(fault).toMatchObject({ code: `google-${code}`, retryable, provider: "google/gemini-3.8-live" });
    }
    speakInto(call, SPEECH);
    const after = ask(call, user(WORDS));
    expect(after.events).toEqual([]);
    await ended(after);
    await aWhile();
    expect([call.faults.length, endsOf(heard).length, endsOf(after).length]).toEqual([1, 1, 1]);
    call.session.close();
  });

  it("a tool call and the turn's end in one message, and whoever asks on within it", async () => {
    const toolCall = { functionCalls: [{ id: "c1", name: "findOrder", args: {} }] };
    const text = JSON.stringify({ toolCall, serverContent: { turnComplete: true } });
    const call = await callWith([{ type: "garbage", afterMessages: 2, text }]);
    call.twin.replies(ANSWER);
    const called: ModelMessage = {
      ...{ role: "assistant", content: "" },
      toolCalls: [{ id: "c1", name: "findOrder", argumentsJson: "{}" }],
    };
    const next: HeardReply[] = [];
    const nothing = () => {};
    call.session.respond(
      { messages: [user(WORDS)], tools: [], maxOutputTokens: 400 },
      {
        ...{ text: nothing, audio: nothing, toolCall: nothing, fault: nothing },
        done: () => {
          next.push(ask(call, user(WORDS), called, { role: "tool", toolCallId: "c1", content: "found" }));
        },
      },
    );
    await eventually(() => next.length).toBe(1);
    // The twin knows of no such call and goes on with what it was saying.
    await eventually(() => next[0]?.text).toContain("noon");
    expect(call.faults).toEqual([]);
  });

  it("late and doubled messages, and answers all the same", async () => {
    const late = await callWith([{ type: "late", byMs: 150 }]);
    late.twin.replies(ANSWER);
    const heard = ask(late, user(WORDS));
    await ended(heard);
    expect(heard.text).toBe(ANSWER);
    const doubled = await callWith([{ type: "double" }]);
    for (const _ of [1, 2]) {
      const twice = ask(doubled, user(WORDS));
      await ended(twice);
      expect(endsOf(twice)[0]?.type).toBe("done");
    }
    expect([late.faults, doubled.faults]).toEqual([[], []]);
  });

  it("a refusal of the vendor's own to speak, and says so", async () => {
    const call = await callWith();
    call.twin.replies({ text: "I", endsBecause: "PROHIBITED_INPUT_CONTENT" });
    const heard = ask(call, user(WORDS));
    await ended(heard);
    expect(endsOf(heard)[0]).toMatchObject({ type: "done", because: "content-filter" });
  });

  it("a wrong key, and never repeats it", async () => {
    const call = await callWith([], { apiKey: "gk-wrong-key" });
    await eventually(() => call.faults[0]?.code).toBe("google-key-refused");
    expect(JSON.stringify(call.faults)).not.toContain("gk-wrong-key");
  });

  it("an address that is none, and no key at all, but not from within the call that asks", async () => {
    const nowhere = openSession(geminiLive({ apiKey: KEY, baseUrl: "nowhere" }));
    const keyless = openSession(realtimeFromChoice({ id: "gemini-3.8-live" }, {}));
    const heard = ask(keyless, user(WORDS));
    expect([nowhere.faults, keyless.faults, heard.events]).toEqual([[], [], []]);
    await eventually(() => nowhere.faults[0]?.code).toBe("google-base-url-invalid");
    expect(keyless.faults).toMatchObject([{ code: "google-key-missing" }]);
    expect(faultOf(heard)).toMatchObject({ code: "google-key-missing" });
  });

  it("the end of the call in mid-opening and in mid-answer, and says nothing after it", async () => {
    const opening = await callWith([{ type: "refuse", status: 500 }]);
    opening.session.close();
    const call = await callWith();
    call.twin.replies(LONG);
    const heard = ask(call, user(WORDS));
    await eventually(() => heard.audio.length).toBeGreaterThan(0);
    call.session.close();
    const { length } = heard.events;
    await aWhile();
    expect([opening.opened, opening.faults, heard.events.length, call.faults]).toEqual([0, [], length, []]);
    await eventually(() => call.twin.seen[0]?.closedWith).toBe(1_000);
  });
});

describe("an assistant's choice", () => {
  it("names the model and the voice, and finds key and address in the environment", async () => {
    const { served, twin } = await callWith();
    const choice = { provider: "google", id: "gemini-3.8-live-extended-thinking", voice: "Puck" };
    const environment = { GEMINI_API_KEY: KEY, GEMINI_BASE_URL: served.baseUrl };
    const model = realtimeFromChoice(choice, environment);
    expect(model.id).toBe("google/gemini-3.8-live-extended-thinking");
    const call = openSession(model);
    await eventually(() => call.opened).toBe(1);
    expect(JSON.stringify(twin.seen.at(-1)?.setup)).toContain("Puck");
    call.session.close();
  });
});

describe("whatever a server says", () => {
  const content = fc.record(
    {
      modelTurn: fc.oneof(fc.json(), fc.record({ parts: fc.array(fc.record({ inlineData: fc.json() })) })),
      turnComplete: fc.boolean(),
      interrupted: fc.boolean(),
      outputTranscription: fc.oneof(fc.json(), fc.record({ text: fc.string() })),
    },
    { requiredKeys: [] },
  );
  const toolCall = fc.record({ functionCalls: fc.array(fc.record({ id: fc.string(), name: fc.string() })) });
  const messages = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ serverContent: content }, { requiredKeys: [] }).map((one) => JSON.stringify(one)),
    fc.record({ toolCall, usageMetadata: fc.json() }).map((one) => JSON.stringify(one)),
  );

  it("ends in an answer or in one named fault, and never throws", async () => {
    await fc.assert(
      fc.asyncProperty(messages, fc.integer({ min: 0, max: 4 }), async (text, afterMessages) => {
        const trouble: LineTrouble = { type: "garbage", afterMessages, text: text || "x" };
        const call = await callWith([trouble], { timeouts: { connectMs: 250, firstAudioMs: 250, stallMs: 250 } });
        call.twin.replies(ANSWER);
        const heard = ask(call, user(WORDS));
        await eventually(() => endsOf(heard).length).toBeGreaterThan(0);
        expect(endsOf(heard)).toHaveLength(1);
        expect(call.faults.length).toBeLessThanOrEqual(1);
        for (const { code } of call.faults) expect(code).toMatch(/^google-/);
        call.session.close();
        await opened.pop()?.close();
      }),
      { numRuns: 40 },
    );
  });
});

/** Gemini Live over the twin: what the vendor is sent, what it believes, and whose turn its sound belongs to. */
import type { ModelMessage } from "@offhook/engine/ports";
import { type GeminiLiveOptions, geminiLive } from "@offhook/provider-google";
import { LiveTwin, type LiveTwinOptions, NO_LIVE_LATENCIES } from "@offhook/twin-google";
import { type LineTrouble, type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterEach, describe, expect, it } from "vitest";
import { ask, endsOf, type HeardReply, openSession, speakInto } from "./heard-reply.ts";
import { aWhile, eventually } from "./heard-speech.ts";

const KEY = "gk-secret-key";
const WORDS = "When are you open on Saturday?";
const SPEECH = tonalSpeech(WORDS).audio;
const SPEECH_MS = SPEECH.length / 8;
const ANSWER = "We are open until noon.";
const ANSWER_MS = tonalSpeech(ANSWER).audio.length / 8;
const PATIENT = { connectMs: 10_000, firstAudioMs: 10_000, stallMs: 10_000 };
/** Slow enough to be interrupted. */
const SPOKEN = { ...NO_LIVE_LATENCIES, firstReplyMs: () => 5, betweenReplyMs: () => 10 };
const LONG = `${ANSWER} `.repeat(6).trim();

const user = (content: string): ModelMessage => ({ role: "user", content });
const agent = (content: string): ModelMessage => ({ role: "assistant", content });

const opened: ServedTwin[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

async function callWith(
  twinOptions: LiveTwinOptions = {},
  options: Partial<GeminiLiveOptions> = {},
  troubles: readonly (LineTrouble | null)[] = [],
) {
  const twin = new LiveTwin({ apiKey: KEY, latencies: SPOKEN, waitsForPlayback: false, ...twinOptions });
  const served = await serveSocketTwin(twin.next(...troubles));
  opened.push(served);
  const call = openSession(geminiLive({ apiKey: KEY, baseUrl: served.baseUrl, timeouts: PATIENT, ...options }));
  const seen = (socket = 0) => {
    const one = twin.seen[socket];
    if (!one) throw new Error("No such socket");
    return one;
  };
  /** What was sent, by its names; sound left out. */
  const sent = (socket = 0): string[] =>
    (twin.seen[socket]?.texts ?? []).flatMap((text) => {
      const [[name, value] = ["", {}]] = Object.entries(JSON.parse(text) as Record<string, object>);
      const [inner] = name === "realtimeInput" ? Object.keys(value) : [name];
      return inner === undefined || inner === "audio" ? [] : [inner];
    });
  const believed = (socket = 0): string[] =>
    (twin.seen[socket]?.conversation ?? []).map((turn) =>
      "text" in turn
        ? `${turn.role}: ${turn.text}`
        : "call" in turn
          ? `call: ${turn.call.name}`
          : `result: ${turn.result.id}`,
    );
  return Object.assign(call, { twin, served, seen, sent, believed });
}

const ended = (heard: HeardReply) => eventually(() => endsOf(heard).length).toBe(1);
const endOf = (heard: HeardReply) => endsOf(heard)[0];
const spoke = (heard: HeardReply) => eventually(() => heard.audio.length).toBeGreaterThan(0);

describe("a live session", () => {
  it("is set up before anything else, with the turns left to us, and keeps what is said meanwhile", async () => {
    const call = await callWith({ latencies: { ...SPOKEN, setupMs: () => 150 } }, { voice: "Puck" });
    call.twin.says(WORDS).replies(ANSWER);
    speakInto(call, SPEECH, 60_000);
    const heard = ask(call, user(""));
    await eventually(() => call.sent()).toEqual(["setup"]);
    expect(call.opened).toBe(0);
    await ended(heard);
    expect(call.sent()).toEqual(["setup", "activityStart", "activityEnd"]);
    expect(call.opened).toBe(1);
    const { query, setup, conversation } = call.seen();
    expect(query.get("key")).toBe(KEY);
    expect(setup).toMatchObject({
      model: "models/gemini-3.8-live",
      generationConfig: { responseModalities: ["AUDIO"] },
      realtimeInputConfig: { automaticActivityDetection: { disabled: true } },
      ...{ inputAudioTranscription: {}, outputAudioTranscription: {}, sessionResumption: {} },
      contextWindowCompression: { slidingWindow: {} },
      tools: [{ functionDeclarations: [{ name: "findOrder", behavior: "BLOCKING" }] }],
    });
    expect(JSON.stringify(setup)).toContain('"voiceName":"Puck"');
    expect(JSON.stringify(setup)).toContain("Answer briefly.");
    expect(conversation[0]).toMatchObject({ role: "user", text: WORDS, audioMs: SPEECH_MS });
    expect(call.seen().strayMs).toBe(0);
  });

  it.each([false, true])(
    "speaks at the telephone's rate, every word and all of the sound (binary: %s)",
    async (binary) => {
      const call = await callWith({ binary });
      call.twin.replies(ANSWER);
      speakInto(call, SPEECH);
      const heard = ask(call, user(WORDS));
      await ended(heard);
      expect(heard.text).toBe(ANSWER);
      expect(heard.audio.length / 8).toBeCloseTo(ANSWER_MS, 0);
      expect(endOf(heard)).toMatchObject({ type: "done", because: "stop" });
      call.session.close();
      await eventually(() => call.seen().closedWith).toBe(1_000);
    },
  );

  it("ends a reply when it is made, not when it would have been heard, and counts it with the next", async () => {
    const call = await callWith({ waitsForPlayback: true, latencies: NO_LIVE_LATENCIES });
    call.twin.replies(ANSWER, "Bye.");
    const first = ask(call, user(WORDS));
    await ended(first);
    expect(call.seen().conversation).toHaveLength(1);
    expect(endOf(first)).toMatchObject({ usage: { audioOutputTokens: 0, inputTokens: 0 } });
    await eventually(() => call.believed()).toContain(`model: ${ANSWER}`);
    const second = ask(call, user(WORDS), agent(ANSWER), user("Thanks."));
    await ended(second);
    const tokens = Math.ceil((ANSWER_MS / 1_000) * 25);
    expect(endOf(second)).toMatchObject({ usage: { audioOutputTokens: tokens, outputTokens: 0 } });
  });

  it("counts its tokens by what they are of", async () => {
    const call = await callWith({ latencies: NO_LIVE_LATENCIES });
    speakInto(call, SPEECH);
    const heard = ask(call, user(WORDS));
    await ended(heard);
    const usage = { audioInputTokens: Math.ceil((SPEECH_MS / 1_000) * 25), cachedTokens: 0 };
    expect(endOf(heard)).toMatchObject({ usage });
  });

  it("does not count what was called off: that was counted as wasted then", async () => {
    const call = await callWith({ latencies: { ...NO_LIVE_LATENCIES, firstReplyMs: () => 40 } });
    call.twin.replies(LONG, ANSWER);
    const wasted = ask(call, user(WORDS));
    await eventually(() => call.sent()).toContain("clientContent");
    wasted.reply.cancel();
    await eventually(() => call.believed()).toContain(`model: ${LONG}`);
    const heard = ask(call, user(WORDS));
    await ended(heard);
    expect(endOf(heard)).toMatchObject({ usage: { audioOutputTokens: Math.ceil((ANSWER_MS / 1_000) * 25) } });
  });

  it("tells the caller's words once, where they stood, though the server never says that they are whole", async () => {
    const call = await callWith({ latencies: { ...SPOKEN, transcriptMs: () => 400, firstReplyMs: () => 20_000 } });
    call.twin.says(WORDS);
    speakInto(call, SPEECH, 9_000);
    ask(call, user(""));
    await eventually(() => call.heard).toEqual([
      { text: WORDS, startAudioMs: 9_000, endAudioMs: 9_000 + Math.round(SPEECH_MS), confidence: null },
    ]);
  });
});

describe("the caller", () => {
  it("who coughs while an answer is made does not cut it off, and is heard all the same", async () => {
    const call = await callWith();
    call.twin.replies(LONG, "Yes?");
    const heard = ask(call, user(WORDS));
    await spoke(heard);
    speakInto(call, SPEECH, 5_000);
    expect(call.sent()).not.toContain("activityStart");
    await ended(heard);
    expect([heard.text, endOf(heard)?.type]).toEqual([LONG, "done"]);
    await eventually(() => call.sent()).toContain("activityStart");
    const next = ask(call, user(WORDS), agent(LONG), user("Hello?"));
    await ended(next);
    expect(next.text).toBe("Yes?");
    expect(call.sent()).toEqual(["setup", "clientContent", "activityStart", "activityEnd"]);
  });

  it("who interrupts is heard at once, and nothing of the old answer comes after that", async () => {
    const call = await callWith({ waitsForPlayback: true });
    call.twin.replies(LONG, "Yes?");
    const heard = ask(call, user(WORDS));
    await spoke(heard);
    speakInto(call, SPEECH, 5_000);
    heard.reply.cancel();
    const { length } = heard.events;
    await eventually(() => call.sent()).toContain("activityStart");
    const next = ask(call, user(WORDS), agent("We are"), user(""));
    await ended(next);
    expect(next.text).toBe("Yes?");
    expect(heard.events.length).toBe(length);
    expect(call.believed().at(1)).not.toContain("noon. We");
  });

  it.each([false, true])("who only paused is answered once, to the whole (quiet interruptions: %s)", async (quiet) => {
    const call = await callWith({ quietInterruptions: quiet, latencies: { ...SPOKEN, firstReplyMs: () => 150 } });
    call.twin.replies("To the half.", "To the other half.", "To the whole.");
    for (const part of [0, 1]) {
      speakInto(call, SPEECH, part * 5_000);
      const early = ask(call, user(""));
      await eventually(() => call.sent().filter((name) => name === "activityEnd").length).toBe(part + 1);
      speakInto(call, SPEECH, part * 5_000 + 2_500);
      early.reply.cancel();
      // Who speaks on does so for a while.
      await aWhile(260);
      expect(early.events).toEqual([]);
    }
    const whole = ask(call, user("All of it."));
    await ended(whole);
    expect(whole.text).toBe("To the whole.");
  });

  it("whose sound trails into the pause is heard with the next word, and nothing is sent outside of speech", async () => {
    const call = await callWith({ latencies: NO_LIVE_LATENCIES });
    speakInto(call, SPEECH, 1_000);
    await ended(ask(call, user("")));
    const endMs = 1_000 + SPEECH_MS;
    for (let ms = 0; ms < 300; ms += 20) call.session.push(SPEECH.subarray(0, 160), endMs + ms);
    call.session.speechStarted(endMs + 300);
    call.session.push(SPEECH.subarray(0, 160), endMs + 300);
    await ended(ask(call, user("")));
    expect(call.seen().conversation.at(2)).toMatchObject({ role: "user", audioMs: 320 });
    expect(call.seen().strayMs).toBe(0);
  });

  it("who presses keys is read, and not what was heard beside them", async () => {
    const call = await callWith();
    speakInto(call, SPEECH);
    await ended(ask(call, user("(keys pressed: 5)")));
    expect(call.believed()).toContain("user: (keys pressed: 5)");
  });

  it("of whom nothing was understood is answered, and who said nothing new is read again", async () => {
    const call = await callWith();
    await ended(ask(call, user("")));
    await ended(ask(call, user("Hello?")));
    await ended(ask(call));
    expect(call.believed().filter((one) => one.startsWith("user"))).toEqual([
      "user: [inaudible]",
      "user: Hello?",
      "user: [inaudible]",
    ]);
  });
});

describe("a tool", () => {
  const CALL = { id: "call-1", name: "findOrder", args: { number: "12" } };
  const calling = (heard: HeardReply): ModelMessage => ({
    ...{ role: "assistant", content: heard.text },
    toolCalls: heard.events.flatMap((event) => (event.type === "tool-call" ? [event.call] : [])),
  });
  const result: ModelMessage = { role: "tool", toolCallId: "call-1", content: '{"state":"on its way"}' };

  it("is waited for in the same turn, and a filler spoken meanwhile does not call it off", async () => {
    const call = await callWith();
    call.twin.replies({ text: "One moment.", calls: [CALL] }, "On its way.", "Bye.");
    speakInto(call, SPEECH);
    const heard = ask(call, user(WORDS));
    await ended(heard);
    expect(endOf(heard)).toMatchObject({ because: "tool-calls" });
    expect(heard.text).toBe("One moment.");
    const talk = [user(WORDS), calling(heard), agent("Still looking."), result];
    const next = ask(call, ...talk);
    await ended(next);
    expect(next.text).toBe("On its way.");
    expect(call.sent()).toEqual(["setup", "activityStart", "activityEnd", "toolResponse"]);
    await ended(ask(call, ...talk, agent("On its way."), user("Thanks.")));
    const talked = call.believed().filter((one) => !one.startsWith("model: O"));
    expect(talked).toEqual([
      ...["user: ", "call: findOrder", "result: call-1"],
      ...["model: Still looking.", "user: Thanks.", "model: Bye."],
    ]);
  });

  it("runs on while the caller speaks; its result goes to its own call, and then the speech", async () => {
    const call = await callWith();
    call.twin.replies({ calls: [CALL] }, "On its way.", "Yes?");
    const heard = ask(call, user(WORDS));
    await ended(heard);
    speakInto(call, SPEECH);
    await aWhile(20);
    expect(call.sent()).not.toContain("activityStart");
    const talk = [user(WORDS), calling(heard), result];
    const next = ask(call, ...talk);
    await ended(next);
    expect(next.text).toBe("On its way.");
    const last = ask(call, ...talk, agent("On its way."), user("Hello?"));
    await ended(last);
    expect(last.text).toBe("Yes?");
  });

  it("that the vendor called off has run all the same, and its result is told as text", async () => {
    const call = await callWith();
    call.twin.replies({ calls: [CALL] }, "Sorry?", "It is on its way.");
    const heard = ask(call, user(WORDS));
    await ended(heard);
    speakInto(call, SPEECH);
    const meanwhile = ask(call, user(WORDS), calling(heard), user("Wait."));
    await ended(meanwhile);
    expect([meanwhile.text, call.faults]).toEqual(["Sorry?", []]);
    const talk = [user(WORDS), calling(heard), user("Wait."), agent("Sorry?"), result, user("Well?")];
    const next = ask(call, ...talk);
    await ended(next);
    expect(next.text).toBe("It is on its way.");
    expect(call.believed()).toContain('user: [Result of findOrder: {"state":"on its way"}]');
    expect(call.sent()).not.toContain("toolResponse");
  });

  it("that was wanted by a reply which nobody wants is not run", async () => {
    const call = await callWith({ latencies: { ...SPOKEN, firstReplyMs: () => 60 } });
    call.twin.replies({ calls: [CALL] }, ANSWER);
    const heard = ask(call, user(WORDS));
    await eventually(() => call.sent()).toContain("clientContent");
    heard.reply.cancel();
    await eventually(() => call.believed()).toContain("call: findOrder");
    const next = ask(call, user(WORDS));
    await ended(next);
    expect([heard.events, next.text]).toEqual([[], ANSWER]);
  });
});

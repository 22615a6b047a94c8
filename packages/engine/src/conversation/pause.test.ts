/** A pause that may be the end: who would answer thinks already, and nothing comes of it if the caller goes on. */
import { describe, expect, it } from "vitest";
import { TextCall } from "../testing/text-call.ts";
import { DEFAULT_TIMING } from "./defaults.ts";
import type { Ending } from "./inputs.ts";
import { withModel, withRealtime } from "./testing/test-pins.ts";

const FINISHED: Ending = { pitchSemitones: -8, fadeDb: -30 };
const HELD: Ending = { pitchSemitones: 2, fadeDb: -2 };
const ANSWER = "We have Tuesday at eleven. Would that suit you?";
/** From the end of speech until the detector tells of a pause. */
const PAUSE_MS = 96;

function callWith(pin = withModel(), answer = { text: ANSWER, firstTokenMs: 100 }) {
  const call = new TextCall(pin.assistant, { model: () => answer });
  call.start();
  return call;
}

const speechEndMs = (call: TextCall): number =>
  call.log.findLast(({ type }) => type === "caller-speech-ended")?.data.audioMs as number;
const askedAtMs = (call: TextCall): number[] =>
  call.log.filter(({ type }) => type === "generate").map(({ atMs }) => atMs);

/** Speech, and words up to here of a running transcription. */
function speaks(call: TextCall, text: string, ending: Ending) {
  const startAudioMs = call.now;
  const sound = { speechMs: 900, levelDb: -22, voicedShare: 0.7 };
  call.tell({ type: "caller-speech-started", audioMs: startAudioMs });
  return {
    words: (said: string, more: { mayBeWhole?: boolean } = {}) => {
      const fact = { text: said, startAudioMs, audioMs: call.now, confidence: 0.9, ...more };
      call.tell({ type: "transcript-partial", ...fact });
    },
    pauses: () => {
      call.tell({ type: "transcript-partial", text, startAudioMs, audioMs: call.now, confidence: 0.9 });
      call.tell({ type: "caller-speech-paused", audioMs: call.now, ending, ...sound });
    },
    resumes: () => call.tell({ type: "caller-speech-resumed", audioMs: call.now }),
    ends: (audioMs = call.now) =>
      call.tell({ type: "caller-speech-ended", audioMs, seenAudioMs: call.now, ending, ...sound }),
  };
}

describe("a pause after words that are whole", () => {
  it("is thought about before the detector calls it the end", async () => {
    const call = callWith();
    await call.agentFinishes();
    await call.says("When could I come in?", { partialAt: 1, ending: FINISHED });
    expect(askedAtMs(call)[0]).toBe(speechEndMs(call) + PAUSE_MS);
    await call.agentFinishes();
    expect(call.heard).toContain("Would that suit you?");
    expect(call.decisions("speculation-kept")).toHaveLength(1);
    call.verifyReplay();
  });

  it("is not, where the sentence is plainly not at its end", async () => {
    for (const [text, ending] of [
      ["I would like to come on", FINISHED],
      ["I would like to book an appointment", HELD],
    ] as const) {
      const call = callWith();
      await call.agentFinishes();
      speaks(call, text, ending).pauses();
      await call.pass(60);
      expect(call.commandsOf("generate")).toEqual([]);
    }
  });

  it("is not, while the last word is still missing: its question would be another one", async () => {
    const call = callWith();
    await call.agentFinishes();
    const caller = speaks(call, "When could I come", FINISHED);
    await call.pass(700);
    caller.words("When could I come?");
    await call.pass(300);
    const endMs = call.now;
    call.tell({
      ...{ type: "caller-speech-paused", audioMs: endMs, ending: FINISHED },
      ...{ speechMs: 900, levelDb: -22, voicedShare: 0.7 },
    });
    await call.pass(64);
    caller.ends(endMs);
    expect(call.commandsOf("generate")).toEqual([]);
    const fact = { text: "When could I come in?", startAudioMs: endMs - 1_000, audioMs: endMs, confidence: 0.9 };
    call.tell({ type: "transcript-partial", ...fact });
    expect(call.commandsOf("generate")).toHaveLength(1);
  });

  it("is thought about in vain when other words follow", async () => {
    const call = callWith();
    await call.agentFinishes();
    const caller = speaks(call, "When could I come in?", FINISHED);
    await call.pass(900);
    caller.pauses();
    await call.pass(200);
    caller.resumes();
    expect(call.decisions("speculation-cancelled")).toEqual([]);
    await call.pass(300);
    caller.words("When could I come in with my daughter?");
    expect(call.decisions("speculation-cancelled")).toMatchObject([{ because: "words-changed" }]);
    expect(call.line.played.some(({ text }) => ANSWER.startsWith(text))).toBe(false);
    call.verifyReplay();
  });

  it("is not taken for a reply that is overdue because the one before began long ago", async () => {
    const call = callWith(withModel(), { text: ANSWER, firstTokenMs: 900 });
    await call.agentFinishes();
    await call.says("When could I come in?");
    await call.agentFinishes();
    const dueMs = (askedAtMs(call)[0] ?? 0) + DEFAULT_TIMING.replyOverdueMs;
    await call.pass(dueMs - 1_000 - call.now);
    const caller = speaks(call, "And with whom?", FINISHED);
    await call.pass(900);
    caller.pauses();
    await call.pass(64);
    caller.ends(call.now - 64);
    const fact = { text: "And with whom?", startAudioMs: call.now - 964, audioMs: call.now, confidence: 0.9 };
    call.tell({ type: "transcript-final", ...fact, endOfTurn: false });
    expect(call.commandsOf("generate")).toHaveLength(2);
    expect(call.now).toBeLessThan(dueMs);
    await call.agentFinishes();
    expect(call.now).toBeGreaterThan(dueMs);
    expect(call.decisions("reply-overdue")).toEqual([]);
    expect(call.heard.split("Would that suit you?")).toHaveLength(3);
    call.verifyReplay();
  });

  it("is thought about once: final words with other stops and capitals ask the same", async () => {
    const call = callWith();
    await call.agentFinishes();
    const caller = speaks(call, "When could I come in?", FINISHED);
    await call.pass(900);
    caller.pauses();
    await call.pass(64);
    caller.ends(call.now - 64);
    const fact = { text: "when could I come in", startAudioMs: call.now - 964, audioMs: call.now, confidence: 0.9 };
    call.tell({ type: "transcript-final", ...fact, endOfTurn: false });
    await call.agentFinishes();
    expect(call.commandsOf("generate")).toHaveLength(1);
    expect(call.decisions("speculation-kept")).toHaveLength(1);
  });
});

describe("the sound of what is thought ahead", () => {
  it("is asked for before the turn is over, and said only then", async () => {
    const call = callWith();
    await call.agentFinishes();
    await call.says("When could I come in?", { partialAt: 1, ending: FINISHED, finalAfterMs: 200 });
    await call.agentFinishes();
    const endedAtMs = call.log.find(({ type }) => type === "turn-ended")?.atMs ?? 0;
    const [prepared, ...more] = call.log.filter(({ type }) => type === "prepare-speech");
    const spoken = call.log.find(({ type, atMs }) => type === "speak" && atMs > (prepared?.atMs ?? 0));
    expect(more).toEqual([]);
    expect(prepared?.atMs).toBeLessThan(endedAtMs);
    expect(spoken?.atMs).toBeGreaterThanOrEqual(endedAtMs);
    const wanted = ({ text, language, speed }: Record<string, unknown>) => ({ text, language, speed });
    expect(wanted(prepared?.data ?? {})).toEqual(wanted(spoken?.data ?? {}));
    expect(prepared?.data.text).toBe("We have Tuesday at eleven.");
  });

  it("is asked for too where the answer is one sentence, whole at once", async () => {
    const call = callWith(withModel(), { text: "Yes, we have.", firstTokenMs: 20 });
    await call.agentFinishes();
    await call.says("Do you have parking?", { partialAt: 1, ending: FINISHED, finalAfterMs: 200 });
    await call.agentFinishes();
    expect(call.commandsOf("prepare-speech").map(({ text }) => text)).toEqual(["Yes, we have."]);
  });

  it("is not asked for where a model speaks itself", async () => {
    const call = new TextCall(withRealtime().assistant, {
      model: () => ({ text: ANSWER, firstTokenMs: 100, spoken: true }),
    });
    call.start();
    await call.agentFinishes();
    await call.says("When could I come in?", { ending: FINISHED });
    await call.agentFinishes();
    expect(call.commandsOf("prepare-speech")).toEqual([]);
  });
});

describe("a model that hears the caller itself", () => {
  const realtime = () => {
    const call = new TextCall(withRealtime().assistant, {
      model: () => ({ text: ANSWER, firstTokenMs: 300, spoken: true }),
    });
    call.start();
    return call;
  };

  it("is asked at the pause, if that sounds like the end", async () => {
    const call = realtime();
    await call.agentFinishes();
    await call.says("When could I come in?", { ending: FINISHED, finalAfterMs: 320 });
    await call.agentFinishes();
    expect(askedAtMs(call)).toEqual([speechEndMs(call) + PAUSE_MS]);
    expect(call.decisions("speculation-kept")).toHaveLength(1);
    call.verifyReplay();
  });

  it("is called off at once when the caller goes on: it has heard half of it", async () => {
    const call = realtime();
    await call.agentFinishes();
    const caller = speaks(call, "", FINISHED);
    await call.pass(900);
    call.tell({
      ...{ type: "caller-speech-paused", audioMs: call.now, ending: FINISHED },
      ...{ speechMs: 900, levelDb: -22, voicedShare: 0.7 },
    });
    const [first] = call.commandsOf("generate");
    expect(first?.byEar).toBe(true);
    await call.pass(128);
    caller.resumes();
    expect(call.commandsOf("cancel-generation")).toMatchObject([{ id: first?.id }]);
  });
});

describe("a transcriber that takes the words for the whole turn", () => {
  const turnEnd = async (mayBeWhole: boolean) => {
    const call = callWith();
    await call.agentFinishes();
    const caller = speaks(call, "When could I come in?", FINISHED);
    await call.pass(900);
    const endMs = call.now;
    await call.pass(160);
    caller.ends(endMs);
    await call.pass(60);
    const fact = { text: "When could I come in?", startAudioMs: endMs - 900, audioMs: endMs, confidence: 0.9 };
    call.tell({ type: "transcript-partial", ...fact, ...(mayBeWhole ? { mayBeWhole } : {}) });
    await call.pass(700);
    call.tell({ type: "transcript-final", ...fact, endOfTurn: true });
    await call.agentFinishes();
    call.verifyReplay();
    return { call, waitedMs: call.decisions("turn-ended")[0]?.waitedMs as number };
  };

  it("is not waited for until it is certain, and its final words are no second turn", async () => {
    const { call, waitedMs } = await turnEnd(true);
    expect(waitedMs).toBeLessThan(400);
    expect(call.decisions("turn-ended")).toHaveLength(1);
    expect(call.transcript().filter(({ speaker }) => speaker === "caller")).toHaveLength(1);
  });

  it("is waited for where it only says what it has heard so far", async () => {
    const { waitedMs } = await turnEnd(false);
    expect(waitedMs).toBeGreaterThan(800);
  });
});

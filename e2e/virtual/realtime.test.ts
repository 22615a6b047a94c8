/** Calls that a realtime model answers: the same turns, marks, interruptions and records as with any other voice. */
import { mulawToPcm } from "@offhook/engine/audio";
import { replay } from "@offhook/engine/call";
import { describe, expect, it } from "vitest";
import { speakingModel } from "./speaking-model.ts";
import { decisions, speaksAt } from "./speaks-at.ts";
import { deafTranscriber, talkativeModel, type VirtualOptions, virtualCall } from "./virtual-call.ts";

const ANSWER = "Of course, I can do that for you. Tuesday at eleven is free. May I have your name, please?";
/** The greeting lasts some seven seconds. */
const ASKS: [number, number] = [9_000, 10_500];

async function callAnsweredBy(
  speaking: Omit<Parameters<typeof speakingModel>[1], "answers"> & { answers?: (times: number) => string },
  more: Partial<VirtualOptions> & { stretches?: [number, number][] } = {},
) {
  let made: ReturnType<typeof speakingModel> | undefined;
  const call = await virtualCall({
    caller: speaksAt(...(more.stretches ?? [ASKS])),
    transcriber: (clock) => deafTranscriber(clock, "I would like to come on Tuesday."),
    model: (clock) => talkativeModel(clock, () => "This is the other model. It goes on from here."),
    assistant: { realtime: [{ provider: "scripted" }] },
    realtime: (clock) => {
      made = speakingModel(clock, { answers: () => ANSWER, ...speaking });
      return [made.model];
    },
    ...more,
  });
  if (!made) throw new Error("No realtime model was asked for");
  return { call, seen: made.seen };
}

const WORDS = ["I would like to come on Tuesday.", "No, stop, wait."];
const nextOf = (words: readonly string[]): (() => string) => {
  let next = 0;
  return () => words[next++] ?? "";
};
const agentTurns = (call: Awaited<ReturnType<typeof virtualCall>>) => decisions(call, "agent-turn");
const loudAt = (heard: Int16Array, fromMs: number, toMs: number): boolean =>
  heard.subarray(fromMs * 8, toMs * 8).some((sample) => Math.abs(sample) > 500);

describe("a realtime model", () => {
  it("answers: its own sound is played, its words are the transcript, clause by clause", async () => {
    const { call, seen } = await callAnsweredBy({});
    await call.clock.advanceBy(20_000);
    expect(agentTurns(call).at(-1)).toMatchObject({ text: ANSWER, interrupted: false, heardBy: "mark" });
    expect(seen).toHaveLength(1);
    // The caller's speech with a little around it, not the ten seconds of silence before.
    expect(seen[0]?.heardMs).toBeGreaterThan(1_500);
    expect(seen[0]?.heardMs).toBeLessThan(3_500);
    expect(seen[0]?.options.instructions).not.toBe("");
    const spokenMs = call.log.filter(({ type }) => type === "voice-ready").map(({ data }) => Number(data.durationMs));
    const answerMs = spokenMs.slice(2).reduce((sum, ms) => sum + ms, 0);
    expect(answerMs).toBeGreaterThan((ANSWER.length / 14) * 1_000 - 300);
    expect(answerMs).toBeLessThan((ANSWER.length / 14) * 1_000 + 300);
    expect(replay(call.log).same).toBe(true);
  });

  it("is asked while the turn's end is not sure yet", async () => {
    const { call } = await callAnsweredBy({ firstMs: 300 });
    await call.clock.advanceBy(20_000);
    const latency = agentTurns(call).at(-1)?.latency as { voiceToVoiceMs: number; endpointMs: number } | undefined;
    // From the words, 150 ms after the pause, to its third word: part of that passes while the agent waits.
    expect(latency?.voiceToVoiceMs).toBeLessThan(150 + 96 + 300 + 200);
    expect(decisions(call, "speculation-kept")).toHaveLength(1);
  });

  it("is told what was heard when it is cut off, and the transcript ends at the same word", async () => {
    const { call, seen } = await callAnsweredBy(
      {},
      { stretches: [ASKS, [13_000, 14_500]], transcriber: (clock) => deafTranscriber(clock, nextOf(WORDS)) },
    );
    await call.clock.advanceBy(16_000);
    const [heardMs] = seen[0]?.heard ?? [];
    const turn = agentTurns(call).find(({ interrupted }) => interrupted);
    expect(turn).toBeDefined();
    const share = String(turn?.text).length / ANSWER.length;
    const wholeMs = (ANSWER.length / 14) * 1_000;
    expect(heardMs).toBeGreaterThan(share * wholeMs - 500);
    expect(heardMs).toBeLessThan(share * wholeMs + 500);
    // The next time it is asked, the history has what was heard and no more.
    const history = seen[0]?.asked.at(-1) ?? [];
    expect(history.some(({ role, content }) => role === "assistant" && content.endsWith(String(turn?.text)))).toBe(
      true,
    );
    expect(replay(call.log).same).toBe(true);
  });

  it("that dies in mid-answer is followed by the next model: the cut clause by another voice, then the rest", async () => {
    const { call, seen } = await callAnsweredBy({ diesAfterWords: 9 });
    await call.clock.advanceBy(20_000);
    const text = String(agentTurns(call).at(-1)?.text);
    expect(text).toBe("Of course, I can do that for you. This is the other model. It goes on from here.");
    expect(decisions(call, "provider-faulted").map(({ code }) => code)).toContain("realtime-lost");
    const heard = mulawToPcm(call.twinCall.heard);
    const fromMs = 11_300;
    const silences = Array.from({ length: 60 }, (_, step) => fromMs + step * 50).filter(
      (ms) => !loudAt(heard, ms, ms + 1_500),
    );
    expect(silences).toEqual([]);
    // It is opened again, and hears the next turns.
    await call.clock.advanceBy(5_000);
    expect(seen.length).toBeGreaterThan(1);
    expect(replay(call.log).same).toBe(true);
  });

  it("that never comes up leaves the call to the others, and nobody notices", async () => {
    const { call, seen } = await callAnsweredBy({});
    seen[0]?.sink.fault({ code: "key-refused", message: "scripted", retryable: false });
    await call.clock.advanceBy(20_000);
    expect(agentTurns(call).at(-1)).toMatchObject({ text: "This is the other model. It goes on from here." });
    expect(seen).toHaveLength(1);
    expect(replay(call.log).same).toBe(true);
  });

  it("lends its own ears to a call whose transcriber is gone", async () => {
    const { call, seen } = await callAnsweredBy({}, { transcriber: () => deadTranscriber });
    await call.clock.advanceBy(10_800);
    seen[0]?.sink.heard({ text: "On Tuesday, please.", startAudioMs: 9_000, endAudioMs: 10_500, confidence: null });
    await call.clock.advanceBy(10_000);
    expect(decisions(call, "caller-turn").at(-1)).toMatchObject({ text: "On Tuesday, please." });
    expect(agentTurns(call).at(-1)).toMatchObject({ text: ANSWER });
  });

  it("is closed with the call", async () => {
    const { call, seen } = await callAnsweredBy({});
    await call.clock.advanceBy(3_000);
    call.twinCall.hangUp();
    await call.clock.advanceBy(1_000);
    expect(call.finished()).toBe(true);
    expect(seen[0]?.closed).toBe(true);
  });
});

const deadTranscriber = {
  id: "scripted/dead",
  formats: [],
  open(_: unknown, sink: { fault(fault: { code: string; message: string; retryable: boolean }): void }) {
    queueMicrotask(() => sink.fault({ code: "lost", message: "scripted", retryable: false }));
    return { push() {}, expect() {}, speechStarted() {}, speechPaused() {}, close() {} };
  },
};

/** A model that hears the caller itself is asked at the pause, before the words are known; the others wait for the words. */
import { describe, expect, it } from "vitest";
import type { ModelMessage } from "../ports.ts";
import { type ScriptedAnswer, TextCall } from "../testing/text-call.ts";
import { withRealtime } from "./testing/test-pins.ts";

function callWith(model: (asked: { words: string; byEar: boolean; times: number }) => ScriptedAnswer, tools = {}) {
  const asked: { words: string; byEar: boolean }[] = [];
  const call: TextCall = new TextCall(withRealtime().assistant, {
    tools,
    model(messages) {
      const words = messages.findLast(({ role }: ModelMessage) => role === "user")?.content ?? "";
      const byEar = call.commandsOf("generate").at(-1)?.byEar === true;
      asked.push({ words, byEar });
      return model({ words, byEar, times: asked.length });
    },
  });
  call.start();
  return { call, asked };
}

const SPOKEN = { text: "Of course, Tuesday at ten.", spoken: true, firstTokenMs: 350 };

describe("a model that hears the caller itself", () => {
  it("is asked when speech ends, and answers as soon as the turn is over: the words come after that", async () => {
    const { call, asked } = callWith(() => SPOKEN);
    await call.agentFinishes();
    await call.says("Tuesday, please.", { finalAfterMs: 320 });
    await call.until(() => call.line.played.some(({ text }) => text.includes("Of course")), 3_000);
    expect(asked).toEqual([{ words: "", byEar: true }]);
    expect(call.decisions("speculation-kept")).toHaveLength(1);
    const [turn] = call.decisions("turn-ended");
    const speechEndMs = call.log.find(({ type }) => type === "caller-speech-ended")?.data.audioMs as number;
    const firstSound = call.line.played.find(({ text }) => text.includes("Of course"))?.startMs ?? 0;
    // 160 ms until the detector knows, 350 ms of the model, its third word, and 60 ms to the line.
    expect(firstSound - speechEndMs).toBeLessThan(700);
    expect(turn?.text).toBe("Tuesday, please.");
    await call.agentFinishes();
    expect(call.transcript().map(({ text }) => text)).toContain("Tuesday, please.");
    call.verifyReplay();
  });

  it("is asked as all are where the words are there already", async () => {
    const { call, asked } = callWith(() => SPOKEN);
    await call.answers("Tuesday, please.", { finalAfterMs: 100 });
    expect(asked).toEqual([{ words: "Tuesday, please.", byEar: false }]);
    expect(call.decisions("speculation-kept")).toHaveLength(1);
    call.verifyReplay();
  });

  it("is not asked about a cough, nor about what is said over the agent", async () => {
    const { call, asked } = callWith(() => SPOKEN);
    await call.pass(500);
    await call.says("mm-hm");
    await call.agentFinishes();
    await call.makesNoise(400);
    await call.pass(2_000);
    expect(asked).toEqual([]);
    call.verifyReplay();
  });

  it("is called off when the caller goes on, and asked about the whole", async () => {
    const { call, asked } = callWith(() => SPOKEN);
    await call.agentFinishes();
    await call.says("I would like to come on", { finalAfterMs: 200 });
    await call.says("Tuesday, please.", { finalAfterMs: 200 });
    await call.agentFinishes();
    expect(asked.filter(({ byEar }) => byEar)).toHaveLength(2);
    expect(call.commandsOf("cancel-generation")).toHaveLength(1);
    expect(call.heard.match(/Of course/g)).toHaveLength(1);
    call.verifyReplay();
  });

  it("that fails leaves the turn to the models that read, with its words", async () => {
    const { call, asked } = callWith(({ byEar }) =>
      byEar ? { fault: "realtime-stalled", firstTokenMs: 600 } : { text: "We have Tuesday at ten." },
    );
    await call.answers("Tuesday, please.", { finalAfterMs: 200 });
    expect(asked).toEqual([
      { words: "", byEar: true },
      { words: "Tuesday, please.", byEar: false },
    ]);
    expect(call.heard).toContain("We have Tuesday at ten.");
    expect(call.longestSilenceMs).toBeLessThan(1_500);
    call.verifyReplay();
  });

  it("that fails before the words are there is not missed when they come", async () => {
    const { call, asked } = callWith(({ byEar }) =>
      byEar ? { fault: "realtime-lost", firstTokenMs: 20 } : { text: "We have Tuesday at ten." },
    );
    await call.answers("Tuesday, please.", { finalAfterMs: 400 });
    expect(asked.map(({ byEar }) => byEar)).toEqual([true, false]);
    expect(call.heard).toContain("We have Tuesday at ten.");
    call.verifyReplay();
  });

  it("does nothing before the turn is over: a tool that it wanted runs once, and then", async () => {
    const ran: number[] = [];
    const book = { name: "bookSlot", args: { day: "2026-11-23" } };
    const { call } = callWith(
      ({ times }) => (times === 1 ? { calls: [book], firstTokenMs: 50 } : { text: "Booked." }),
      {
        bookSlot: () => {
          ran.push(call.now);
          return { ok: true, result: {} };
        },
      },
    );
    await call.answers("Book it.", { finalAfterMs: 300 });
    expect(ran).toHaveLength(1);
    const ended = call.log.find(({ kind, type }) => kind === "decision" && type === "turn-ended");
    expect(ran[0]).toBeGreaterThanOrEqual(ended?.atMs ?? 0);
    call.verifyReplay();
  });

  it("is told that nothing of it was heard, when its whole answer was thought in vain", async () => {
    const { call } = callWith(() => ({ ...SPOKEN, firstTokenMs: 10 }));
    await call.agentFinishes();
    await call.says("I would like to come on", { finalAfterMs: null });
    await call.pass(250);
    await call.says("Tuesday, please.", { finalAfterMs: 200 });
    await call.agentFinishes();
    const [first] = call.commandsOf("generate");
    expect(call.commandsOf("reply-heard")).toContainEqual(
      expect.objectContaining({ generationId: first?.id, heardMs: 0 }),
    );
    call.verifyReplay();
  });

  it("hands over to a person who is asked for, whatever it began to answer", async () => {
    const { call } = callWith(() => SPOKEN);
    await call.agentFinishes();
    await call.says("A person, please.", { finalAfterMs: 250 });
    await call.until(() => call.commandsOf("transfer").length > 0, 10_000);
    expect(call.commandsOf("transfer")).toHaveLength(1);
    expect(call.heard).not.toContain("Tuesday");
    call.verifyReplay();
  });
});

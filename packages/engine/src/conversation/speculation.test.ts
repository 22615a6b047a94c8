/** Thinking ahead of the turn's end: faster when it was right, without a trace when it was not. */
import { describe, expect, it } from "vitest";
import { TextCall } from "../testing/text-call.ts";
import { withModel } from "./testing/test-pins.ts";

const BOOK = { name: "bookSlot", args: { day: "2026-11-23" } };

function speculatingCall(firstTokenMs: number) {
  const ran: unknown[] = [];
  const call = new TextCall(withModel().assistant, {
    model: () => ({ text: "Booked then, one two three four.", calls: [BOOK], firstTokenMs }),
    tools: {
      bookSlot: (args) => {
        ran.push(args);
        return { ok: true, result: {} };
      },
    },
  });
  call.start();
  return { call, ran };
}

describe("a speculative reply", () => {
  it("is called off after its first token: nothing played, nothing done, what was wasted is counted", async () => {
    const { call, ran } = speculatingCall(20);
    await call.agentFinishes();
    await call.says("could you book it and", { finalAfterMs: 170 });
    await call.until(() => call.log.some((item) => item.type === "model-said"), 2_000);
    const playedBefore = call.line.played.length;
    const [generation] = call.commandsOf("generate");
    expect(generation?.speculative).toBe(true);

    call.tell({ type: "caller-speech-started", audioMs: call.now });
    const features = { speechMs: 160, levelDb: -20, voicedShare: 0.7 };
    call.tell({ type: "caller-speech-progressed", audioMs: call.now, ...features });
    await call.pass(600);
    const fact = { text: "no, leave it for now.", startAudioMs: call.now - 600, audioMs: call.now, confidence: 0.9 };
    call.tell({ type: "transcript-final", ...fact, endOfTurn: true });

    expect(call.line.played.length).toBe(playedBefore);
    expect(ran).toHaveLength(0);
    expect(call.commandsOf("cancel-generation")).toMatchObject([{ id: generation?.id }]);
    const [cancelled] = call.decisions("speculation-cancelled");
    expect(cancelled?.pieces).toBeGreaterThan(0);
    expect(cancelled?.characters).toBeGreaterThan(0);
    call.verifyReplay();
  });

  it("is kept when the words stay: the answer comes without waiting for the model again", async () => {
    const { call, ran } = speculatingCall(50);
    await call.agentFinishes();
    await call.says("book it for tomorrow, please", { finalAfterMs: 170 });
    await call.until(() => ran.length > 0, 5_000);
    expect(call.decisions("speculation-kept")).toHaveLength(1);
    expect(ran).toHaveLength(1);
    call.verifyReplay();
  });
});

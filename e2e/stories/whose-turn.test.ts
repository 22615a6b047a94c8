import { describe, expect } from "vitest";
import { deskCall, modelCall, over, story } from "./story.ts";

const replies = (call: { transcript(): { speaker: string; text: string }[] }) =>
  call
    .transcript()
    .filter((turn) => turn.speaker === "agent")
    .slice(1);

describe("whose turn", () => {
  story(8, async () => {
    const call = modelCall(() => ({ text: "Thank you." }));
    await call.agentFinishes();
    await call.says("My number is five five five");
    await call.pass(1_000);
    await call.says("one two three four");
    await call.agentFinishes();
    const turns = call.transcript().filter((turn) => turn.speaker === "caller");
    expect(turns.map((turn) => turn.text)).toEqual(["My number is five five five one two three four"]);
    expect(replies(call)).toHaveLength(1);
    over(call);
  });

  story(9, async () => {
    const call = modelCall(() => ({ text: "Good.", firstTokenMs: 150 }));
    await call.answers("Yes.");
    const [reply] = replies(call) as unknown as { latency: { voiceToVoiceMs: number } }[];
    expect(reply?.latency.voiceToVoiceMs).toBeLessThanOrEqual(700);
    over(call);
  });

  story(10, async () => {
    const call = modelCall(() => ({ text: "All right." }));
    await call.agentFinishes();
    await call.says("uhm let me see");
    await call.pass(900);
    expect(call.decisions("turn-ended")).toHaveLength(0);
    await call.says("Tuesday would be fine.");
    await call.agentFinishes();
    expect(call.transcript().filter((turn) => turn.speaker === "caller")).toHaveLength(1);
    over(call);
  });

  story(11, async () => {
    const asked: string[] = [];
    const call = modelCall((messages) => {
      asked.push(messages.at(-1)?.content ?? "");
      return { text: "Yes, we are." };
    });
    await call.agentFinishes();
    await call.says("are you open on Sunday mornings as well", { finalAfterMs: 1_100 });
    await call.agentFinishes();
    expect(asked).toEqual(["are you open on Sunday mornings as well"]);
    expect(replies(call).map((turn) => turn.text)).toEqual(["Yes, we are."]);
    over(call);
  });

  story(
    11,
    async () => {
      const call = modelCall(() => ({ text: "Yes, we are." }));
      await call.agentFinishes();
      const startMs = call.now;
      const fact = {
        text: "are you open on Sundays?",
        startAudioMs: startMs,
        audioMs: startMs + 1_200,
        confidence: 0.9,
      };
      call.tell({ type: "caller-speech-started", audioMs: startMs });
      await call.pass(1_250);
      call.tell({ type: "transcript-final", ...fact, endOfTurn: false });
      await call.pass(110);
      const features = { speechMs: 1_200, levelDb: -20, voicedShare: 0.7 };
      const ended = { audioMs: startMs + 1_200, seenAudioMs: startMs + 1_360 };
      call.tell({ type: "caller-speech-ended", ...ended, ...features });
      await call.pass(400);
      expect(call.decisions("turn-ended")).toHaveLength(1);
      await call.agentFinishes();
      expect(replies(call).map((turn) => turn.text)).toEqual(["Yes, we are."]);
      over(call);
    },
    "and one that comes early waits for nothing",
  );

  story(12, async () => {
    const call = modelCall((messages) => ({ text: `You said ${messages.at(-1)?.content}.`, firstTokenMs: 600 }));
    await call.agentFinishes();
    const startMs = call.now;
    await call.says("on Sunday please.", { durationMs: 900 });
    await call.pass(350);
    const revised = { text: "on Monday please.", startAudioMs: startMs, audioMs: startMs + 900, confidence: 0.9 };
    call.tell({ type: "transcript-final", ...revised, endOfTurn: false });
    await call.agentFinishes();
    expect(replies(call).map((turn) => turn.text)).toEqual(["You said on Monday please.."]);
    over(call);
  });

  story(13, async () => {
    const call = modelCall(() => ({ text: "Of course." }));
    await call.agentFinishes();
    const startMs = call.now;
    await call.says("can you help me", { durationMs: 900 });
    const fact = { text: "can you help me", startAudioMs: startMs, audioMs: startMs + 900, confidence: 0.9 };
    call.tell({ type: "transcript-final", ...fact, endOfTurn: false });
    await call.agentFinishes();
    expect(replies(call)).toHaveLength(1);
    expect(call.decisions("turn-ended")).toHaveLength(1);
    over(call);
  });

  story(14, async () => {
    const call = modelCall((messages) => ({ text: `Heard: ${messages.at(-1)?.content}`, firstTokenMs: 1_000 }));
    await call.agentFinishes();
    await call.says("I need an appointment.");
    await call.pass(500);
    await call.says("For my son.");
    await call.agentFinishes();
    expect(replies(call).map((turn) => turn.text)).toEqual(["Heard: I need an appointment. For my son."]);
    expect(call.transcript().filter((turn) => turn.speaker === "caller")).toHaveLength(1);
    over(call);
  });

  story(15, async () => {
    const { call } = deskCall();
    await call.agentFinishes();
    const startMs = call.now;
    call.tell({ type: "caller-speech-started", audioMs: startMs });
    await call.pass(1_500);
    const fact = { text: "when are you open", startAudioMs: startMs, audioMs: startMs + 1_400, confidence: 0.9 };
    call.tell({ type: "transcript-final", ...fact, endOfTurn: false });
    await call.until(() => call.decisions("turn-ended").length > 0, 5_000);
    expect(call.decisions("turn-ended")[0]).toMatchObject({ because: "words-quiet" });
    await call.agentFinishes();
    expect(call.heard).toContain("We are open");
    over(call);
  });

  story(16, async () => {
    const { call } = deskCall();
    await call.agentFinishes();
    await call.makesNoise(400);
    await call.pass(3_000);
    expect(call.decisions("speech-without-words")).toHaveLength(1);
    expect(call.decisions("turn-ended")).toHaveLength(0);
    over(call);
  });

  story(17, async () => {
    const { call } = deskCall();
    await call.answers("what are your opening hours");
    await call.says("and where are you");
    await call.pass(1_500);
    await call.makesNoise(250);
    await call.says("how much is a filling?", { partialAt: 0.6 });
    await call.agentFinishes();
    expect(call.transcript().at(-1)?.text).toContain("A check-up with cleaning costs");
    over(call);
  });
});

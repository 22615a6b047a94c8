/** Many at once: a deploy in the middle of the day. Each call goes on at another worker, and its caller notices nothing. */
import type { TextCall } from "@offhook/engine/testing";
import { describe, expect } from "vitest";
import { deskCall, modelCall, over, story } from "./story.ts";

const asksToMove = (call: TextCall): void => call.tell({ type: "move-requested", because: "draining" });

/** Another worker has it 300 ms after the move. False: it was never moved. */
async function moves(call: TextCall): Promise<boolean> {
  const moved = await call.until(() => call.ended !== null || call.commandsOf("move").length > 0, 30_000);
  if (!moved || call.ended) return false;
  await call.crash(300);
  return true;
}

const timesHeard = (call: TextCall, words: string): number => call.heard.split(words).length - 1;

describe("a deploy", () => {
  story(
    75,
    async () => {
      const { call, booked } = deskCall();
      await call.answers("book an appointment");
      const question = call.runner.state.pendingQuestion ?? "";
      asksToMove(call);
      await call.says("tomorrow at eleven");
      expect(await moves(call)).toBe(true);
      await call.agentFinishes();
      await call.answers("John Smith");
      await call.answers("four one five, five five five, two six seven one");
      await call.answers("yes");
      await call.answers("yes, please");
      expect(booked).toMatchObject([{ time: "11:00", name: "John Smith" }]);
      expect(timesHeard(call, question)).toBe(1);
      expect(timesHeard(call, "automated assistant")).toBe(1);
      expect(call.heard).not.toMatch(/line dropped/);
      expect(call.longestSilenceMs).toBeLessThan(4_000);
      expect(call.decisions("line-moved")).toMatchObject([{ because: "draining", turn: "ended" }]);
      over(call);
    },
    "while the caller speaks: it moves before the reply",
  );

  story(
    75,
    async () => {
      const { call } = deskCall();
      await call.answers("book an appointment");
      const spoken = call.heard;
      asksToMove(call);
      expect(await moves(call)).toBe(true);
      await call.pass(1_500);
      expect(call.heard).toBe(spoken);
      // The closed transcriber listens for a day again.
      expect(call.commandsOf("expect").at(-1)?.expectation?.kind).toBe("date");
      await call.answers("tomorrow at eleven");
      expect(call.heard).toMatch(/your name/);
      expect(call.decisions("line-moved")).toMatchObject([{ turn: null }]);
      over(call);
    },
    "while the caller ponders: nothing is said again",
  );

  story(
    75,
    async () => {
      const { call } = deskCall();
      await call.agentFinishes();
      await call.says("what are your opening hours?");
      await call.until(() => call.line.busy, 3_000);
      asksToMove(call);
      expect(await moves(call)).toBe(true);
      expect(call.heard).toMatch(/half an hour before we close/);
      expect(call.line.played.every((one) => !one.cut)).toBe(true);
      over(call);
    },
    "while the agent speaks: the sentence is finished first",
  );

  story(
    75,
    async () => {
      const { call } = deskCall();
      await call.answers("that's all, bye");
      asksToMove(call);
      expect(await moves(call)).toBe(false);
      expect(call.ended).toBe("agent-hung-up");
      over(call);
    },
    "while they say goodbye: the call just ends",
  );

  story(
    75,
    async () => {
      const call = modelCall((messages) => ({ text: `You said: ${messages.at(-1)?.content}.` }));
      await call.agentFinishes();
      asksToMove(call);
      await call.says("do you have parking?");
      expect(await moves(call)).toBe(true);
      await call.agentFinishes();
      expect(timesHeard(call, "do you have parking?")).toBe(1);
      // What was thought ahead at the old worker came to nothing, and is counted.
      expect(call.decisions("speculation-cancelled")).toMatchObject([{ because: "call-moved" }]);
      over(call);
    },
    "with a model: what it thought ahead is thought again",
  );
});

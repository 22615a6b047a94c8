/** The interrupting stories for an assistant that goes on quietly until it is sure. */
import { describe, expect } from "vitest";
import { deskCall, over, story } from "./story.ts";

const asked = async () => {
  const { call } = deskCall({ whileUnsure: "duck" });
  await call.agentFinishes();
  await call.says("what are your opening hours?");
  await call.until(() => call.line.busy, 3_000);
  await call.pass(1_500);
  return call;
};

describe("ducked until it is sure", () => {
  story(
    20,
    async () => {
      const call = await asked();
      await call.makesNoise(300);
      await call.agentFinishes();
      expect(call.decisions("agent-ducked")).toMatchObject([{ because: "speech" }]);
      expect(call.commandsOf("duck-playout")).toHaveLength(1);
      expect(call.decisions("false-interruption")).toHaveLength(1);
      expect(call.heard).toMatch(/half an hour before we close/);
      over(call);
    },
    "ducked",
  );

  story(
    18,
    async () => {
      const call = await asked();
      await call.says("no, wait", { durationMs: 600 });
      await call.agentFinishes();
      const cut = call.transcript().find((turn) => turn.interrupted);
      // What went on quietly was not heard: the words end where the caller cut in.
      expect(cut?.text).toMatch(/^We are open/);
      expect(cut?.text).not.toMatch(/half an hour before we close/);
      expect(call.decisions("phase").map(({ to }) => to)).toContain("ducked");
      over(call);
    },
    "ducked",
  );
});

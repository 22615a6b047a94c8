import { describe, expect } from "vitest";
import { deskCall, modelCall, over, story } from "./story.ts";

describe("picking up", () => {
  story(1, async () => {
    const { call } = deskCall();
    await call.until(() => call.ended !== null, 90_000);
    const said = call.transcript().map((turn) => turn.text);
    expect(said.join(" ")).toMatch(/still there.*still there.*hang up now.*Goodbye!$/s);
    expect(call.ended).toBe("caller-silent");
    const goodbye = call.line.played.at(-1);
    expect(goodbye?.cut).toBe(false);
    expect(call.commandsOf("hang-up")).toHaveLength(1);
    over(call);
  });

  story(2, async () => {
    const { call } = deskCall();
    await call.pass(1_000);
    await call.says("What are your opening hours?", { partialAt: 0.6 });
    await call.agentFinishes();
    const turns = call.transcript();
    expect(turns[0]).toMatchObject({ speaker: "agent", interrupted: true });
    expect(turns[0]?.text).not.toContain("assistant of Riverside");
    expect(turns[2]?.text).toMatch(/^Just so you know, this is an automated assistant\. We are open/);
    expect(call.decisions("disclosure-heard")).toHaveLength(1);
    over(call);
  });

  story(3, async () => {
    const { call } = deskCall();
    await call.pass(800);
    await call.says("hello hello");
    await call.agentFinishes();
    const greetings = call.heard.match(/Hello, this is the automated assistant/g) ?? [];
    expect(greetings.length).toBeLessThanOrEqual(1);
    over(call);
  });

  story(6, async () => {
    const call = modelCall(() => ({ text: "Never asked." }));
    await call.pass(900);
    call.tell({ type: "caller-hung-up" });
    const after = call.commands.length;
    await call.pass(60_000);
    expect(call.ended).toBe("caller-hung-up");
    expect(call.commands.length).toBe(after);
    expect(call.commandsOf("generate")).toHaveLength(0);
    over(call);
  });
});

import { describe, expect } from "vitest";
import { deskCall, modelCall, over, story } from "./story.ts";

const LONG =
  "We have a very long answer to that question, and it goes on for quite a while. It has a second sentence too.";

describe("interrupting", () => {
  story(18, async () => {
    const call = modelCall(() => ({ text: LONG }));
    await call.answers("hello", {});
    await call.says("tell me again please.");
    await call.until(() => call.line.busy, 3_000);
    await call.pass(1_500);
    const startMs = call.now;
    await call.says("no, wait", { partialAt: 0.9 });
    const cut = call.line.played.findLast((one) => one.cut);
    expect((cut?.endMs ?? 0) - startMs).toBeLessThanOrEqual(400);
    await call.agentFinishes();
    const turn = call.transcript().find((one) => one.interrupted);
    expect(String(turn?.intendedText).startsWith(String(turn?.text))).toBe(true);
    expect(turn?.text.length).toBeLessThan(LONG.length / 2);
    const said = call.runner.state.history.filter((message) => message.role === "assistant");
    expect(said.some((message) => message.content.includes(String(turn?.text)))).toBe(true);
    over(call);
  });

  for (const words of ["mm-hm", "right", "okay", "угу"]) {
    story(
      19,
      async () => {
        const { call } = deskCall();
        await call.agentFinishes();
        await call.says("what are your opening hours?");
        await call.until(() => call.line.busy, 3_000);
        await call.pass(1_200);
        await call.says(words, { durationMs: 350 });
        await call.agentFinishes();
        const agent = call.transcript().filter((turn) => turn.speaker === "agent");
        expect(agent[1]).toMatchObject({ interrupted: false });
        expect(agent[1]?.text).toContain("half an hour before we close");
        expect(call.transcript().some((turn) => turn.kind === "backchannel" && turn.text === words)).toBe(true);
        over(call);
      },
      words,
    );
  }

  story(20, async () => {
    const { call } = deskCall();
    await call.agentFinishes();
    await call.says("what are your opening hours?");
    await call.until(() => call.line.busy, 3_000);
    await call.pass(1_200);
    const before = call.now;
    await call.makesNoise(300);
    await call.agentFinishes();
    const [noise] = call.decisions("false-interruption");
    expect(noise?.because).toBe("noise");
    const again = call.line.played.find((one) => one.startMs > before);
    expect((again?.startMs ?? 0) - before).toBeLessThanOrEqual(700 + 300);
    const turn = call.transcript().find((one) => one.text.startsWith("We are open"));
    expect(turn).toMatchObject({ interrupted: false });
    expect(turn?.text.match(/nine in the morning/g)).toHaveLength(1);
    over(call);
  });

  story(21, async () => {
    const call = modelCall((messages) => ({ text: `Answer ${messages.length}: ${LONG}` }));
    await call.agentFinishes();
    for (const words of ["tell me about fillings.", "no, about crowns.", "no, about implants please."]) {
      await call.says(words, { partialAt: 0.6 });
      await call.pass(2_200);
    }
    await call.agentFinishes();
    const turns = call.transcript();
    expect(turns.filter((turn) => turn.speaker === "caller")).toHaveLength(3);
    expect(turns.at(-1)).toMatchObject({ speaker: "agent", interrupted: false });
    const starts = call.line.played.filter((one) => one.text.startsWith("Answer") && !one.cut);
    expect(new Set(starts.map((one) => one.text)).size).toBe(starts.length);
    over(call);
  });

  story(22, async () => {
    const { call, booked } = deskCall(
      {},
      {
        tools: {
          bookSlot: (args) => ({ afterMs: 2_500, outcome: { ok: true, result: { booked: true, time: args.time } } }),
        },
      },
    );
    await bookUpToConfirm(call);
    await call.says("yes please");
    await call.until(() => call.commandsOf("run-tool").some((one) => one.name === "bookSlot"), 5_000);
    await call.pass(300);
    await call.says("wait, how much is it?");
    await call.agentFinishes();
    expect(call.commandsOf("run-tool").filter((one) => one.name === "bookSlot")).toHaveLength(1);
    expect(call.decisions("tool-settled").filter((one) => one.name === "bookSlot")).toMatchObject([{ ok: true }]);
    expect(call.heard).toContain("is booked for");
    expect(booked).toHaveLength(0);
    over(call);
  });

  story(23, async () => {
    const { call } = deskCall();
    await call.agentFinishes();
    await call.says("no that's all, bye");
    await call.until(() => call.line.busy, 3_000);
    await call.pass(700);
    await call.says("what are your opening hours?", { partialAt: 0.7 });
    await call.agentFinishes();
    expect(call.ended).toBeNull();
    expect(call.decisions("hang-up-withdrawn")).toHaveLength(1);
    expect(call.heard).toContain("We are open");
    over(call);
  });

  story(25, async () => {
    const { call } = deskCall();
    await call.agentFinishes();
    await call.says("what are your opening hours?");
    await call.until(() => call.line.busy, 3_000);
    await call.pass(1_800);
    await call.says("open from nine in the morning", { partialAt: 0.9 });
    await call.agentFinishes();
    expect(call.decisions("false-interruption").map((one) => one.because)).toContain("echo");
    expect(call.transcript().filter((turn) => turn.speaker === "caller")).toHaveLength(1);
    over(call);
  });

  story(26, async () => {
    const disclosure = { phrase: "automated assistant", short: "this is an automated assistant.", mustFinish: true };
    const { call } = deskCall({ disclosure });
    await call.pass(1_500);
    await call.says("what are your opening hours?", { partialAt: 0.5 });
    await call.agentFinishes();
    const [greeting, , answer] = call.transcript();
    expect(greeting).toMatchObject({ interrupted: false });
    expect(greeting?.text).toContain("How can I help you?");
    expect(
      call
        .transcript()
        .map((turn) => turn.text)
        .join(" "),
    ).toContain("We are open from nine");
    expect(answer).toBeDefined();
    over(call);
  });

  for (const [name, faults] of [
    ["late", { marksLateMs: 700 }],
    ["twice", { marksTwice: true }],
  ] as const) {
    story(
      27,
      async () => {
        const call = modelCall(() => ({ text: LONG }));
        Object.assign(call.line.faults, faults);
        await call.agentFinishes();
        await call.says("tell me about it please.");
        await call.until(() => call.line.busy, 3_000);
        await call.pass(2_000);
        await call.says("stop there please", { partialAt: 0.6 });
        await call.agentFinishes();
        const turn = call.transcript().find((one) => one.interrupted);
        const played = call.line.played.find((one) => one.cut && one.text.startsWith("We have"));
        const heardMs = (played?.endMs ?? 0) - (played?.startMs ?? 0);
        const share = heardMs / ((played?.text.length ?? 1) / 14) / 1_000;
        const words = Math.round(share * (played?.text.split(" ").length ?? 0));
        expect(Math.abs((turn?.text.split(" ").length ?? 0) - words)).toBeLessThanOrEqual(name === "late" ? 4 : 1);
        over(call);
      },
      name,
    );
  }
});

async function bookUpToConfirm(call: ReturnType<typeof deskCall>["call"]): Promise<void> {
  await call.answers("I'd like to book an appointment for tomorrow at eleven");
  await call.answers("My name is John Smith");
  await call.answers("four one five, five five five, two six seven one");
  await call.answers("yes");
}

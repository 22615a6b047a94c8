import type { TextCall } from "@offhook/engine/testing";
import { describe, expect, it } from "vitest";
import { deskCall, modelCall, over, PERSON, story } from "./story.ts";

describe("people", () => {
  story(55, async () => {
    const { call } = deskCall({ people: [PERSON] });
    await call.answers("book an appointment");
    await call.says("a person, please");
    await call.until(() => call.commandsOf("transfer").length > 0, 10_000);
    expect(call.commandsOf("transfer")).toMatchObject([{ number: PERSON.number, personId: PERSON.id }]);
    call.tell({ type: "transfer-settled", outcome: "answered" });
    expect(call.ended).toBe("transferred");
    over(call);
  });

  for (const [outcome, words] of [
    ["busy", "the line of my colleague is busy"],
    ["no-answer", "my colleague did not answer"],
    ["failed", "I could not reach my colleague"],
  ] as const) {
    story(
      56,
      async () => {
        const { call, messages } = deskCall({ people: [PERSON] });
        await call.agentFinishes();
        await call.says("a person, please");
        await call.until(() => call.commandsOf("transfer").length > 0, 10_000);
        await call.pass(2_000);
        call.openStream(true);
        call.tell({ type: "transfer-settled", outcome });
        await call.agentFinishes();
        expect(call.heard).toContain(words);
        expect(call.heard).toContain("I can take a message");
        await call.answers("please call me back about my tooth");
        await call.answers("John Smith");
        await call.answers("four one five, five five five, two six seven one");
        await call.answers("yes");
        expect(messages).toMatchObject([{ text: "please call me back about my tooth", name: "John Smith" }]);
        over(call);
      },
      outcome,
    );
  }

  /** The sample call starts on a Monday morning, local time. */
  const officeHours = (from: string, until: string) => ({ "1": [{ from, until }] });

  it("rings who is there at this hour, in the order of the list, whomever the flow names", async () => {
    const night = { ...PERSON, hours: officeHours("20:00", "06:00") };
    const day = { ...PERSON, id: "day", number: "+14155550112", hours: officeHours("09:00", "17:00") };
    const { call } = deskCall({ people: [night, day] }, { pin: { startedAt: "2026-11-23T10:00:00+02:00" } });
    await call.says("a person, please");
    await call.until(() => call.commandsOf("transfer").length > 0, 10_000);
    expect(call.commandsOf("transfer")).toMatchObject([{ number: day.number, personId: "day" }]);
    over(call);
  });

  it("out of everybody's hours it takes a message, and the log says why", async () => {
    const late = { ...PERSON, hours: officeHours("09:00", "17:00") };
    const { call } = deskCall({ people: [late] }, { pin: { startedAt: "2026-11-23T17:00:00+02:00" } });
    await call.answers("a person, please");
    expect(call.heard).toMatch(/nobody can come to the phone.*I can take a message/s);
    expect(call.commandsOf("transfer")).toEqual([]);
    const why = call.log.find(({ type }) => type === "no-person");
    expect(why?.data).toEqual({ because: "after-hours" });
    over(call);
  });

  story(60, async () => {
    const call = modelCall(() => ({ fault: "models-exhausted" }), { people: [PERSON] });
    await call.agentFinishes();
    await call.says("what are your opening hours?");
    await call.until(() => call.commandsOf("transfer").length > 0, 15_000);
    expect(call.commandsOf("transfer")).toMatchObject([{ number: PERSON.number }]);
    expect(call.heard).not.toMatch(/error|exhausted/i);
    over(call);
  });

  story(59, async () => {
    const { call, messages } = deskCall();
    await call.answers("a person, please");
    expect(call.heard).toMatch(/nobody can come to the phone.*I can take a message/s);
    await call.answers("please call me back");
    await call.answers("John Smith");
    await call.answers("four one five, five five five, two six seven one");
    await call.answers("yes");
    expect(messages).toHaveLength(1);
    expect(call.heard).toContain("Your message is written down");
    over(call);
  });
});

/** Day and time are known; the line breaks while the caller says a name. */
async function cutInMidSentence(): Promise<TextCall> {
  const { call } = deskCall();
  await call.answers("book an appointment for tomorrow at eleven");
  call.tell({ type: "caller-speech-started", audioMs: call.now });
  await call.pass(500);
  call.line.drop();
  call.tell({ type: "carrier-lost", because: "carrier-lost" });
  return call;
}

describe("the line", () => {
  story(
    61,
    async () => {
      const { call } = deskCall();
      await call.agentFinishes();
      await call.says("what are your opening hours?");
      await call.until(() => call.line.busy, 3_000);
      await call.pass(2_000);
      const playedBefore = call.line.played.length;
      call.line.drop();
      call.tell({ type: "carrier-lost", because: "carrier-lost" });
      await call.pass(400);
      call.openStream(true);
      const atMs = call.now;
      await call.agentFinishes();
      const first = call.line.played[playedBefore];
      expect(first?.text).toMatch(/^We are open from nine/);
      expect((first?.startMs ?? 0) - atMs).toBeLessThan(2_000);
      expect(call.heard.match(/this is the automated assistant/g)).toHaveLength(1);
      over(call);
    },
    "agent cut",
  );

  story(
    61,
    async () => {
      const call = await cutInMidSentence();
      const played = call.line.played.length;
      call.openStream(true);
      await call.until(() => call.line.busy, 2_000);
      await call.agentFinishes();
      expect(call.line.played[played]?.text).toContain("Sorry, the line dropped for a moment");
      expect(call.runner.state.flow?.values).toMatchObject({ day: "2026-11-23", time: "11:00" });
      over(call);
    },
    "caller cut: asked to repeat, slots stay",
  );

  story(
    61,
    async () => {
      const call = await cutInMidSentence();
      await call.pass(300);
      const played = call.line.played.length;
      call.openStream(true);
      // "My name is John Smith, and I have been…" was lost; the rest of it arrives on the new stream.
      await call.pass(60);
      await call.says("with you many times before", { durationMs: 1_800 });
      const tailEndMs = call.now;
      await call.until(() => call.line.busy, 3_000);
      await call.agentFinishes();
      const [again] = call.line.played.slice(played);
      expect(again?.text).toContain("Sorry, the line dropped for a moment");
      expect(again?.startMs).toBeGreaterThanOrEqual(tailEndMs - 1);
      expect(call.runner.state.flow?.values).not.toHaveProperty("name");
      await call.answers("John Smith");
      expect(call.runner.state.flow?.values).toMatchObject({ day: "2026-11-23", name: "John Smith" });
      over(call);
    },
    "caller cut, and speaks on: not talked over, and the rest is no answer",
  );

  story(
    61,
    async () => {
      const { call } = deskCall();
      await call.pass(1_000);
      call.line.drop();
      call.tell({ type: "carrier-lost", because: "carrier-lost" });
      const played = call.line.played.length;
      call.openStream(true);
      await call.agentFinishes();
      expect(call.line.played[played]?.text).not.toMatch(/Hello|automated/);
      over(call);
    },
    "greeting cut",
  );

  story(64, async () => {
    const { call } = deskCall();
    await call.agentFinishes();
    call.line.drop();
    call.openStream(true);
    await call.agentFinishes();
    await call.answers("what are your opening hours?");
    expect(call.heard).toContain("We are open");
    expect(call.runner.state.line.epoch).toBe(2);
    over(call);
  });

  story(65, async () => {
    const { call } = deskCall();
    call.line.faults.marksNever = true;
    await call.agentFinishes();
    await call.answers("what are your opening hours?");
    const answer = call.transcript().at(-1);
    expect(answer?.text).toContain("half an hour before we close");
    expect(answer?.heardBy).toBe("share");
    expect(call.decisions("playout-estimated")).toHaveLength(1);
    over(call);
  });

  story(5, async () => {
    const { call } = deskCall();
    await call.pass(5_000);
    call.tell({ type: "carrier-lost", because: "no-media" });
    await call.until(() => call.ended !== null, 30_000);
    expect(call.ended).toBe("carrier-lost");
    expect(call.runner.state.deadlines).toEqual({});
    over(call);
  });
});

describe("ending", () => {
  story(67, async () => {
    let asked = 0;
    const call = modelCall(() => {
      asked += 1;
      return { text: "Goodbye then!", calls: Array.from({ length: 300 }, () => ({ name: "end_call", args: {} })) };
    });
    await call.agentFinishes();
    await call.says("that's all, bye");
    await call.until(() => call.ended !== null, 20_000);
    expect(call.ended).toBe("agent-hung-up");
    expect(call.commandsOf("hang-up")).toHaveLength(1);
    expect(call.transcript().at(-1)).toMatchObject({ text: "Goodbye then!", interrupted: false });
    expect(asked).toBeLessThanOrEqual(2);
    over(call);
  });

  story(
    67,
    async () => {
      const { call } = deskCall();
      await call.agentFinishes();
      await call.says("Thames by.");
      await call.until(() => call.ended !== null, 20_000);
      expect(call.ended).toBe("agent-hung-up");
      over(call);
    },
    "as a transcriber hears it",
  );

  story(68, async () => {
    const { call } = deskCall();
    await call.agentFinishes();
    await call.says("that's all, bye");
    await call.until(() => call.line.busy, 3_000);
    await call.until(() => !call.line.busy, 10_000);
    await call.pass(300);
    await call.says("oh, one more thing, where are you?");
    await call.agentFinishes();
    expect(call.ended).toBeNull();
    expect(call.heard).toContain("You will find us");
    over(call);
  });

  story(69, async () => {
    const timing = {
      ...deskCall().call.runner.state.pin?.assistant.timing,
      maxDurationMs: 40_000,
      almostOverMs: 15_000,
    };
    const { call } = deskCall({ timing: timing as never });
    await call.answers("what are your opening hours?");
    await call.until(() => call.ended !== null, 60_000);
    expect(call.ended).toBe("max-duration");
    expect(call.heard).toMatch(/half a minute left.*time for this call is over.*Goodbye!$/s);
    expect(call.line.played.every((one) => !one.cut)).toBe(true);
    over(call);
  });

  story(70, async () => {
    const { call } = deskCall();
    await call.agentFinishes();
    await call.says("what are your opening hours?");
    await call.until(() => call.line.busy, 3_000);
    await call.pass(900);
    call.tell({ type: "hang-up-requested", because: "budget-reached" });
    await call.until(() => call.ended !== null, 60_000);
    expect(call.ended).toBe("budget-reached");
    expect(call.heard).toMatch(/half an hour before we close.*Goodbye!$/s);
    expect(call.line.played.every((one) => !one.cut)).toBe(true);
    over(call);
  });

  story(71, async () => {
    const call = modelCall(() => ({ calls: [{ name: "end_call", args: {} }] }), { people: [PERSON] });
    await call.answers("this is ridiculous, you are useless!");
    expect(call.heard).toContain("Would you like to speak with a person?");
    expect(call.ended).toBeNull();
    over(call);
  });

  story(72, async () => {
    const { call } = deskCall(
      {},
      { tools: { findSlots: () => ({ afterMs: 5_000, outcome: { ok: true, result: {} } }) } },
    );
    await call.agentFinishes();
    await call.says("book an appointment for tomorrow at eleven");
    await call.pass(1_000);
    call.tell({ type: "caller-hung-up" });
    const { length } = call.log;
    await call.pass(60_000);
    expect(call.log.length).toBe(length);
    expect(call.runner.state.deadlines).toEqual({});
    over(call);
  });
});

import { describe, expect } from "vitest";
import { deskCall, over, PERSON, story } from "./story.ts";

const slots = (call: ReturnType<typeof deskCall>["call"]) => call.runner.state.flow?.values ?? {};

describe("understanding", () => {
  for (const [words, expected] of [
    ["tomorrow at eleven", { day: "2026-11-23", time: "11:00" }],
    ["the day after tomorrow at half past two in the afternoon", { day: "2026-11-24", time: "14:30" }],
    ["next Tuesday at half eleven", { day: "2026-11-24", time: "11:30" }],
    ["on the 3rd at three", { day: "2026-12-03", time: "15:00" }],
  ] as const) {
    story(
      33,
      async () => {
        const { call } = deskCall();
        await call.answers("I'd like to book an appointment");
        await call.answers(words);
        expect(slots(call)).toMatchObject(expected);
        over(call);
      },
      words,
    );
  }

  story(34, async () => {
    const { call, booked } = deskCall();
    await call.answers("I'd like an appointment on Monday at eleven");
    await call.answers("My name is John Smith");
    await call.answers("no, Tuesday");
    expect(call.decisions("flow").some((one) => one.because === "correction")).toBe(true);
    expect(slots(call)).toMatchObject({ day: "2026-11-24", time: "11:00", name: "John Smith" });
    await call.answers("four one five, five five five, two six seven one");
    await call.answers("yes");
    await call.answers("yes please");
    expect(booked).toMatchObject([{ day: "2026-11-24", time: "11:00", name: "John Smith" }]);
    over(call);
  });

  story(
    34,
    async () => {
      const { call, booked } = deskCall();
      await call.answers("book an appointment for tomorrow at half past two for John Smith");
      await call.answers("four one five, five five five, two six seven one");
      await call.answers("yes");
      const question = call.runner.state.pendingQuestion ?? "";
      expect(question).toMatch(/half past two in the afternoon for John Smith\. Shall I book it\?$/);
      await call.answers("no, at half past two");
      // Said again, and nothing is asked that was answered.
      expect(call.heard.split(question)).toHaveLength(3);
      await call.answers("yes");
      expect(booked).toMatchObject([{ time: "14:30", name: "John Smith" }]);
      over(call);
    },
    "and a correction that is none",
  );

  story(35, async () => {
    const { call } = deskCall();
    await call.answers("I'd like to book an appointment");
    await call.answers("tomorrow at eleven for John");
    expect(slots(call)).toMatchObject({ day: "2026-11-23", time: "11:00", name: "John" });
    expect(call.heard).not.toContain("May I have your name");
    over(call);
  });

  story(36, async () => {
    const { call } = deskCall();
    await call.answers("I'd like to book an appointment");
    await call.answers("what?");
    expect(call.heard.match(/Which day would you like\?/g)).toHaveLength(2);
    await call.answers("slower please");
    expect(call.commandsOf("speak").at(-1)?.speed).toBeLessThan(1);
    await call.answers("tomorrow");
    expect(call.heard).toMatch(/at what time\?$/);
    await call.answers("go back");
    expect(call.heard).toMatch(/Which day would you like\?$/);
    await call.answers("Tuesday");
    await call.answers("start over");
    expect(call.heard).toMatch(/start over from the beginning\?$/);
    await call.answers("yes");
    expect(call.heard).toMatch(/Which day would you like\?$/);
    expect(slots(call)).not.toHaveProperty("day");
    over(call);
  });

  story(37, async () => {
    const { call } = deskCall();
    await call.answers("book an appointment for tomorrow at eleven for John");
    await call.answers("four one five, double five five, oh one two three");
    expect(call.heard).toMatch(/four one five, five five five, zero one two three\. Is that right\?$/);
    over(call);
  });

  story(38, async () => {
    const { call } = deskCall();
    await call.answers("book an appointment for tomorrow at eleven");
    await call.answers("S as in Sam, M, I, T, H");
    expect(slots(call)).toMatchObject({ name: "Smith" });
    over(call);
  });

  story(
    38,
    async () => {
      const { call } = deskCall();
      await call.answers("book an appointment for tomorrow at eleven");
      await call.answers("In a bird, what?");
      await call.answers("Inna Bird what");
      expect(slots(call)).toMatchObject({ name: "Inna Bird what" });
      expect(call.decisions("flow").some((one) => one.because === "kept-as-heard")).toBe(true);
      over(call);
    },
    "kept as heard",
  );

  story(39, async () => {
    const { call } = deskCall();
    await call.answers("book an appointment");
    await call.answers("are you open on Saturday?");
    expect(call.heard).toMatch(/We are open from nine.*Which day would you like\?$/s);
    over(call);
  });

  story(
    39,
    async () => {
      const { call } = deskCall();
      await call.answers("book an appointment for tomorrow at eleven for John Smith");
      await call.answers("four one five, five five five, two six seven one");
      const readBack = call.runner.state.pendingQuestion ?? "";
      expect(readBack).toMatch(/Is that right\?$/);
      await call.answers("what are your prices?");
      expect(call.heard).toMatch(/A check-up.*Is that right\?$/s);
      await call.answers("yes");
      expect(call.heard).toMatch(/Shall I book it\?$/);
      over(call);
    },
    "at a read-back",
  );

  story(40, async () => {
    const { call } = deskCall({ people: [PERSON] });
    await call.answers("book an appointment");
    await call.answers("purple elephants");
    const first = call.transcript().at(-1)?.text;
    await call.answers("seventeen purple elephants");
    const second = call.transcript().at(-1)?.text;
    expect(second).not.toBe(first);
    await call.says("elephants, I say");
    await call.until(() => call.commandsOf("transfer").length > 0, 15_000);
    expect(call.commandsOf("transfer")).toHaveLength(1);
    over(call);
  });

  story(42, async () => {
    const { call } = deskCall();
    await call.answers("do you sell bicycles and train tickets to Paris?");
    expect(call.heard).toMatch(/can't help with that.*I can tell you our opening hours/s);
    over(call);
  });
});

describe("keys", () => {
  story(43, async () => {
    const { call } = deskCall();
    await call.answers("book an appointment for tomorrow at eleven for John");
    await call.answers("purple");
    await call.says("hm what was it");
    await call.until(() => call.line.busy, 4_000);
    await call.pass(300);
    call.presses("4155552671#");
    await call.agentFinishes();
    expect(call.transcript().some((turn) => turn.kind === "dtmf" && turn.text.startsWith("4155552671"))).toBe(true);
    expect(call.heard).toMatch(/two six seven one\. Is that right\?$/);
    call.presses("1");
    await call.agentFinishes();
    expect(call.heard).toMatch(/Shall I book it\?$/);
    over(call);
  });

  story(44, async () => {
    const { call } = deskCall();
    await call.answers("book an appointment for tomorrow at eleven for John");
    call.presses("415555");
    call.tell({ type: "caller-speech-started", audioMs: call.now });
    call.presses("2671#");
    await call.agentFinishes();
    expect(slots(call).phone).toBe("4155552671");
    over(call);
  });

  story(
    45,
    async () => {
      const { call } = deskCall();
      await call.answers("book an appointment for tomorrow at eleven for John");
      call.presses("415");
      await call.pass(3_500);
      await call.agentFinishes();
      expect(call.heard).toMatch(/didn't get the number.*digit by digit\.$/s);
      over(call);
    },
    "too few",
  );

  story(
    45,
    async () => {
      const { call } = deskCall({ people: [PERSON] });
      await call.agentFinishes();
      call.presses("0");
      await call.until(() => call.commandsOf("transfer").length > 0, 10_000);
      expect(call.commandsOf("transfer")).toMatchObject([{ number: PERSON.number }]);
      over(call);
    },
    "0 reaches a person",
  );
});

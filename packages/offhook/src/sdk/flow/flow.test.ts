import { FlowProblems } from "@offhook/engine/flow";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { tool } from "../tool.ts";
import { flow, toolsOfFlow } from "./flow.ts";
import { ask, branch, choose, end, go, listen, run, say, transfer, when } from "./nodes.ts";

const findSlots = tool({
  name: "findSlots",
  description: "Free times of a day.",
  parameters: z.object({ day: z.string(), time: z.string().optional() }),
  effect: false,
  run: () => ({ free: true }),
});

describe("flow()", () => {
  it("writes the data that the engine runs, and keeps the tools beside it", () => {
    const booking = flow("booking", ({ slots }) => ({
      start: ask("day", "Which day?", { slot: slots.date({ future: true }), help: "Say tomorrow." }).then("find"),
      find: run(findSlots, { day: slots.ref("day"), time: "10:00" })
        .then([when("result.free", "eq", true, "sure"), when("result.alternatives", "exists", "offer")])
        .otherwise("full")
        .onFault("person"),
      offer: choose("pick", "I have {{result.alternatives | times}}.", "result.alternatives").then("sure"),
      sure: ask("sure", "{{day | date}}?", { slot: slots.yesNo() })
        .then([when("sure", "eq", true, "done")])
        .otherwise("start"),
      full: say("That day is full.").then("start"),
      person: transfer("frontDesk"),
      done: go("message").then("bye"),
      bye: end("Goodbye!"),
    }));
    expect(JSON.parse(JSON.stringify(booking))).toEqual(booking);
    expect(booking).toMatchObject({
      id: "booking",
      start: "start",
      nodes: {
        start: { type: "ask", slot: "day", spec: { kind: "date", future: true }, next: { otherwise: "find" } },
        find: {
          ...{ type: "run", tool: "findSlots", onFault: "person" },
          args: { day: "day", time: "=10:00" },
          next: {
            when: [
              { path: "result.free", op: "eq", value: true, to: "sure" },
              { path: "result.alternatives", op: "exists", to: "offer" },
            ],
            otherwise: "full",
          },
        },
        person: { type: "transfer", person: "frontDesk", onFailed: "personFailed" },
        personFailed: { type: "end", text: "" },
        done: { type: "go", flow: "message" },
      },
    });
    expect(toolsOfFlow(booking)).toEqual([findSlots]);
  });

  it("fills a tool's arguments from the slots of their names", () => {
    const short = flow("short", ({ slots }) => ({
      start: ask("day", "Which day?", { slot: slots.date() }).then("find"),
      find: run(findSlots).back(),
    }));
    expect(short.nodes.find).toEqual({
      ...{ type: "run", tool: "findSlots", args: { day: "day" } },
      next: { otherwise: null },
    });
    const missing = () =>
      flow("short", ({ slots }) => ({
        start: ask("date", "Which day?", { slot: slots.date() }).then("find"),
        // @ts-expect-error nothing fills "day"
        find: run(findSlots).back(),
      }));
    expect(missing).toThrow('"find" reads "day", and nothing fills it');
  });

  it("goes back to where it was entered from, and decides without a word", () => {
    const small = flow("small", ({ slots }) => ({
      start: ask("again", "Once more?", { slot: slots.yesNo() }).then("which"),
      which: branch([when("again", "eq", true, "start")]).otherwise("thanks"),
      thanks: say("Thank you.").back(),
    }));
    expect(small.nodes.thanks).toEqual({ type: "say", text: "Thank you.", next: { otherwise: null } });
    expect(small.nodes.which).toMatchObject({ type: "branch", next: { otherwise: "thanks" } });
  });

  it("begins where it is told to, and may go back after cases", () => {
    const build = () => ({
      first: say("Hello.").then("which"),
      which: branch([when("result.free", "eq", true, "first")]).back(),
    });
    const told = flow("told", build, { start: "first" });
    expect(told).toMatchObject({ start: "first", nodes: { which: { next: { otherwise: null } } } });
    expect(told.nodes.which).toMatchObject({ next: { when: [{ to: "first" }] } });
    // @ts-expect-error there is no node named "frist"
    expect(() => flow("told", build, { start: "frist" })).toThrow('no node named "frist"');
  });

  it("knows intents by their examples", () => {
    const desk = flow("desk", () => ({
      start: listen("Anything else?", {
        otherwise: "I can tell you our hours.",
        intents: {
          hours: { examples: ["when are you open"], answer: "Nine to five." },
          bye: { examples: ["that's all"], node: "bye" },
        },
      }),
      bye: end(),
    }));
    expect(desk.nodes.start).toMatchObject({ intents: [{ id: "hours" }, { id: "bye", node: "bye" }] });
  });
});

describe("a mistake does not compile, and does not run:", () => {
  const problems = (build: () => unknown): readonly string[] => {
    try {
      build();
    } catch (error) {
      if (error instanceof FlowProblems) return error.problems;
    }
    return [];
  };

  it("a node that is missing", () => {
    // @ts-expect-error there is no node named "tiem"
    const wrong = () => flow("x", () => ({ start: say("Hello.").then("tiem"), time: end() }));
    expect(problems(wrong)).toEqual([
      '"start" leads to "tiem", and there is no node of that name',
      'nothing leads to "time"',
      'from "start" there is no way out: no end, no transfer, no way back',
    ]);
  });

  it("a missing node in a condition, after a fault, after a transfer, or of an intent", () => {
    const one = () =>
      // @ts-expect-error there is no node named "nmae"
      flow("x", () => ({ start: branch([when("result.free", "eq", true, "nmae")]).otherwise("bye"), bye: end() }));
    const two = () =>
      flow("x", ({ slots }) => ({
        start: ask("day", "Day?", { slot: slots.date() }).then("find"),
        // @ts-expect-error there is no node named "oops"
        find: run(findSlots, { day: slots.ref("day") })
          .then("bye")
          .onFault("oops"),
        bye: end(),
      }));
    // @ts-expect-error there is no node named "mesage"
    const three = () => flow("x", () => ({ start: transfer("desk").onFailed("mesage"), message: end() }));
    const four = () =>
      flow("x", () => ({
        // @ts-expect-error there is no node named "by"
        start: listen("?", { otherwise: "Sorry.", intents: { bye: { examples: ["bye"], node: "by" } } }),
        bye: end(),
      }));
    for (const wrong of [one, two, three, four]) expect(problems(wrong)[0]).toMatch(/there is no node of that name/);
  });

  it("a slot that nothing fills, in a text, a condition or an argument", () => {
    const text = () =>
      flow("x", ({ slots }) => ({
        start: ask("day", "Day?", { slot: slots.date() }).then("bye"),
        // @ts-expect-error nothing fills "dya"
        bye: end("See you on {{ dya | date }}."),
      }));
    const condition = () =>
      // @ts-expect-error nothing fills "shure"
      flow("x", () => ({ start: branch([when("shure", "eq", true, "bye")]).otherwise("bye"), bye: end() }));
    const argument = () =>
      // @ts-expect-error nothing fills "dya"
      flow("x", ({ slots }) => ({ start: run(findSlots, { day: slots.ref("dya") }).then("bye"), bye: end() }));
    expect(problems(text)).toEqual(['"bye" reads "dya", and nothing fills it']);
    expect(problems(condition)).toEqual(['"start" reads "shure", and nothing fills it']);
    expect(problems(argument)).toEqual(['"start" reads "dya", and nothing fills it']);
  });

  it("but a value from elsewhere may be named", () => {
    const known = flow("x", () => ({ start: end("Goodbye {{customerName}}.") }), { knows: ["customerName"] });
    expect(known.nodes.start).toMatchObject({ text: "Goodbye {{customerName}}." });
  });

  it("a node that goes nowhere, a case without otherwise, a flow without start", () => {
    // @ts-expect-error the node has yet to be told where it goes on
    expect(() => flow("x", () => ({ start: say("Hello.") }))).toThrow();
    // @ts-expect-error otherwise is missing
    expect(() => flow("x", () => ({ start: branch([when("result", "exists", "bye")]), bye: end() }))).toThrow();
    // @ts-expect-error a flow begins at start
    expect(problems(() => flow("x", () => ({ begin: end() })))).toEqual(['it has no node named "start" to start with']);
  });

  it("arguments that the tool does not take, or does not get", () => {
    // @ts-expect-error the tool takes no "dai"
    run(findSlots, { day: "2026-11-23", dai: "x" });
    // @ts-expect-error the tool needs a day
    run(findSlots, { time: "10:00" });
    run(findSlots, { day: "2026-11-23" });
  });

  it("a round that nobody can leave", () => {
    const round = () =>
      flow("x", () => ({ start: say("Round.").then("again"), again: say("And round.").then("start") }));
    expect(problems(round)).toHaveLength(2);
  });
});

import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineAssistant } from "../define-assistant.ts";
import { flow } from "../flow/flow.ts";
import { ask, end, run, say } from "../flow/nodes.ts";
import { openai } from "../provider-choices.ts";
import { tool } from "../tool.ts";
import { caller } from "./caller.ts";
import "./matchers.ts";
import { simulate } from "./simulate.ts";

const noting = (run: (text: string) => unknown) =>
  tool({
    name: "noteDown",
    description: "Notes something down.",
    parameters: z.object({ text: z.string().refine((text) => text !== "nonsense", "no nonsense") }),
    effect: true,
    run: ({ text }) => run(text),
  });

const noter = (note: ReturnType<typeof noting>) =>
  defineAssistant({
    name: "Noter",
    firstMessage: "This is an automated assistant. What shall I note down?",
    flows: [
      flow("note", ({ slots }) => ({
        start: ask("text", "What shall I note down?", { slot: slots.text() }).then("note"),
        note: run(note, { text: slots.ref("text") })
          .then("done")
          .onFault("sorry"),
        sorry: say("I'm sorry, that did not work: {{result.fault}}.").then("bye"),
        done: say("It is noted.").then("bye"),
        bye: end("Goodbye!"),
      })),
    ],
  });

describe("a simulated call", () => {
  it("runs the tool's own code, once, while virtual time stands still", async () => {
    const noted: string[] = [];
    const slow = noting(async (text) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      noted.push(text);
    });
    const call = await simulate(noter(slow), caller().says("milk and bread"));
    expect(noted).toEqual(["milk and bread"]);
    expect(call).toHaveEffect("noteDown", { text: "milk and bread" });
    expect(call.ended).toBe("agent-hung-up");
    expect(call.log.at(-1)?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("goes the way of a fault when the code throws, or refuses its arguments", async () => {
    const broken = noting(() => {
      throw new Error("disk full");
    });
    const failed = await simulate(noter(broken), caller().says("milk"));
    expect(failed).toHaveHeard("that did not work: tool-failed");
    expect(failed.effects).toMatchObject([{ outcome: { ok: false, unknown: true } }]);
    const refused = await simulate(noter(noting(() => "never")), caller().says("nonsense"));
    expect(refused).toHaveHeard("tool-arguments-misfit");
    expect(refused).not.toHaveEffect("noteDown");
  });

  it("ends a tool that hangs by the tool's own deadline", async () => {
    const hanging = noting(() => new Promise(() => {}));
    const call = await simulate(noter(hanging), caller().says("milk"), { mostRealMs: 30 });
    expect(call).toHaveHeard("tool-overdue");
    expect(call.longestSilenceMs).toBeLessThan(4_000);
  });

  it("may be made again by the same caller", async () => {
    const shopper = caller().says("milk");
    const assistant = noter(noting(() => true));
    const calls = [await simulate(assistant, shopper), await simulate(assistant, shopper)];
    for (const call of calls) expect(call).toHaveEffect("noteDown", { text: "milk" });
    expect(calls[0]?.log.at(-1)?.hash).toBe(calls[1]?.log.at(-1)?.hash);
  });

  it("wants something in a language model's place", async () => {
    const talker = defineAssistant({ name: "x", model: openai("gpt-6-luna") });
    await expect(simulate(talker, caller())).rejects.toThrow("stands in for it");
    const call = await simulate(talker, caller().says("hello there."), { model: () => "Hello to you." });
    expect(call).toHaveHeard("Hello to you.");
  });

  it("does not go round for ever", async () => {
    const talker = defineAssistant({ name: "x", model: openai("gpt-6-luna") });
    const round = simulate(talker, caller().says("hello there."), { model: () => "So it is ten. Is that right?" });
    await expect(round).rejects.toThrow("After 60 turns the call still goes on");
  });
});

describe("the matchers", () => {
  it("say what the call had instead", async () => {
    const call = await simulate(noter(noting(() => true)), caller().says("milk"));
    expect(() => expect(call).toHaveEffect("noteDown", { text: "bread" })).toThrow(/noteDown\(\{"text":"milk"\}\) ok/);
    expect(() => expect(call).toHaveHeard("bread")).toThrow(/caller: milk/);
    expect(() => expect(call).not.toHaveHeard("IT IS noted!")).toThrow("not to let the caller hear");
    expect(() => expect(call).toHaveCallerTurns({ atLeast: 2 })).toThrow("it has 1");
  });
});

/** A model that breaks off in mid-answer: the next one goes on, and the caller hears nothing twice and nothing of it. */
import { describe, expect, it } from "vitest";
import type { ModelMessage } from "../ports.ts";
import { TextCall } from "../testing/text-call.ts";
import { withModel } from "./testing/test-pins.ts";

const systemOf = (messages: readonly ModelMessage[]): string =>
  messages.find(({ role }) => role === "system")?.content ?? "";

describe("a model that dies in the middle of its answer", () => {
  it("is continued from the last whole clause: the begun one is said by the next, once", async () => {
    const asked: (readonly ModelMessage[])[] = [];
    const call = new TextCall(withModel().assistant, {
      model(messages) {
        asked.push(messages);
        return asked.length === 1
          ? { text: "We are open from nine to five. On Saturdays we", fault: "model-stalled" }
          : { text: "On Saturdays we are closed." };
      },
    });
    call.start();
    await call.answers("When are you open?");
    expect(call.heard).toContain("We are open from nine to five. On Saturdays we are closed.");
    expect(call.heard.match(/On Saturdays/g)).toHaveLength(1);
    expect(systemOf(asked[1] ?? [])).toContain("We are open from nine to five.");
    expect(systemOf(asked[0] ?? [])).not.toContain("just said");
    expect(call.decisions("reply-continued")).toHaveLength(1);
    expect(
      call
        .transcript()
        .filter(({ speaker }) => speaker === "agent")
        .at(-1)?.text,
    ).toBe("We are open from nine to five. On Saturdays we are closed.");
    call.verifyReplay();
  });

  it("before its first whole clause, is begun again", async () => {
    let times = 0;
    const call = new TextCall(withModel().assistant, {
      model() {
        times += 1;
        return times === 1 ? { text: "We are", fault: "lost" } : { text: "We are open from nine." };
      },
    });
    call.start();
    await call.answers("When are you open?");
    expect(call.heard.match(/We are/g)).toHaveLength(1);
    call.verifyReplay();
  });

  it("is not gone on with for ever: after some rounds a person or an apology", async () => {
    let times = 0;
    const call = new TextCall(withModel().assistant, {
      model() {
        times += 1;
        return { text: `Sentence number ${times}. And`, fault: "lost" };
      },
    });
    call.start();
    await call.answers("Tell me.");
    expect(times).toBeLessThan(8);
    expect(call.longestSilenceMs).toBeLessThan(4_000);
    call.verifyReplay();
  });

  it("asks for its tool again: what it had asked for when it died was not done", async () => {
    const ran: unknown[] = [];
    let times = 0;
    const call = new TextCall(withModel().assistant, {
      model() {
        times += 1;
        if (times === 1) return { text: "I book that. ", calls: [], fault: "lost" };
        return times === 2 ? { calls: [{ name: "bookSlot", args: { day: "2026-11-23" } }] } : { text: "It is booked." };
      },
      tools: {
        bookSlot: (args) => {
          ran.push(args);
          return { ok: true, result: { booked: true } };
        },
      },
    });
    call.start();
    await call.answers("Book it, please.");
    expect(ran).toHaveLength(1);
    expect(call.heard).toContain("I book that.");
    expect(call.heard).toContain("It is booked.");
    call.verifyReplay();
  });
});

describe("a model that speaks itself", () => {
  it("is told how far it was heard when the caller interrupts", async () => {
    const call = new TextCall(withModel().assistant, {
      model: () => ({
        text: "This is a long answer. It goes on and on. And it never seems to end, really.",
        spoken: true,
      }),
    });
    call.start();
    await call.agentFinishes();
    await call.says("Tell me.");
    await call.until(() => call.line.played.some(({ text }) => text.includes("It goes on")), 8_000);
    await call.pass(300);
    await call.says("Stop, wait.");
    await call.pass(500);
    const [told] = call.commandsOf("reply-heard");
    const [generation] = call.commandsOf("generate");
    expect(told?.generationId).toBe(generation?.id);
    expect(told?.heardMs).toBeGreaterThan(500);
    expect(told?.heardMs).toBeLessThan(6_000);
    call.verifyReplay();
  });

  it("keeps its own words as they are: they were said already", async () => {
    const call = new TextCall(withModel().assistant, {
      model: () => ({ text: "That is $5 at 14:05.", spoken: true }),
    });
    call.start();
    await call.answers("How much?");
    expect(call.heard).toContain("$5 at 14:05.");
    call.verifyReplay();
  });
});

describe("a model that writes a novel", () => {
  const SENTENCE = "The clinic was founded by two sisters who loved the sea. ";
  it.each([
    ["sentences, all at once", SENTENCE.repeat(60)],
    ["words without any stop", "and so on ".repeat(400)],
    ["lines", "the clinic was founded by the sea\n".repeat(80)],
    ["Chinese", "\u8bca\u6240\u661f\u671f\u4e00\u5f00\u95e8\u3002".repeat(200)],
  ])("in %s: is cut short, and the rest is offered", async (_, text) => {
    const { assistant } = withModel();
    const call = new TextCall(assistant, { model: () => ({ text }) });
    call.start();
    const before = call.heard.length;
    await call.answers("Tell me about you.");
    expect(call.decisions("reply-shortened")).toHaveLength(1);
    expect(call.heard.endsWith(assistant.phrases.more)).toBe(true);
    expect(call.heard.length - before).toBeLessThan(900);
    call.verifyReplay();
  });
});

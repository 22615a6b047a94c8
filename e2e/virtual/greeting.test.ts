/** A first message in the model's own words: heard once, with its disclosure, and never waited for. */
import type { Model, ModelRequest } from "@offhook/engine/ports";
import type { VirtualClock } from "@offhook/twin-twilio";
import { describe, expect, it } from "vitest";
import { decisions, singsAt } from "./speaks-at.ts";
import { deafTranscriber, type VirtualOptions, virtualCall } from "./virtual-call.ts";

const FIXED = "Hello, this is the automated assistant of the clinic. How can I help?";
const OWN = "Good morning from your automated assistant! What can I do for you?";

/** Greets after so long; `null`: never. Answers anything else at once. */
function greeter(clock: VirtualClock, afterMs: number | null, asked: ModelRequest[]): Model {
  return {
    id: "scripted/greeter",
    generate(request, sink) {
      asked.push(request);
      let wanted = true;
      const greets = asked.length === 1;
      if (greets && afterMs === null) {
        sink.fault({ code: "busy", message: "scripted", retryable: true, provider: "scripted/greeter" });
        return { cancel: () => {} };
      }
      clock.at(clock.nowMs() + (greets ? (afterMs ?? 0) : 200), () => {
        if (!wanted) return;
        sink.text(greets ? OWN : "We open at nine.");
        sink.done({ because: "stop", usage: null });
      });
      return {
        cancel: () => {
          wanted = false;
        },
      };
    },
  };
}

async function callGreeted(afterMs: number | null, more: Partial<VirtualOptions> = {}) {
  const asked: ModelRequest[] = [];
  const call = await virtualCall({
    caller: singsAt([9_000, 10_000]),
    transcriber: (clock) => deafTranscriber(clock, "When do you open?"),
    model: (clock) => greeter(clock, afterMs, asked),
    assistant: {
      greeting: "generated",
      firstMessage: FIXED,
      disclosure: { phrase: "automated assistant", short: "I am an automated assistant." },
    },
    ...more,
  });
  await call.clock.advanceBy(16_000);
  const turns = [...new Map(decisions(call, "agent-turn").map((turn) => [turn.id, turn])).values()];
  return { call, asked, said: turns.map(({ text }) => String(text)) };
}

describe("the model greets", () => {
  it("in its own words, asked to disclose, and the caller hears that once", async () => {
    const { call, asked, said } = await callGreeted(400);
    expect(said).toEqual([OWN, "We open at nine."]);
    expect(asked[0]?.messages[0]?.content).toContain('word for word: "automated assistant"');
    expect(asked[0]?.messages.slice(1)).toEqual([{ role: "user", content: "(The call has begun.)" }]);
    // Only the greeting is asked for so; afterwards it stands in the history as what the caller heard.
    expect(asked.at(-1)?.messages[0]?.content).not.toContain("nobody has spoken");
    expect(asked.at(-1)?.messages[1]).toEqual({ role: "assistant", content: OWN });
    expect(decisions(call, "disclosure-heard")).toHaveLength(1);
    expect(decisions(call, "disclosure-repeated")).toEqual([]);
    expect(decisions(call, "phase").filter(({ unlisted }) => unlisted)).toEqual([]);
  });

  it.each([
    ["late", 1_500, "late"],
    ["broken", null, "model-gave-up"],
  ] as const)(
    "and is %s: the first message is there, and what comes later of the other is not played",
    async (_, afterMs, because) => {
      const { call, said } = await callGreeted(afterMs);
      expect(said).toEqual([FIXED, "We open at nine."]);
      expect(decisions(call, "greeting-not-generated")).toEqual([{ because }]);
      const [first] = decisions(call, "agent-turn");
      expect(Number(first?.startMs)).toBeLessThan(1_500);
    },
  );

  it("and the caller speaks first: answered at once, with the disclosure before it", async () => {
    const { said } = await callGreeted(5_000, {
      caller: singsAt([300, 1_100]),
      assistant: {
        greeting: "generated",
        firstMessage: "",
        disclosure: { phrase: "automated", short: "I am automated." },
      },
    });
    expect(said[0]).toBe("I am automated. We open at nine.");
  });
});

it("without a model the first message is said", async () => {
  const call = await virtualCall({
    caller: singsAt(),
    transcriber: (clock) => deafTranscriber(clock, ""),
    model: (clock) => greeter(clock, 400, []),
    assistant: { greeting: "generated", firstMessage: FIXED, model: [] },
  });
  await call.clock.advanceBy(8_000);
  expect(decisions(call, "agent-turn")[0]?.intendedText ?? decisions(call, "agent-turn")[0]?.text).toBe(FIXED);
});

import type { ModelMessage } from "@offhook/engine/ports";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Turn, turnsOf } from "./turns.ts";

const call = (id: string) => ({ id, name: "findOrder", argumentsJson: "{}" });
const agent = (content: string, ...ids: string[]): ModelMessage => ({
  ...{ role: "assistant", content },
  ...(ids.length > 0 ? { toolCalls: ids.map(call) } : {}),
});
const caller = (content: string): ModelMessage => ({ role: "user", content });
const result = (toolCallId: string): ModelMessage => ({ role: "tool", toolCallId, content: `of ${toolCallId}` });
const shape = ({ turns }: { turns: readonly Turn[] }) =>
  turns.map((turn) =>
    turn.by === "tools"
      ? turn.results.map(({ call: { id } }) => `=${id}`).join("")
      : turn.by === "agent"
        ? `${turn.text}${turn.calls.map(({ id }) => `>${id}`).join("")}`
        : turn.text,
  );

describe("a conversation as turns", () => {
  it("begins with the caller although the agent greeted, and ends with the caller although nobody answered", () => {
    expect(shape(turnsOf([{ role: "system", content: "Be brief." }, agent("Front desk.")]))).toEqual([
      "(The call begins.)",
      "Front desk.",
      "(The caller is waiting.)",
    ]);
    expect(turnsOf([{ role: "system", content: "Be brief." }]).instructions).toBe("Be brief.");
  });

  it("joins what one side said in several messages, the calls with the words before them", () => {
    const messages = [caller("Hi."), caller("My order?"), agent("One moment."), agent("", "a", "b"), result("a")];
    expect(shape(turnsOf([...messages, caller("Hello?"), result("b")]))).toEqual([
      "Hi.\nMy order?",
      "One moment.>a>b",
      "=a=b",
      "Hello?",
    ]);
  });

  it("keeps two rounds of calls apart: results stand between them", () => {
    const messages = [caller("Hi."), agent("", "a"), result("a"), agent("", "b"), result("b")];
    expect(shape(turnsOf(messages))).toEqual(["Hi.", ">a", "=a", ">b", "=b"]);
  });

  it("drops turns in which nothing was said", () => {
    expect(shape(turnsOf([caller("Hi."), agent("  "), caller("")]))).toEqual(["Hi."]);
  });

  it("is such whatever the history", () => {
    const ids = fc.constantFrom("a", "b", "c");
    const message: fc.Arbitrary<ModelMessage> = fc.oneof(
      fc.lorem().map(caller),
      fc.tuple(fc.constantFrom("", "Well."), fc.uniqueArray(ids)).map(([text, called]) => agent(text, ...called)),
      ids.map(result),
      fc.constant<ModelMessage>({ role: "system", content: "Be brief." }),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), (messages) => {
        const { turns } = turnsOf(messages);
        expect([turns[0]?.by, turns.at(-1)?.by === "agent"]).toEqual(["caller", false]);
        for (const [index, turn] of turns.entries()) {
          const next = turns[index + 1];
          expect(next?.by === turn.by).toBe(false);
          const called = turn.by === "agent" ? turn.calls.map(({ id }) => id) : [];
          const answered = next?.by === "tools" ? next.results.map(({ call: { id } }) => id) : [];
          expect(answered).toEqual(called);
        }
      }),
    );
  });
});

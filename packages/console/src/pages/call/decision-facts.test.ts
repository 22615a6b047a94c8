/** Every decision says what, why, and by which figures. */
import { expect, it } from "vitest";
import { factsOf } from "./decision-facts.ts";
import { log } from "./testing.ts";

const facts = (type: string, data: Record<string, unknown>) => {
  const [item] = log([0, "decision", type, data]);
  return item && factsOf(item);
};

it("gives the reason and the figures of the core's decisions, and no ids", () => {
  expect(facts("turn-ended", { turnId: "turn_6", because: "words-complete", waitedMs: 341, text: "No." })).toEqual({
    group: "decision",
    code: "turn-ended",
    because: "words-complete",
    facts: [
      { name: "waited", value: 341, isMs: true },
      { name: "text", value: "No.", isMs: false },
    ],
  });
});

it("names a flow's decision by its reason, with what it noted", () => {
  expect(facts("flow", { because: "slots-filled", values: { day: "2026-11-24" } })).toEqual({
    group: "flow",
    code: "slots-filled",
    because: null,
    facts: [{ name: "day", value: "2026-11-24", isMs: false }],
  });
});

it("leaves out what no line can show", () => {
  expect(
    facts("odd", { heardAtMs: 5_448, nested: { a: 1 }, none: null, empty: "", slots: ["day", "time"] })?.facts,
  ).toEqual([{ name: "slots", value: "day, time", isMs: false }]);
});

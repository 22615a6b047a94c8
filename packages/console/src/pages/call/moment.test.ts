/** Going back in a call shows what it believed then, and nothing that came later. */
import { describe, expect, it } from "vitest";
import { decisionTimes, momentAt } from "./moment.ts";
import { log } from "./testing.ts";

const slots = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, text: `“${value}”` }]));
const state = (phase: string, values: Record<string, string>, slot: string, deadlines: Record<string, number>) => ({
  state: {
    phase,
    deadlines,
    flow: { slots: slots(values), waiting: { for: "answer", slot } },
    pendingQuestion: `${slot}?`,
    toolRuns: [],
  },
});

const ITEMS = log(
  [0, "input", "call-started"],
  [1_000, "decision", "phase", { from: "greeting", to: "listening" }],
  [1_000, "snapshot", "state", state("listening", {}, "day", { "caller-silent": 9_000, "max-duration": 900_000 })],
  [3_000, "input", "caller-speech-started"],
  [4_000, "decision", "turn-ended", { because: "words-complete" }],
  [4_000, "decision", "flow", { because: "slots-filled" }],
  [4_000, "snapshot", "state", state("thinking", { day: "Monday" }, "time", {})],
  [8_000, "decision", "flow", { because: "correction" }],
  [8_000, "snapshot", "state", state("speaking", { day: "Tuesday" }, "time", {})],
);

describe("a moment of a call", () => {
  it("before the log begins is none", () => {
    expect(momentAt(ITEMS, -1)).toBeNull();
    expect(momentAt([], 5_000)).toBeNull();
  });

  it("knows only what was known then", () => {
    expect(momentAt(ITEMS, 3_999)).toMatchObject({ known: [], wanted: "day", question: "day?", phase: "listening" });
    expect(momentAt(ITEMS, 4_000)?.known).toEqual([{ name: "day", value: "Monday", words: "“Monday”", was: null }]);
  });

  it("shows what a belief was before it was put right", () => {
    expect(momentAt(ITEMS, 8_000)?.known).toEqual([
      { name: "day", value: "Tuesday", words: "“Tuesday”", was: "Monday" },
    ]);
  });

  it("gives the last decisions with reasons, newest first", () => {
    expect(momentAt(ITEMS, 5_000)?.decisions.map(({ type, data }) => [type, data.because])).toEqual([
      ["flow", "slots-filled"],
      ["turn-ended", "words-complete"],
    ]);
  });

  it("says what happens next only while nothing has happened since", () => {
    expect(momentAt(ITEMS, 2_200)?.deadline).toEqual({ name: "caller-silent", inMs: 6_800 });
    expect(momentAt(ITEMS, 3_000)?.deadline).toBeNull();
  });

  it("steps from decision to decision", () => {
    expect(decisionTimes(ITEMS)).toEqual([4_000, 8_000]);
  });
});

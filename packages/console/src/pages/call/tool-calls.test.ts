/** A tool's call stands with the turn that it was for. */
import { describe, expect, it } from "vitest";
import { log, turn } from "./testing.ts";
import { toolCallsOf, toolsByTurn } from "./tool-calls.ts";

const ITEMS = log(
  [1_000, "command", "run-tool", { id: "tool_1", name: "findSlots", args: { day: "2026-11-24" } }],
  [1_084, "input", "tool-settled", { toolRunId: "tool_1", outcome: { ok: true, result: { free: 3 } } }],
  [5_000, "command", "run-tool", { id: "tool_2", name: "book", args: {} }],
  [5_500, "input", "tool-settled", { toolRunId: "tool_2", outcome: { ok: false, fault: { code: "calendar-away" } } }],
  [9_000, "command", "run-tool", { id: "tool_3", name: "transfer", args: {} }],
);

describe("tools of a call", () => {
  it("have what went in, what came out and how long it took", () => {
    expect(toolCallsOf(ITEMS).map(({ name, status, tookMs, result }) => [name, status, tookMs, result])).toEqual([
      ["findSlots", "ok", 84, { free: 3 }],
      ["book", "failed", 500, { code: "calendar-away" }],
      ["transfer", "running", null, null],
    ]);
  });

  it("belong to what the agent said next, or was saying", () => {
    const turns = [
      turn("caller", "Tuesday?", 0, 900),
      turn("agent", "Three are free.", 1_200, 3_000),
      turn("agent", "One moment…", 4_800, 6_000),
    ];
    const byTurn = toolsByTurn(toolCallsOf(ITEMS), turns);
    expect([...byTurn].map(([id, calls]) => [id, calls.map(({ name }) => name)])).toEqual([
      ["turn_1200", ["findSlots"]],
      ["turn_4800", ["book"]],
      ["", ["transfer"]],
    ]);
  });
});

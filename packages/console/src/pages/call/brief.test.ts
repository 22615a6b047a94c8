/** Data in a line stays in the line. */
import { expect, it } from "vitest";
import { brief, briefCall } from "./brief.ts";

it("shows a tool's call as it would be written", () => {
  expect(briefCall("findSlots", { day: "2026-11-24", time: "10:00" })).toBe("findSlots(day: 2026-11-24, time: 10:00)");
  expect(briefCall("endCall", {})).toBe("endCall()");
});

it("shows what came out in a few words", () => {
  expect(brief({ free: true, time: "10:00", alternatives: [1, 2], more: { a: 1 } })).toBe(
    "free: true, time: 10:00, alternatives: [2], …",
  );
  expect([brief(null), brief([]), brief("yes"), brief({}), brief({ at: { x: 1 } })]).toEqual([
    "—",
    "[0]",
    "yes",
    "—",
    "at: {…}",
  ]);
  expect(brief("x".repeat(500)).length).toBe(60);
});

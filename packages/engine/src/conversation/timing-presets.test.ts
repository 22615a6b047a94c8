import { expect, it } from "vitest";
import { DEFAULT_TIMING } from "./defaults.ts";
import { TIMING_PRESETS } from "./timing-presets.ts";

it.each(TIMING_PRESETS)("$id says only what differs, and leaves a timing that makes sense", ({ timing }) => {
  const whole = { ...DEFAULT_TIMING, ...timing };
  for (const [name, value] of Object.entries(timing)) {
    expect([name, value]).not.toEqual([name, DEFAULT_TIMING[name as keyof typeof timing]]);
    expect(Number.isInteger(value) && value > 0).toBe(true);
  }
  expect(whole.waitCompleteMs).toBeLessThan(whole.waitUnsureMs);
  expect(whole.waitUnsureMs).toBeLessThan(whole.waitIncompleteMs);
  // What begins after the decision would begin too late.
  expect(whole.bargeInMs).toBeLessThan(whole.bargeInDecisionMs);
});

it("is quicker than usual when brisk, and slower when patient", () => {
  const waits = Object.fromEntries(TIMING_PRESETS.map(({ id, timing }) => [id, { ...DEFAULT_TIMING, ...timing }]));
  expect(waits.brisk?.waitCompleteMs).toBeLessThan(DEFAULT_TIMING.waitCompleteMs);
  expect(waits.patient?.waitCompleteMs).toBeGreaterThan(DEFAULT_TIMING.waitCompleteMs);
  expect(new Set(TIMING_PRESETS.map(({ id }) => id)).size).toBe(TIMING_PRESETS.length);
});

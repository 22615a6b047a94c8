import { DEFAULT_TIMING, TIMING_PRESETS } from "@offhook/engine/conversation";
import { expect, it } from "vitest";
import type { TimingPreset } from "../../../data/assistants.ts";
import { presetOf, withPreset, withTiming } from "./presets.ts";
import { readTiming, TIMING_GROUPS } from "./timing-groups.ts";

const presets = [...TIMING_PRESETS] as TimingPreset[];
const choiceOf = (timing = {}) => presetOf(timing, presets, DEFAULT_TIMING);

it("lists every number of the engine's once", () => {
  expect(Object.values(TIMING_GROUPS).flat().sort()).toEqual(Object.keys(DEFAULT_TIMING).sort());
});

it("knows a preset by its numbers, and keeps what no preset touches", () => {
  expect(choiceOf({ maxDurationMs: 60_000 })).toBe("usual");
  const brisk = withPreset({ maxDurationMs: 60_000, waitUnsureMs: 5 }, "brisk", presets);
  expect([choiceOf(brisk), brisk?.maxDurationMs]).toEqual(["brisk", 60_000]);
  // Of the one before nothing stays behind.
  const noisy = withPreset(brisk ?? {}, "noisy-line", presets);
  expect([choiceOf(noisy), noisy?.waitUnsureMs]).toEqual(["noisy-line", undefined]);
  expect(choiceOf(withTiming(noisy ?? {}, "bargeInMs", 300))).toBe("own");
  expect(withPreset({ bargeInMs: 300 }, "usual", presets)).toBeUndefined();
});

it("gives one number back", () => {
  expect(withTiming({ bargeInMs: 300, maxDurationMs: 1 }, "bargeInMs", undefined)).toEqual({ maxDurationMs: 1 });
  expect(withTiming({ bargeInMs: 300 }, "bargeInMs", undefined)).toBeUndefined();
});

it("reads numbers as people write them, and nothing else", () => {
  expect(["1 200", "1,200", " 0340 ", "0", ""].map(readTiming)).toEqual(["1200", "1200", "340", "0", ""]);
  expect(["-1", "1.5", "1,5", "soon", "86400001", "1e3"].filter((text) => readTiming(text) !== null)).toEqual([]);
});

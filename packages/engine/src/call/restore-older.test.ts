import { expect, it } from "vitest";
import { DEFAULT_TIMING } from "../conversation/defaults.ts";
import { TEST_PIN } from "../conversation/testing/test-pins.ts";
import { CoreRunner } from "./core-runner.ts";
import { restore } from "./replay.ts";

it("a call that an older version began goes on with a number for every setting that has come since", () => {
  const { waitUnsureMs: _new, ...timing } = { ...TEST_PIN.assistant.timing, idlePromptMs: 6_000 };
  const pin = { ...TEST_PIN, assistant: { ...TEST_PIN.assistant, timing: timing as typeof DEFAULT_TIMING } };
  const { items } = new CoreRunner().take({ type: "call-started", pin, atMs: 0 });
  const restored = restore(items)?.runner.take({
    type: "stream-started",
    streamId: "MZ2",
    epoch: 2,
    resumed: true,
    atMs: 900,
  });
  expect(restored?.decisions.length).toBeGreaterThan(0);
  expect(restore(items)?.runner.state.pin?.assistant.timing).toEqual({ ...DEFAULT_TIMING, idlePromptMs: 6_000 });
});

import { completed, DEFAULT_TIMING } from "@offhook/engine/conversation";
import { describe, expect, it } from "vitest";
import { assistantProblem } from "../twilio/assistant-problem.ts";
import { FRONT_DESK } from "./front-desk.ts";

const { wordlessMs: _new, ...olderTiming } = { ...FRONT_DESK.timing, idlePrompts: 1 };
const { lineBack: _added, ...olderPhrases } = FRONT_DESK.phrases;

describe("an assistant that was stored by an older version", () => {
  it("gets the settings that have come since, and keeps its own", () => {
    const older = { ...FRONT_DESK, timing: olderTiming, phrases: olderPhrases };
    expect(assistantProblem(older)).toMatch(/timing.wordlessMs is missing/);
    const whole = completed(older) as typeof FRONT_DESK;
    expect(assistantProblem(whole)).toBeNull();
    expect(whole.timing).toEqual({ ...DEFAULT_TIMING, idlePrompts: 1 });
  });

  it("is not mended where a setting is there and wrong, or where there are no settings at all", () => {
    const wrong = { ...FRONT_DESK, timing: { ...FRONT_DESK.timing, idlePromptMs: "8 s" } };
    expect(assistantProblem(completed(wrong))).toMatch(/timing.idlePromptMs/);
    expect(assistantProblem(completed({ ...FRONT_DESK, timing: null }))).toMatch(/timing/);
    expect(completed("nothing")).toBe("nothing");
  });
});

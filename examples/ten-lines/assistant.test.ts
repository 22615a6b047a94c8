import { caller, simulate } from "offhook/testing";
import { describe, expect, it } from "vitest";
import assistant from "./assistant.ts";

describe("the ten-line front desk", () => {
  it("answers, says goodbye and hangs up", async () => {
    const call = await simulate(assistant, caller().says("hello, when are you open?").says("and what's your address?"));
    expect(call).toHaveHeard("this is the automated assistant");
    expect(call).toHaveHeard("nine to five");
    expect(call).toHaveHeard("twelve River Street");
    expect(call).toHaveHeard("Goodbye!");
    expect(call.ended).toBe("agent-hung-up");
    expect(call.longestSilenceMs).toBeLessThan(4_000);
  });

  it("says honestly what it cannot do", async () => {
    const call = await simulate(assistant, caller().says("please book me a flight to the moon").hangsUp());
    expect(call).toHaveHeard("I'm sorry, I can't help with that.");
    expect(call).toHaveCallerTurns({ atLeast: 1 });
    expect(call.ended).toBe("caller-hung-up");
  });
});

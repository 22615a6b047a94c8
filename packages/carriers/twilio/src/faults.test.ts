import { describe, expect, it } from "vitest";
import { explainTwilioFault, TWILIO_FAULTS, type TwilioFaultCode, twilioFault } from "./faults.ts";

describe("the table of faults", () => {
  it("says something to a person and how to fix it, for every code", () => {
    for (const [code, { says, fix }] of Object.entries(TWILIO_FAULTS)) {
      expect(code).toMatch(/^[a-z0-9-]+$/);
      expect(says).toMatch(/^[A-Z].*\.$/);
      expect(fix).toMatch(/^[A-Z].*\.$/);
      expect(twilioFault(code as TwilioFaultCode).message).toBe(says);
    }
  });

  it("explains Twilio's codes that are not in it", () => {
    expect(explainTwilioFault("twilio-54321").fix).toContain("/errors/54321");
    expect(explainTwilioFault("toString").says).toBe("Something at Twilio failed.");
  });
});

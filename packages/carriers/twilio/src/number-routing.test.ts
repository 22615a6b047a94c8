import { describe, expect, it } from "vitest";
import { holdsSettings, isRouted, type NumberRouting, numberRoutingPlan, readRouting } from "./number-routing.ts";

const APPLICATION = `AP${"a".repeat(32)}`;
const TRUNK = `TK${"b".repeat(32)}`;
const OURS = { voiceUrl: "https://ours.example/twilio/voice", voiceMethod: "POST" };

function routing(fields: Partial<NumberRouting> = {}): NumberRouting {
  return { ...readRouting({}), ...fields };
}

describe("a routing plan", () => {
  it("names what changes, from what to what, and nothing else", () => {
    const current = routing({ voiceUrl: "https://theirs.example/voice", smsUrl: "https://theirs.example/sms" });
    const plan = numberRoutingPlan(current, OURS);
    expect(plan.changes).toEqual([{ field: "voiceUrl", from: "https://theirs.example/voice", to: OURS.voiceUrl }]);
    expect(plan.settings).toEqual({ voiceUrl: OURS.voiceUrl });
  });

  it("is empty once calls go where they should", () => {
    const after = { ...routing(), ...numberRoutingPlan(routing(), OURS).settings };
    expect(isRouted(routing(), OURS)).toBe(false);
    expect(isRouted(after, OURS)).toBe(true);
    expect(numberRoutingPlan(after, OURS)).toEqual({ changes: [], settings: {} });
  });

  it.each([
    ["an application", { voiceApplicationSid: APPLICATION }, { voiceApplicationSid: "" }],
    ["a trunk", { trunkSid: TRUNK }, { trunkSid: "" }],
    ["a fax", { voiceReceiveMode: "fax" }, { voiceReceiveMode: "voice" }],
  ])("removes %s, which would keep calls from the address", (_what, inTheWay, settings) => {
    const current = routing({ ...OURS, ...inTheWay });
    expect(isRouted(current, OURS)).toBe(false);
    expect(numberRoutingPlan(current, OURS).settings).toEqual(settings);
    expect(holdsSettings(current, OURS)).toBe(true);
  });

  it("leaves an application alone where only messages are wanted, and the other way round", () => {
    const current = routing({ voiceApplicationSid: APPLICATION, smsApplicationSid: APPLICATION });
    const { settings } = numberRoutingPlan(current, { smsUrl: "https://ours.example/twilio/sms" });
    expect(settings).toEqual({ smsUrl: "https://ours.example/twilio/sms", smsApplicationSid: "" });
  });

  it("takes itself back: the old routing as what is wanted restores it whole", () => {
    const old = routing({ voiceUrl: "https://theirs.example/voice", voiceMethod: "GET", trunkSid: TRUNK });
    const connected = {
      ...old,
      ...numberRoutingPlan(old, { ...OURS, statusCallback: "https://ours.example/s" }).settings,
    };
    const back = numberRoutingPlan(connected, old);
    expect({ ...connected, ...back.settings }).toEqual(old);
    expect(back.changes).toContainEqual({ field: "statusCallback", from: "https://ours.example/s", to: "" });
  });
});

describe("a routing", () => {
  it("is read the same whether Twilio writes nothing, null or an empty text", () => {
    expect(readRouting({ voice_url: null, voice_method: "", trunk_sid: null })).toEqual(readRouting({}));
    expect(readRouting({})).toMatchObject({ voiceUrl: "", voiceMethod: "POST", voiceReceiveMode: "voice" });
  });
});

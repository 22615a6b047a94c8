import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDialWebhook, readStatusWebhook, readVoiceWebhook, signedParams } from "./webhook-params.ts";

const CALL = `CA${"a".repeat(32)}`;
const ACCOUNT = `AC${"b".repeat(32)}`;

function form(more: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    CallSid: CALL,
    AccountSid: ACCOUNT,
    From: "+15550001111",
    To: "+15550002222",
    CallStatus: "ringing",
    Direction: "inbound",
    ...more,
  });
}

describe("Twilio's webhook forms", () => {
  it("tell of a new call", () => {
    expect(readVoiceWebhook(form({ AnsweredBy: "human" }))).toEqual({
      ok: true,
      value: {
        callSid: CALL,
        accountSid: ACCOUNT,
        from: "+15550001111",
        to: "+15550002222",
        callStatus: "ringing",
        direction: "inbound",
        parentCallSid: null,
        callerName: null,
        forwardedFrom: null,
        answeredBy: "human",
        errorCode: null,
      },
    });
  });

  it("may withhold who calls", () => {
    const withheld = form();
    withheld.delete("From");
    expect(readVoiceWebhook(withheld)).toMatchObject({ ok: true, value: { from: "" } });
  });

  it("tell of a call's course", () => {
    const ended = form({ CallStatus: "completed", SequenceNumber: "3", CallDuration: "42" });
    expect(readStatusWebhook(ended)).toMatchObject({ value: { sequenceNumber: 3, durationS: 42 } });
    expect(readStatusWebhook(form({ SequenceNumber: "-1" }))).toMatchObject({ value: { sequenceNumber: null } });
  });

  it("tell how a transfer went", () => {
    const dialled = form({ DialCallStatus: "completed", DialCallDuration: "7", DialBridged: "true" });
    expect(readDialWebhook(dialled)).toMatchObject({
      value: { dialStatus: "completed", dialDurationS: 7, bridged: true, dialCallSid: null },
    });
    expect(readDialWebhook(form())).toMatchObject({ ok: false, fault: { code: "twilio-webhook-malformed" } });
  });

  it.each([
    ["CallSid", "CA1"],
    ["CallSid", "../../etc/passwd"],
    ["AccountSid", ""],
    ["CallStatus", "great"],
    ["Direction", "sideways"],
  ])("are refused with a wrong %s: %s", (name, value) => {
    expect(readVoiceWebhook(form({ [name]: value }))).toMatchObject({ ok: false });
  });

  it("never throw, whatever is posted", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (fields) => {
        const posted = new URLSearchParams(fields);
        expect(readVoiceWebhook(posted).ok || readStatusWebhook(posted).ok || readDialWebhook(posted).ok).toBe(false);
      }),
    );
  });

  it("keep repeated fields for the signature", () => {
    expect(signedParams(new URLSearchParams("a=1&b=2&a=3"))).toEqual({ a: ["1", "3"], b: "2" });
  });

  it("with a hundred thousand fields are read in one pass", () => {
    const fields = Array.from({ length: 100_000 }, (_, at) => `f${at}=`).join("&");
    const before = performance.now();
    expect(Object.keys(signedParams(new URLSearchParams(fields)))).toHaveLength(100_000);
    // Field by field it took minutes; the bound only tells the two apart.
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it("lose the NULs that no database takes", () => {
    expect(readVoiceWebhook(form({ CallerName: "Ann\0a", From: "\0" }))).toMatchObject({
      value: { callerName: "Anna", from: "" },
    });
  });
});

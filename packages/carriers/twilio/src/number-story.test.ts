/** A number that somebody else's server answered is connected to ours, called, and given back as it was. */
import { memoryHttp, TwilioTwin, VirtualClock } from "@offhook/twin-twilio";
import { describe, expect, it } from "vitest";
import { isRouted, numberRoutingPlan } from "./number-routing.ts";
import { TwilioRest } from "./rest-client.ts";
import { verifyTwilioSignature } from "./signature.ts";
import { say, twiml } from "./twiml.ts";
import { signedParams } from "./webhook-params.ts";

const CALLER = "+15550001111";
const NUMBER = "+15550002222";
const APPLICATION = `AP${"a".repeat(32)}`;
const THEIRS = {
  ...{ VoiceUrl: "https://theirs.example/answer", VoiceMethod: "GET", SmsUrl: "https://theirs.example/sms" },
  ...{ VoiceApplicationSid: APPLICATION, FriendlyName: "Reception" },
};
const OURS = {
  ...{ voiceUrl: "https://ours.example/twilio/voice", voiceMethod: "POST" },
  ...{ statusCallback: "https://ours.example/twilio/status", statusCallbackMethod: "POST" },
};

/** A server that answers only what Twilio signed with the account's token. */
function house() {
  const clock = new VirtualClock();
  const heard: string[] = [];
  let isDown = false;
  const http = memoryHttp(({ url, headers, body }) => {
    if (isDown) return { status: 503, body: "" };
    const params = signedParams(new URLSearchParams(body));
    const verified = verifyTwilioSignature([twin.authToken], { signature: headers["x-twilio-signature"], url, params });
    heard.push(
      `${verified.ok ? "" : "unsigned "}${new URL(url).pathname} ${new URLSearchParams(body).get("CallStatus")}`,
    );
    if (url === OURS.statusCallback) return { status: 204, body: "" };
    return { status: 200, headers: { "content-type": "text/xml" }, body: twiml(say("Front desk, good morning.")) };
  }, clock);
  const twin = new TwilioTwin({ clock, http, seed: 1 });
  const { accountSid, authToken } = twin;
  const rest = new TwilioRest({
    ...{ accountSid, authToken, sleep: async () => {} },
    exchange: async ({ method, url, headers, body = "" }) => {
      const { status, json } = twin.rest({ method, path: url.replace(/^https:\/\/[a-z.]+/, ""), headers, body });
      return { kind: "answered", status, body: JSON.stringify(json) };
    },
  });
  const ring = async () => {
    const call = twin.placeCall({ from: CALLER, to: NUMBER });
    await clock.runUntilIdle();
    return call;
  };
  const breakDown = () => {
    isDown = true;
  };
  return { twin, clock, rest, heard, ring, breakDown };
}

async function ownNumber(rest: TwilioRest) {
  const found = await rest.findNumber(NUMBER);
  if (!found.ok || found.value === null) throw new Error("the account should have the number");
  return found.value;
}

describe("a number", () => {
  it("is connected, called, and restored to what it was", async () => {
    const { twin, rest, heard, ring } = house();
    twin.addNumber(NUMBER, THEIRS);
    const before = await ownNumber(rest);
    const plan = numberRoutingPlan(before.routing, OURS);
    expect(plan.changes).toEqual([
      { field: "voiceUrl", from: "https://theirs.example/answer", to: OURS.voiceUrl },
      { field: "voiceMethod", from: "GET", to: "POST" },
      { field: "voiceApplicationSid", from: APPLICATION, to: "" },
      { field: "statusCallback", from: "", to: OURS.statusCallback },
    ]);
    // While it is only a plan, calls still go to the application, which is not ours.
    expect((await ring()).said).toEqual([]);

    expect(await rest.updateNumber(before.sid, plan.settings)).toMatchObject({ ok: true });
    expect(isRouted((await ownNumber(rest)).routing, OURS)).toBe(true);
    expect((await ring()).said).toEqual(["Front desk, good morning."]);
    expect(heard).toEqual(["/twilio/voice ringing", "/twilio/status completed"]);

    const back = numberRoutingPlan((await ownNumber(rest)).routing, before.routing);
    expect(await rest.updateNumber(before.sid, back.settings)).toMatchObject({ ok: true });
    expect(await ownNumber(rest)).toEqual(before);
    await ring();
    expect(heard).toHaveLength(2);
  });

  it("that does not ring tells why: the alert names our own address", async () => {
    const { twin, rest, ring, breakDown } = house();
    const { sid } = twin.addNumber(NUMBER);
    await rest.updateNumber(sid, OURS);
    breakDown();
    const call = await ring();
    expect(call.said).toEqual(["We're sorry, an application error has occurred. Goodbye."]);
    const alerts = await rest.listAlerts();
    expect(
      alerts.ok && alerts.value.map(({ code, resourceSid, requestUrl }) => [code, resourceSid, requestUrl]),
    ).toEqual([
      [11200, call.sid, OURS.statusCallback],
      [11200, call.sid, OURS.voiceUrl],
    ]);
  });
});

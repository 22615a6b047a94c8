/** A call to one of the account's numbers goes where the number leads. */
import { describe, expect, it } from "vitest";
import { FROM, only, setUp, signatureOf, TO } from "./testing/test-server.ts";
import type { TwilioTwinOptions } from "./twilio-twin.ts";

const ROUTING = {
  VoiceUrl: "https://server.test/voice",
  VoiceFallbackUrl: "https://backup.test/fallback",
  StatusCallback: "https://server.test/status",
};

function withNumber(settings: Record<string, string>, options: TwilioTwinOptions = {}) {
  const pages = {
    "/voice": "<Say>Front desk.</Say>",
    "/broken": { status: 500, body: "" },
    "/fallback": "<Say>Please call later.</Say>",
    "/other": "<Say>Another server.</Say>",
    "/status": { status: 204, body: "" },
  };
  const world = setUp(pages, options);
  const number = world.twin.addNumber(TO, settings);
  const call = () => world.twin.placeCall({ from: FROM, to: TO });
  return { ...world, number, call };
}

describe("a call to the account's number", () => {
  it("asks its VoiceUrl, and its StatusCallback hears of the end, both signed with the account's token", async () => {
    const { twin, clock, call, at, number } = withNumber(ROUTING);
    const placed = call();
    await clock.runUntilIdle();
    expect(placed.said).toEqual(["Front desk."]);
    expect(placed.record.phoneNumberSid).toBe(number.sid);
    expect(only(at("/status")).form.get("CallStatus")).toBe("completed");
    for (const { form, request } of [only(at("/voice")), only(at("/status"))]) {
      expect(request.headers["x-twilio-signature"]).toBe(signatureOf(twin.authToken, request.url, form));
    }
  });

  it("asks with the methods that the number names", async () => {
    const { clock, call, at } = withNumber({ ...ROUTING, VoiceMethod: "GET", StatusCallbackMethod: "GET" });
    call();
    await clock.runUntilIdle();
    expect([only(at("/voice")), only(at("/status"))].map(({ request }) => request.method)).toEqual(["GET", "GET"]);
  });

  it("goes to the fallback when the webhook fails, and leaves an alert", async () => {
    const broken = "https://server.test/broken";
    const { twin, clock, call, at } = withNumber({ ...ROUTING, VoiceUrl: broken, VoiceFallbackMethod: "GET" });
    const placed = call();
    await clock.runUntilIdle();
    expect(placed.said).toEqual(["Please call later."]);
    const fallback = only(at("/fallback"));
    expect([fallback.request.method, fallback.form.get("ErrorCode")]).toEqual(["GET", "11200"]);
    expect(fallback.form.get("ErrorUrl")).toBe(broken);
    expect(twin.alerts).toMatchObject([{ code: 11200, callSid: placed.sid, request: { url: broken, method: "POST" } }]);
  });

  it("goes elsewhere when whoever places it says so", async () => {
    const { twin, clock, at } = withNumber(ROUTING);
    const placed = twin.placeCall({ from: FROM, to: TO, voiceUrl: "https://server.test/other" });
    await clock.runUntilIdle();
    expect(placed.said).toEqual(["Another server."]);
    expect(at("/status")).toEqual([]);
  });

  it.each([
    ["no address", { VoiceUrl: "" }],
    ["a trunk", { TrunkSid: `TK${"a".repeat(32)}` }],
    ["an application", { VoiceApplicationSid: `AP${"a".repeat(32)}` }],
    ["a fax", { VoiceReceiveMode: "fax" }],
  ])("reaches nobody where the number has %s", async (_what, change) => {
    const { clock, call, at } = withNumber({ ...ROUTING, ...change });
    expect(call().status).toBe("failed");
    await clock.runUntilIdle();
    expect(at("/voice")).toEqual([]);
  });

  it("to a number that nobody has reaches nobody", () => {
    const { twin } = withNumber(ROUTING);
    expect(twin.placeCall({ from: FROM, to: "+15557654321" }).status).toBe("failed");
  });

  it("is turned away while the account is suspended", async () => {
    const { twin, call, at, clock } = withNumber(ROUTING);
    twin.account.status = "suspended";
    expect(call().isOver).toBe(true);
    await clock.runUntilIdle();
    expect(at("/voice")).toEqual([]);
    expect(twin.alerts).toMatchObject([{ code: 10001 }]);
  });
});

describe("a trial account", () => {
  const TRIAL = { accountType: "Trial", verifiedNumbers: [FROM] } as const;
  const LONG = { "/voice": "<Pause length='3600'/>" };

  it("takes calls of verified numbers alone, and shows the others in the debugger", () => {
    const { twin } = withNumber(ROUTING, { ...TRIAL, verifiedNumbers: [] });
    const call = twin.placeCall({ from: FROM, to: TO });
    expect([call.status, call.record.answeredAtMs]).toEqual(["busy", null]);
    expect(twin.alerts).toMatchObject([{ code: 21219, callSid: call.sid }]);
  });

  it("ends a call after ten minutes", async () => {
    const { twin, clock } = setUp(LONG, TRIAL);
    const call = twin.placeCall({ from: FROM, to: TO, voiceUrl: "https://server.test/voice" });
    await clock.runUntilIdle();
    const { answeredAtMs, endedAtMs } = call.record;
    expect(Number(endedAtMs) - Number(answeredAtMs)).toBe(600_000);
  });

  it("has five calls at once", async () => {
    const { twin, clock } = setUp(LONG, TRIAL);
    const place = () => twin.placeCall({ from: FROM, to: TO, voiceUrl: "https://server.test/voice" });
    const calls = [1, 2, 3, 4, 5, 6].map(place);
    await clock.advanceBy(1_000);
    expect(calls.map(({ status }) => status)).toEqual([...Array(5).fill("in-progress"), "busy"]);
    expect(twin.alerts).toMatchObject([{ code: 10004, callSid: calls[5]?.sid }]);
  });

  it("waits five seconds for TwiML, and follows ten redirects", async () => {
    const pages = { "/loop": "<Redirect>https://server.test/loop</Redirect>" };
    const looping = setUp(pages, TRIAL);
    looping.twin.placeCall({ from: FROM, to: TO, voiceUrl: "https://server.test/loop" });
    await looping.clock.runUntilIdle();
    expect(looping.at("/loop")).toHaveLength(11);
    const http = (_request: unknown, signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("aborted")));
      });
    const deaf = setUp({}, { ...TRIAL, http });
    const startMs = deaf.clock.nowMs();
    deaf.twin.placeCall({ from: FROM, to: TO, voiceUrl: "https://server.test/voice" });
    await deaf.clock.runUntil(() => deaf.twin.alerts.length > 0);
    expect(deaf.twin.alerts[0]).toMatchObject({ code: 11200, atMs: startMs + 5_000 });
  });
});

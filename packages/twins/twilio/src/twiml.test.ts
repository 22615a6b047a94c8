import { describe, expect, it } from "vitest";
import { ConnectionFailed, memoryHttp } from "./http-transport.ts";
import { FROM, only, STREAM, setUp, signatureOf, TO, VOICE_URL } from "./testing/test-server.ts";
import { VirtualClock } from "./virtual-clock.ts";

describe("a call to our number", () => {
  it("asks our address, signed, with what Twilio always says", async () => {
    const { clock, place, twin, requests } = setUp({ "/voice": "<Say>Hello.</Say>" });
    const call = place();
    await clock.runUntilIdle();
    const { form, request } = only(requests);
    expect(Object.fromEntries(form)).toEqual({
      CallSid: call.sid,
      AccountSid: twin.accountSid,
      From: FROM,
      To: TO,
      Caller: FROM,
      Called: TO,
      CallStatus: "ringing",
      ApiVersion: "2010-04-01",
      Direction: "inbound",
    });
    expect(request.headers["x-twilio-signature"]).toBe(signatureOf(twin.authToken, VOICE_URL, form));
    expect(call.events.map(({ type }) => type)).toEqual(["ringing", "answered", "said", "ended"]);
  });

  it("tells its end once, with its length", async () => {
    const { clock, place, at } = setUp({ "/voice": '<Pause length="42"/>', "/status": { status: 204, body: "" } });
    place({ statusCallback: "https://server.test/status" });
    await clock.runUntilIdle();
    expect(Object.fromEntries(only(at("/status")).form)).toMatchObject({
      CallStatus: "completed",
      CallDuration: "42",
      Duration: "1",
      SequenceNumber: "0",
      CallbackSource: "call-progress-events",
      Timestamp: "Mon, 05 Jan 2026 09:00:42 +0000",
    });
  });

  it.each([
    ["busy", "busy"],
    ["rejected", "no-answer"],
  ])("is not answered when rejected as %s", async (reason, status) => {
    const { clock, place } = setUp({ "/voice": `<Reject reason="${reason}"/>` });
    const call = place();
    await clock.runUntilIdle();
    expect(call.status).toBe(status);
    expect(call.events.map(({ type }) => type)).not.toContain("answered");
  });

  it("goes where it is sent, by TwiML and by HTTP", async () => {
    const { clock, place, at } = setUp({
      "/voice": '<Redirect method="GET">/second?x=1</Redirect><Say>Never.</Say>',
      "/second": { status: 302, headers: { location: "/third" }, body: "" },
      "/third": "<Say>Here.</Say><Hangup/><Say>Never.</Say>",
    });
    const call = place();
    await clock.runUntilIdle();
    expect(call.said).toEqual(["Here."]);
    expect(only(at("/second")).form.get("CallSid")).toBe(call.sid);
    expect(only(at("/third")).request.method).toBe("GET");
  });

  it("signs a GET over its whole address", async () => {
    const { clock, place, twin, at } = setUp({ "/voice": '<Redirect method="GET">/next?x=1</Redirect>', "/next": "" });
    place();
    await clock.runUntilIdle();
    const { request } = only(at("/next"));
    expect(request.url).toContain("/next?x=1&CallSid=");
    expect(request.headers["x-twilio-signature"]).toBe(signatureOf(twin.authToken, request.url));
  });

  it("hears spoken words for as long as they take", async () => {
    const voice = new Uint8Array(1_600).fill(5);
    const heard: number[] = [];
    const { clock, place } = setUp({ "/voice": '<Say loop="2">Hi</Say>' }, { sayVoice: () => voice });
    const caller = {
      nextFrame: () => new Uint8Array(160),
      hear: (frame: Uint8Array) => heard.push(...frame.filter((byte) => byte === 5)),
    };
    const call = place({ caller });
    await clock.runUntilIdle();
    expect(call.said).toEqual(["Hi", "Hi"]);
    expect(heard.length).toBeGreaterThanOrEqual(18 * 160);
  });
});

describe("what is wrong with our answer", () => {
  it.each([
    ["broken XML", { status: 200, headers: { "content-type": "text/xml" }, body: "<Response><Say>" }, 12100],
    ["another root", { status: 200, headers: { "content-type": "text/xml" }, body: "<Html/>" }, 12100],
    ["a picture", { status: 200, headers: { "content-type": "image/png" }, body: "x" }, 12300],
    ["an error", { status: 500, headers: {}, body: "" }, 11200],
    ["nobody there", { status: 404, body: "" }, 11200],
  ])("is alerted, told to the caller and ends the call: %s", async (_what, answer, code) => {
    const { clock, place, twin } = setUp({ "/voice": answer });
    const call = place();
    await clock.runUntilIdle();
    expect(twin.alerts).toMatchObject([{ code, callSid: call.sid }]);
    expect(call.said).toEqual(["We're sorry, an application error has occurred. Goodbye."]);
    expect(call.status).toBe("completed");
  });

  it("sends the call to the fallback address, with the reason", async () => {
    const { clock, place, at } = setUp({ "/voice": { status: 503, body: "" }, "/fallback": "<Say>One moment.</Say>" });
    const call = place({ fallbackUrl: "https://server.test/fallback" });
    await clock.runUntilIdle();
    expect(Object.fromEntries(only(at("/fallback")).form)).toMatchObject({ ErrorCode: "11200", ErrorUrl: VOICE_URL });
    expect(call.said).toEqual(["One moment."]);
  });

  it("is no harm for a verb that the twin does not know", async () => {
    const { clock, place, twin } = setUp({ "/voice": "<Dance/><Say>Well.</Say>" });
    const call = place();
    await clock.runUntilIdle();
    expect(twin.alerts.map(({ code }) => code)).toEqual([12200]);
    expect(call.said).toEqual(["Well."]);
  });

  it("reads plain text aloud", async () => {
    const answer = { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: "Plain words." };
    const { clock, place } = setUp({ "/voice": answer });
    const call = place();
    await clock.runUntilIdle();
    expect(call.said).toEqual(["Plain words."]);
  });
});

describe("trying again", () => {
  function flaky(url: string, fail: (attempt: number) => Promise<string>) {
    const clock = new VirtualClock();
    const tokens: (string | undefined)[] = [];
    const http = memoryHttp(async (request) => {
      tokens.push(request.headers["i-twilio-idempotency-token"]);
      const body = await fail(tokens.length);
      return { status: Number(body) || 200, headers: { "content-type": "text/xml" }, body };
    });
    const world = setUp({}, { clock, http });
    const call = world.twin.placeCall({ from: FROM, to: TO, voiceUrl: url });
    return { clock, tokens, call, twin: world.twin };
  }

  it("happens once by itself, when no connection was made, under one token", async () => {
    const { clock, tokens, call } = flaky(VOICE_URL, async (attempt) => {
      if (attempt === 1) throw new ConnectionFailed("ECONNREFUSED");
      return "<Response><Say>There.</Say></Response>";
    });
    await clock.runUntilIdle();
    expect(call.said).toEqual(["There."]);
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
  });

  it("does not happen by itself after an error, but does when the address asks for it", async () => {
    const plain = flaky(VOICE_URL, async () => "503");
    await plain.clock.runUntilIdle();
    expect(plain.tokens).toHaveLength(1);
    const asked = flaky(`${VOICE_URL}#rc=3&rp=5xx`, async () => "503");
    await asked.clock.runUntilIdle();
    expect(asked.tokens).toHaveLength(4);
  });

  it("can be had on purpose: every webhook twice, the second answer counts", async () => {
    let answers = 0;
    const page = () => `<Say>Answer ${++answers}.</Say>`;
    const { clock, place, requests } = setUp({ "/voice": page }, { repeatsWebhooks: true });
    const call = place();
    await clock.runUntilIdle();
    const tokens = requests.map(({ request }) => request.headers["i-twilio-idempotency-token"]);
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
    expect(call.said).toEqual(["Answer 2."]);
  });

  it("gives up on an answer that does not come within 15 s", async () => {
    const { clock, call, twin } = flaky(VOICE_URL, () => new Promise(() => {}));
    await clock.advanceBy(14_999);
    expect(twin.alerts).toEqual([]);
    await clock.advanceBy(1);
    expect(twin.alerts.map(({ code }) => code)).toEqual([11200]);
    await clock.runUntilIdle();
    expect(call.status).toBe("completed");
  });
});

describe("dialling a person", () => {
  const HUMAN = "+15550009999";
  const dial = (attributes = "") => `<Dial ${attributes}action="/after" timeout="20"><Number>${HUMAN}</Number></Dial>`;

  it("joins both until the person hangs up, then asks what is next", async () => {
    const { clock, place, twin, at } = setUp({ "/voice": dial(), "/after": "<Say>Anything else?</Say>" });
    const heardByHuman: number[] = [];
    twin.setPerson(HUMAN, {
      outcome: "answers",
      afterMs: 3_000,
      talksForMs: 10_000,
      ear: () => ({
        nextFrame: () => new Uint8Array(160).fill(7),
        hear: (frame) => heardByHuman.push(frame[0] ?? 0),
      }),
    });
    const heardByCaller: number[] = [];
    const call = place({
      caller: {
        nextFrame: () => new Uint8Array(160).fill(3),
        hear: (frame) => heardByCaller.push(frame[0] ?? 0),
      },
    });
    await clock.runUntilIdle();
    const { form } = only(at("/after"));
    const leg = twin.calls[1];
    expect(Object.fromEntries(form)).toMatchObject({
      DialCallStatus: "completed",
      DialCallSid: leg?.sid,
      DialCallDuration: "10",
      DialBridged: "true",
      CallSid: call.sid,
    });
    expect(leg?.record).toMatchObject({ parentCallSid: call.sid, direction: "outbound-dial", status: "completed" });
    expect(heardByCaller.filter((byte) => byte === 7).length).toBeGreaterThan(490);
    expect(heardByHuman.filter((byte) => byte === 3).length).toBeGreaterThan(490);
    expect(call.said).toEqual(["Anything else?"]);
  });

  it.each([
    ["busy", 1_000, "busy"],
    ["declines", 4_000, "busy"],
    ["failed", 0, "failed"],
    ["no-answer", 0, "no-answer"],
    ["answers", 25_000, "no-answer"],
  ] as const)("who is %s after %d ms ends in %s", async (outcome, afterMs, status) => {
    const { clock, place, twin, at } = setUp({ "/voice": dial(), "/after": "" });
    twin.setPerson(HUMAN, { outcome, afterMs });
    place();
    await clock.runUntilIdle();
    expect(Object.fromEntries(only(at("/after")).form)).toMatchObject({ DialCallStatus: status, DialBridged: "false" });
    expect(twin.calls[1]?.status).toBe(status);
  });

  it("takes the first of several to answer and lets the others be", async () => {
    const { clock, place, twin } = setUp({
      "/voice": "<Dial><Number>+15550000001</Number><Number>+15550000002</Number></Dial>",
    });
    twin.setPerson("+15550000001", { outcome: "answers", afterMs: 5_000 });
    twin.setPerson("+15550000002", { outcome: "answers", afterMs: 2_000, talksForMs: 1_000 });
    place();
    await clock.runUntilIdle();
    expect(twin.calls.map(({ status }) => status)).toEqual(["completed", "canceled", "completed"]);
  });

  it("ends with the caller: the person's telephone stops", async () => {
    const { clock, place, twin, at } = setUp({ "/voice": dial(), "/after": "<Say>Never.</Say>" });
    twin.setPerson(HUMAN, { outcome: "answers", afterMs: 1_000 });
    const call = place();
    await clock.advanceBy(5_000);
    call.hangUp();
    await clock.runUntilIdle();
    expect(twin.calls[1]?.status).toBe("completed");
    expect(at("/after")).toHaveLength(1);
    expect(call.said).toEqual([]);
  });

  it("tells the address of `<Number>` how a leg goes, in the order in which it happens", async () => {
    const events = 'statusCallbackEvent="initiated ringing answered completed"';
    const number = `<Number statusCallback="/leg" ${events}>${HUMAN}</Number>`;
    const { clock, place, twin, at } = setUp({ "/voice": `<Dial>${number}</Dial>`, "/leg": "" });
    twin.setPerson(HUMAN, { outcome: "answers", afterMs: 1_000, talksForMs: 2_000 });
    const call = place();
    await clock.runUntilIdle();
    const told = at("/leg").map(({ form }) => Object.fromEntries(form));
    expect(told.map((form) => form.CallStatus)).toEqual(["initiated", "ringing", "in-progress", "completed"]);
    expect(told.map((form) => form.SequenceNumber)).toEqual(["0", "1", "2", "3"]);
    expect(told[3]).toMatchObject({ CallSid: twin.calls[1]?.sid, ParentCallSid: call.sid, CallDuration: "2" });
  });

  it("with answerOnBridge leaves the caller ringing until then", async () => {
    const { clock, place, twin } = setUp({ "/voice": dial('answerOnBridge="true" '), "/after": "" });
    twin.setPerson(HUMAN, { outcome: "answers", afterMs: 3_000, talksForMs: 1_000 });
    const call = place();
    await clock.advanceBy(2_900);
    expect(call.status).toBe("ringing");
    await clock.advanceBy(200);
    expect(call.status).toBe("in-progress");
    await clock.runUntilIdle();
  });
});

describe("a trial account", () => {
  const trial = { accountType: "Trial", verifiedNumbers: [FROM] } as const;

  it.each([
    [STREAM, "The Stream verb is not available on trial accounts."],
    ["<Dial>+15550009999</Dial>", "The Dial verb is not available on trial accounts."],
  ])("hears a sentence in place of %s", async (twiml, sentence) => {
    const { clock, place, streams } = setUp({ "/voice": `${twiml}<Say>Next.</Say>` }, trial);
    const call = place();
    await clock.runUntilIdle();
    expect(call.said).toEqual([sentence, "Next."]);
    expect(streams).toEqual([]);
  });

  it("is called from verified numbers only", async () => {
    const { clock, place, requests } = setUp({ "/voice": "" }, { ...trial, verifiedNumbers: [] });
    const call = place();
    await clock.runUntilIdle();
    expect(call.status).toBe("busy");
    expect(requests).toEqual([]);
  });
});

describe("virtual time", () => {
  it("plays a call of three minutes at once, and the same each time", async () => {
    const run = async () => {
      const { clock, place, streams } = setUp({ "/voice": STREAM }, { seed: 7 });
      const call = place({ line: { lossPercent: 3, jitterMs: 50 } });
      await clock.advanceBy(180_000);
      call.hangUp();
      await clock.runUntilIdle();
      return only(streams).messages;
    };
    const [one, other] = [await run(), await run()];
    expect(one.length).toBeGreaterThan(8_000);
    expect(other).toEqual(one);
  });

  it("says so when something never ends", async () => {
    const { clock, place } = setUp({ "/voice": STREAM });
    place();
    await expect(clock.runUntilIdle(60_000)).rejects.toThrow("still busy");
  });
});

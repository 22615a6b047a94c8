/** Twilio's own SDK, unmodified, against the twin's REST API over real HTTP; the calls themselves in virtual time. */
import type twilio from "twilio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FROM, only, STREAM, setUp, TO } from "./testing/test-server.ts";
import { sdkFor } from "./testing/twin-sdk.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

const pages = {
  "/voice": STREAM,
  "/status": { status: 204, body: "" },
  "/amd": { status: 204, body: "" },
  "/message-status": { status: 204, body: "" },
};

let world: ReturnType<typeof setUp>;
let baseUrl: string;
let client: twilio.Twilio;

function clientFor(twin: TwilioTwin, authToken = twin.authToken) {
  return sdkFor(twin, baseUrl, authToken);
}

beforeEach(async () => {
  world = setUp(pages, { ownedNumbers: [TO] });
  baseUrl = await world.twin.listen();
  client = clientFor(world.twin);
});

afterEach(() => world.twin.close());

const url = "https://server.test/voice";

describe("calls", () => {
  it("are made, change, and tell their course in order", async () => {
    const { clock, twin, at, streams } = world;
    twin.setPerson(FROM, { outcome: "answers", afterMs: 2_000 });
    const made = await client.calls.create({
      to: FROM,
      from: TO,
      url,
      statusCallback: "https://server.test/status",
      statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
    });
    expect(made).toMatchObject({ status: "queued", to: FROM, from: TO, price: null, direction: "outbound-api" });
    await clock.advanceBy(3_000);
    expect(await client.calls(made.sid).fetch()).toMatchObject({ status: "in-progress", duration: null });
    expect(only(streams).of("start")).toHaveLength(1);
    await client.calls(made.sid).update({ twiml: "<Response><Say>Transferring.</Say><Pause length='60'/></Response>" });
    await clock.advanceBy(1_000);
    expect(only(streams).of("stop")).toHaveLength(1);
    expect(twin.call(made.sid)?.said).toEqual(["Transferring."]);
    expect((await client.calls(made.sid).update({ status: "completed" })).status).toBe("completed");
    await clock.runUntilIdle();
    expect(at("/status").map(({ form }) => `${form.get("SequenceNumber")} ${form.get("CallStatus")}`)).toEqual([
      "0 initiated",
      "1 ringing",
      "2 in-progress",
      "3 completed",
    ]);
    await clock.advanceBy(120_000);
    expect((await client.calls(made.sid).fetch()).price).toBe("-0.01400");
  });

  it("are refused with Twilio's own errors", async () => {
    const ended = await client.calls.create({ to: FROM, from: TO, url });
    await client.calls(ended.sid).update({ status: "canceled" });
    const attempts: [Promise<unknown>, number, number][] = [
      [client.calls(ended.sid).update({ status: "completed" }), 21220, 400],
      [client.calls.create({ to: "5551234", from: TO, url }), 21211, 400],
      [client.calls.create({ to: FROM, from: "nobody", url }), 21212, 400],
      [client.calls.create({ to: FROM, from: "+15559999999", url }), 21210, 400],
      [client.calls.create({ to: FROM, from: TO, url: "no-address" }), 21205, 400],
      [client.calls.create({ to: FROM, from: TO, twiml: "x".repeat(4_001) }), 32018, 400],
      [client.calls(`CA${"0".repeat(32)}`).fetch(), 20404, 404],
      [clientFor(world.twin, "wrong").calls.list(), 20003, 401],
    ];
    for (const [attempt, code, status] of attempts) await expect(attempt).rejects.toMatchObject({ code, status });
  });

  it("that ring cannot be redirected, and `canceled` ends them only then", async () => {
    const { clock, twin } = world;
    twin.setPerson(FROM, { outcome: "answers", afterMs: 2_000 });
    const made = await client.calls.create({ to: FROM, from: TO, url });
    await clock.advanceBy(1_000);
    await expect(client.calls(made.sid).update({ url })).rejects.toMatchObject({ code: 21220 });
    await clock.advanceBy(2_000);
    expect((await client.calls(made.sid).update({ status: "canceled" })).status).toBe("in-progress");
  });

  it.each([
    ["busy", "busy"],
    ["no-answer", "no-answer"],
    ["failed", "failed"],
    ["declines", "busy"],
  ] as const)("to somebody who is %s end as %s, and ask for no TwiML", async (outcome, status) => {
    const { clock, twin, at } = world;
    twin.setPerson(FROM, { outcome, afterMs: 1_000 });
    const made = await client.calls.create({ to: FROM, from: TO, url, statusCallback: "https://server.test/status" });
    await clock.runUntilIdle();
    expect((await client.calls(made.sid).fetch()).status).toBe(status);
    expect(only(at("/status")).form.get("CallStatus")).toBe(status);
    expect(at("/voice")).toEqual([]);
  });

  it("to a machine say so: before the TwiML, or beside it", async () => {
    const { clock, twin, at } = world;
    twin.setPerson(FROM, { outcome: "answers", afterMs: 500, answeredBy: "machine_start", talksForMs: 20_000 });
    await client.calls.create({ to: FROM, from: TO, url, machineDetection: "Enable" });
    await clock.runUntilIdle();
    expect(only(at("/voice")).form.get("AnsweredBy")).toBe("machine_start");
    const asyncAmdStatusCallback = "https://server.test/amd";
    const beside = { machineDetection: "Enable", asyncAmd: "true", asyncAmdStatusCallback };
    await client.calls.create({ to: FROM, from: TO, url, ...beside });
    await clock.runUntilIdle();
    expect(at("/voice")[1]?.form.has("AnsweredBy")).toBe(false);
    expect(only(at("/amd")).form.get("AnsweredBy")).toBe("machine_start");
  });

  it("are listed newest first, filtered, page by page", async () => {
    const { clock, twin } = world;
    const sids: string[] = [];
    for (let call = 0; call < 5; call++) {
      sids.unshift((await client.calls.create({ to: FROM, from: TO, url })).sid);
      await clock.advanceBy(10_000);
    }
    twin.placeCall({ from: FROM, to: TO, voiceUrl: url });
    const listed = await client.calls.list({ to: FROM, pageSize: 2 });
    expect(listed.map(({ sid }) => sid)).toEqual(sids);
    const later = await client.calls.list({ to: FROM, startTimeAfter: new Date(clock.nowMs() - 25_000) });
    expect(later.map(({ sid }) => sid)).toEqual(sids.slice(0, 2));
    expect(await client.calls.list({ to: "+15550000000" })).toEqual([]);
  });
});

describe("messages and the account", () => {
  it("are sent, delivered and told of", async () => {
    const { clock, at } = world;
    const statusCallback = "https://server.test/message-status";
    const message = await client.messages.create({ to: FROM, from: TO, body: "Till Tuesday", statusCallback });
    expect(message).toMatchObject({ status: "queued", numSegments: "1", errorCode: null });
    await clock.runUntilIdle();
    expect((await client.messages(message.sid).fetch()).status).toBe("delivered");
    expect(at("/message-status").map(({ form }) => form.get("MessageStatus"))).toEqual([
      "sending",
      "sent",
      "delivered",
    ]);
    await expect(client.messages.create({ to: FROM, from: TO, body: "x".repeat(1_601) })).rejects.toMatchObject({
      code: 21617,
    });
    await expect(client.messages.create({ to: FROM, from: FROM, body: "x" })).rejects.toMatchObject({ code: 21606 });
  });

  it("say what kind of account it is", async () => {
    expect(await client.api.v2010.account.fetch()).toMatchObject({ type: "Full", status: "active" });
    const trial = setUp(pages, { accountType: "Trial", verifiedNumbers: [] });
    baseUrl = await trial.twin.listen();
    const account = clientFor(trial.twin);
    expect((await account.api.v2010.account.fetch()).type).toBe("Trial");
    await expect(account.calls.create({ to: FROM, from: TO, url })).rejects.toMatchObject({ code: 21219 });
    await trial.twin.close();
  });

  it("take forms only", async () => {
    const { twin } = world;
    const answer = await fetch(`${baseUrl}/2010-04-01/Accounts/${twin.accountSid}/Calls.json`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${twin.accountSid}:${twin.authToken}`).toString("base64")}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ To: FROM, From: TO }),
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/json;charset=utf-8");
    expect(await answer.json()).toMatchObject({ code: 20001, status: 400 });
  });
});

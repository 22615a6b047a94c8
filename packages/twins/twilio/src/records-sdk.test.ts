/** What is left of calls, through Twilio's own SDK: recordings, alerts, and the numbers that were verified. */
import { mulawSample, parseWav } from "@offhook/engine/audio";
import type { Twilio } from "twilio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CallerEar } from "./person.ts";
import { FROM, only, setUp, TO } from "./testing/test-server.ts";
import { sdkFor } from "./testing/twin-sdk.ts";

const url = "https://server.test/voice";
const PERSON_BYTE = 0x10;
const ear: CallerEar = { nextFrame: () => new Uint8Array(160).fill(PERSON_BYTE), hear: () => {} };
const pages = {
  "/voice": "<Pause length='60'/>",
  "/recording": { status: 204, body: "" },
  "/page": { status: 200, headers: { "content-type": "text/plain" }, body: "<nonsense" },
  "/odd": { status: 200, headers: { "content-type": "image/png" }, body: "" },
};

let world: ReturnType<typeof setUp>;
let baseUrl: string;
let sdk: Twilio;

beforeEach(async () => {
  world = setUp(pages, { ownedNumbers: [TO] });
  baseUrl = await world.twin.listen();
  sdk = sdkFor(world.twin, baseUrl);
  world.twin.setPerson(FROM, { outcome: "answers", afterMs: 1_000, ear: () => ear });
});

afterEach(() => world.twin.close());

async function fetchWav(recordingSid: string, query = "") {
  const { accountSid, authToken } = world.twin;
  const address = `${baseUrl}/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}.wav${query}`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const answer = await fetch(address, { headers: { authorization } });
  const wav = parseWav(new Uint8Array(await answer.arrayBuffer()));
  return { status: answer.status, type: answer.headers.get("content-type"), wav: wav.ok ? wav.value : null };
}

describe("a recorded call", () => {
  it("is recorded from the answer to the end, and its file comes a while after that", async () => {
    const { clock, at } = world;
    const order = { recordingChannels: "dual", recordingStatusCallback: "https://server.test/recording" };
    const made = await sdk.calls.create({ to: FROM, from: TO, url, record: true, ...order });
    await clock.advanceBy(3_000);
    const running = only(await sdk.calls(made.sid).recordings.list());
    expect(running).toMatchObject({ status: "in-progress", channels: 2, source: "OutboundAPI", duration: null });
    await clock.advanceBy(8_000);
    await sdk.calls(made.sid).update({ status: "completed" });
    expect((await fetchWav(running.sid)).status).toBe(404);
    await clock.advanceBy(3_000);
    expect(await sdk.recordings(running.sid).fetch()).toMatchObject({ status: "completed", duration: "10" });
    const told = only(at("/recording")).form;
    expect(Object.fromEntries(told)).toMatchObject({
      ...{ RecordingSid: running.sid, RecordingStatus: "completed", RecordingDuration: "10", RecordingChannels: "2" },
    });
    expect(told.get("RecordingUrl")).toBe((await sdk.recordings(running.sid).fetch()).mediaUrl);
    const both = await fetchWav(running.sid, "?RequestedChannels=2");
    expect(both.type).toBe("audio/x-wav");
    expect(both.wav).toMatchObject({ sampleRateHz: 8_000, channels: 2 });
    expect([...(both.wav?.pcm.subarray(8_000, 8_002) ?? [])]).toEqual([mulawSample(PERSON_BYTE), 0]);
    expect((await fetchWav(running.sid)).wav).toMatchObject({ channels: 1 });
    expect((await sdk.calls(made.sid).recordings(running.sid).fetch()).callSid).toBe(made.sid);
    const other = sdk.calls(`CA${"0".repeat(32)}`).recordings(running.sid);
    await expect(other.fetch()).rejects.toMatchObject({ code: 20404 });
    await expect(other.remove()).rejects.toMatchObject({ code: 20404 });
    await clock.advanceBy(120_000);
    expect((await sdk.recordings(running.sid).fetch()).price).toBe("-0.00250");
    expect(await sdk.recordings(running.sid).remove()).toBe(true);
    expect(await sdk.recordings.list({ callSid: made.sid })).toEqual([]);
  });

  it("is recorded from when it is asked for, with a gap where it was paused", async () => {
    const { clock } = world;
    const made = await sdk.calls.create({ to: FROM, from: TO, url });
    await expect(sdk.calls(made.sid).recordings.create()).rejects.toMatchObject({ code: 21220 });
    await clock.advanceBy(5_000);
    const recording = await sdk.calls(made.sid).recordings.create();
    expect(recording).toMatchObject({ source: "StartCallRecordingAPI", channels: 1, status: "in-progress" });
    const current = sdk.calls(made.sid).recordings("Twilio.CURRENT");
    await clock.advanceBy(2_000);
    expect((await current.update({ status: "paused", pauseBehavior: "skip" })).status).toBe("paused");
    await clock.advanceBy(4_000);
    await current.update({ status: "in-progress" });
    await clock.advanceBy(1_000);
    expect((await current.update({ status: "stopped" })).sid).toBe(recording.sid);
    await clock.advanceBy(5_000);
    expect(await sdk.recordings(recording.sid).fetch()).toMatchObject({ status: "completed", duration: "3" });
    await expect(current.update({ status: "stopped" })).rejects.toMatchObject({ code: 20404 });
  });

  it("has no recording unless somebody asked", async () => {
    const made = await sdk.calls.create({ to: FROM, from: TO, url });
    await world.clock.runUntilIdle();
    expect(await sdk.calls(made.sid).recordings.list()).toEqual([]);
    await expect(sdk.recordings(`RE${"0".repeat(32)}`).fetch()).rejects.toMatchObject({ code: 20404 });
  });
});

describe("the debugger", () => {
  it("tells why a call was not heard: of which call, by which request, newest first", async () => {
    const { clock, twin } = world;
    const place = (path: string) => twin.placeCall({ from: FROM, to: TO, voiceUrl: `https://server.test${path}` });
    const missing = place("/missing");
    await clock.advanceBy(10_000);
    const sinceMs = clock.nowMs();
    place("/page");
    await clock.advanceBy(10_000);
    place("/odd");
    await clock.runUntilIdle();
    const alerts = await sdk.monitor.v1.alerts.list({ pageSize: 2 });
    expect(alerts.map(({ errorCode }) => errorCode)).toEqual(["12300", "12100", "11200"]);
    const first = alerts[2];
    expect(first).toMatchObject({ resourceSid: missing.sid, logLevel: "error", requestMethod: "POST" });
    expect(first?.requestUrl).toBe("https://server.test/missing");
    expect(first?.moreInfo).toContain("11200");
    expect((await sdk.monitor.v1.alerts(String(first?.sid)).fetch()).errorCode).toBe("11200");
    const later = await sdk.monitor.v1.alerts.list({ startDate: new Date(sinceMs) });
    expect(later.map(({ errorCode }) => errorCode)).toEqual(["12300", "12100"]);
    expect(await sdk.monitor.v1.alerts.list({ logLevel: "warning" })).toEqual([]);
    await expect(sdk.monitor.v1.alerts(`NO${"0".repeat(32)}`).fetch()).rejects.toMatchObject({ code: 20404 });
  });

  it("shows callbacks that failed as well", async () => {
    const statusCallback = "https://server.test/gone";
    await sdk.messages.create({ to: FROM, from: TO, body: "Hello", statusCallback });
    await world.clock.runUntilIdle();
    const alerts = await sdk.monitor.v1.alerts.list();
    expect(alerts.map(({ errorCode, requestUrl }) => [errorCode, requestUrl])).toEqual(
      Array(3).fill(["11200", statusCallback]),
    );
  });
});

describe("verified numbers", () => {
  it("become so when their owner answers, and may then be shown", async () => {
    const { clock } = world;
    await expect(sdk.calls.create({ to: TO, from: FROM, url })).rejects.toMatchObject({ code: 21210 });
    const request = await sdk.validationRequests.create({ phoneNumber: FROM, friendlyName: "Ann" });
    expect(request.validationCode).toMatch(/^\d{6}$/);
    expect(await sdk.outgoingCallerIds.list()).toEqual([]);
    await clock.advanceBy(2_000);
    const verified = only(await sdk.outgoingCallerIds.list({ phoneNumber: FROM }));
    expect(verified).toMatchObject({ phoneNumber: FROM, friendlyName: "Ann" });
    expect((await sdk.calls.create({ to: TO, from: FROM, url })).status).toBe("queued");
    await sdk.outgoingCallerIds(verified.sid).remove();
    await expect(sdk.outgoingCallerIds(verified.sid).fetch()).rejects.toMatchObject({ code: 20404 });
  });
});

describe("the API in trouble", () => {
  it("has acted, whether its answer says so or never comes", async () => {
    const { twin } = world;
    const buy = (areaCode: string) => sdk.incomingPhoneNumbers.create({ areaCode });
    twin.troubleRest("internal-error-after");
    await expect(buy("212")).rejects.toMatchObject({ status: 500, code: 20500 });
    twin.troubleRest("reset-after");
    await expect(buy("212")).rejects.toMatchObject({ code: "ECONNRESET" });
    twin.troubleRest("reset-before");
    await expect(buy("212")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(twin.account.numbers.all).toHaveLength(3);
  });
});

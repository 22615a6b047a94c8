import { describe, expect, it } from "vitest";
import { SILENCE_BYTE } from "./frame-ticker.ts";
import type { CallerEar } from "./person.ts";
import { FROM, only, STREAM, setUp, signatureOf, TO } from "./testing/test-server.ts";

function countingCaller(): CallerEar {
  let frames = 0;
  return { nextFrame: () => new Uint8Array(160).fill(frames++ % 250), hear: () => {} };
}

/** A call whose stream has just started. */
async function streaming(more: Parameters<ReturnType<typeof setUp>["place"]>[0] = {}) {
  const world = setUp({ "/voice": STREAM });
  const call = world.place(more);
  await world.clock.advanceBy(1);
  return { ...world, call, far: only(world.streams) };
}

describe("the stream's messages", () => {
  it("begin with `connected` and `start`, exactly", async () => {
    const { far, call, twin } = await streaming();
    const streamSid = call.streams[0]?.streamSid;
    expect(far.messages).toEqual([
      { event: "connected", protocol: "Call", version: "1.0.0" },
      {
        event: "start",
        sequenceNumber: "1",
        start: {
          accountSid: twin.accountSid,
          streamSid,
          callSid: call.sid,
          tracks: ["inbound"],
          mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
          customParameters: {},
        },
        streamSid,
      },
    ]);
    expect(streamSid).toMatch(/^MZ[0-9a-f]{32}$/);
    expect(call.sid).toMatch(/^CA[0-9a-f]{32}$/);
    expect(twin.accountSid).toMatch(/^AC[0-9a-f]{32}$/);
  });

  it("carry the caller every 20 ms, with decimal strings and their keys in Twilio's order", async () => {
    const { far, clock } = await streaming({ caller: countingCaller() });
    await clock.advanceBy(60);
    const payload = Buffer.alloc(160, 1).toString("base64");
    expect(JSON.stringify(far.of("media")[1])).toBe(
      `{"event":"media","sequenceNumber":"3","media":{"track":"inbound","chunk":"2","timestamp":"20","payload":"${payload}"},"streamSid":"${far.streamSid}"}`,
    );
    expect(far.of("media").map(({ media }) => media?.timestamp)).toEqual(["0", "20", "40"]);
  });

  it("name the keys' track otherwise, and end with `stop` and a proper close", async () => {
    const { far, clock, call, twin } = await streaming();
    call.pressKey("#");
    call.hangUp();
    await clock.runUntilIdle();
    expect(far.messages.slice(2)).toEqual([
      {
        event: "dtmf",
        sequenceNumber: "2",
        dtmf: { track: "inbound_track", digit: "#" },
        streamSid: far.streamSid,
      },
      {
        event: "stop",
        sequenceNumber: "3",
        stop: { accountSid: twin.accountSid, callSid: call.sid },
        streamSid: far.streamSid,
      },
    ]);
    expect(far.closedWith).toBe(1000);
  });

  it("come over a socket that was signed for its address alone", async () => {
    const { far, twin } = await streaming();
    expect(far.headers["x-twilio-signature"]).toBe(signatureOf(twin.authToken, "wss://server.test/media"));
    expect(Object.keys(far.headers)).not.toContain("origin");
  });
});

describe("what the server sends", () => {
  it("is heard in order, in real time, cut into frames, silence after it", async () => {
    const { far, clock, call } = await streaming();
    far.play(200, 1);
    far.play(200, 2);
    await clock.advanceBy(80);
    const heard = [...call.heard];
    expect(heard.slice(0, 400)).toEqual([...Array(200).fill(1), ...Array(200).fill(2)]);
    expect(new Set(heard.slice(400))).toEqual(new Set([SILENCE_BYTE]));
    expect(call.spoken).toHaveLength(call.heard.length);
  });

  it("gets each mark back when the audio before it was played", async () => {
    const { far, clock } = await streaming();
    far.play(160, 1);
    far.mark("first");
    far.play(320, 2);
    far.mark("second");
    await clock.advanceBy(19);
    expect(far.marks).toEqual(["first"]);
    await clock.advanceBy(20);
    expect(far.marks).toEqual(["first"]);
    await clock.advanceBy(20);
    expect(far.marks).toEqual(["first", "second"]);
  });

  it("gets a mark back at once when nothing waits", async () => {
    const { far, clock } = await streaming();
    far.mark("idle");
    await clock.advanceBy(0);
    expect(far.marks).toEqual(["idle"]);
  });

  it("is dropped by `clear`, all marks come back in order, and what follows is played", async () => {
    const { far, clock, call } = await streaming();
    for (const name of ["a", "b", "c"]) {
      far.play(8_000, 1);
      far.mark(name);
    }
    await clock.advanceBy(100);
    far.send({ event: "clear" });
    far.mark("fence");
    far.play(160, 9);
    await clock.advanceBy(100);
    expect(far.marks).toEqual(["a", "b", "c", "fence"]);
    const played = [...call.heard].filter((byte) => byte !== SILENCE_BYTE);
    expect(played.filter((byte) => byte === 1).length).toBeLessThanOrEqual(6 * 160);
    expect(played.filter((byte) => byte === 9)).toHaveLength(160);
    const [record] = call.streams;
    expect(record?.marks.map(({ name }) => name)).toEqual(["a", "b", "c", "fence"]);
    expect(record?.clears).toEqual([{ atByte: 5 * 160, droppedBytes: 24_000 - 5 * 160 }]);
  });

  it("is on record with the place of each mark", async () => {
    const { far, clock, call } = await streaming();
    far.play(1_600, 1);
    far.mark("tenth of a second");
    far.play(800, 1);
    far.mark("end");
    await clock.advanceBy(500);
    const [, tenth, end] = [undefined, ...(call.streams[0]?.marks ?? [])];
    const first = call.heard.indexOf(1);
    expect((tenth?.atByte ?? 0) - first).toBe(1_600);
    expect((end?.atByte ?? 0) - first).toBe(2_400);
  });

  it.each([
    ["not JSON", "hello"],
    ["an unknown event", '{"event":"video","streamSid":"$"}'],
    ["no stream", '{"event":"clear"}'],
    ["another stream", '{"event":"clear","streamSid":"MZ0"}'],
    ["a field too many", '{"event":"clear","streamSid":"$","extra":1}'],
    ["a field too few", '{"event":"media","streamSid":"$","media":{}}'],
    ["no base64", '{"event":"media","streamSid":"$","media":{"payload":"data:audio;base64,AAAA"}}'],
    ["a number for a name", '{"event":"mark","streamSid":"$","mark":{"name":7}}'],
  ])("is ignored and warned of once (31951): %s", async (_what, text) => {
    const { far, clock, twin } = await streaming();
    far.peer.send(text.replace("$", far.streamSid));
    far.peer.send(text.replace("$", far.streamSid));
    await clock.advanceBy(20);
    expect(twin.alerts.map(({ code }) => code)).toEqual([31951]);
    far.mark("still here");
    await clock.advanceBy(0);
    expect(far.marks).toEqual(["still here"]);
  });

  it("must not be binary (31950)", async () => {
    const { far, clock, twin } = await streaming();
    far.peer.sendBinary();
    await clock.advanceBy(20);
    expect(twin.alerts.map(({ code }) => code)).toEqual([31950]);
  });

  it("must not be more than ten minutes (31931)", async () => {
    const { far, clock, twin, call } = await streaming();
    for (let minute = 0; minute < 12; minute++) far.play(480_000, 1);
    await clock.advanceBy(20);
    expect(twin.alerts.map(({ code }) => code)).toEqual([31931]);
    expect(call.stream?.queuedBytes).toBe(10 * 480_000 - 160);
  });
});

describe("the stream's end", () => {
  it("by the server's close goes on with the next verb", async () => {
    const { clock, place, streams, at } = setUp({
      "/voice": `<Connect><Stream url="wss://server.test/media" statusCallback="https://server.test/stream" name="n1"/></Connect><Say>Bye.</Say>`,
      "/stream": "",
    });
    const call = place();
    await clock.advanceBy(100);
    only(streams).peer.close(1000);
    await clock.runUntilIdle();
    expect(call.said).toEqual(["Bye."]);
    expect(call.streams[0]?.endedBecause).toBe("server-closed");
    expect(at("/stream").map(({ form }) => form.get("StreamEvent"))).toEqual(["stream-started", "stream-stopped"]);
    expect(at("/stream")[0]?.form.get("StreamName")).toBe("n1");
    expect(only(streams).of("stop")).toEqual([]);
  });

  it("by the server's close asks the action, with the call's own fields", async () => {
    const { clock, place, streams, at } = setUp({
      "/voice": `<Connect action="/after"><Stream url="wss://server.test/media"><Parameter name="a" value="1 &amp; 2"/></Stream></Connect><Say>Never.</Say>`,
      "/after": "<Hangup/>",
    });
    const call = place();
    await clock.advanceBy(100);
    expect(only(streams).of("start")[0]).toMatchObject({ start: { customParameters: { a: "1 & 2" } } });
    only(streams).peer.close();
    await clock.runUntilIdle();
    const { form } = only(at("/after"));
    expect(Object.fromEntries(form)).toMatchObject({
      CallSid: call.sid,
      CallStatus: "in-progress",
      From: FROM,
      To: TO,
    });
    expect(call.said).toEqual([]);
    expect(call.status).toBe("completed");
  });

  it("is an error where the server refuses the socket (31920), and the call goes on", async () => {
    const { clock, place, twin } = setUp({
      "/voice": `<Connect><Stream url="wss://server.test/refuse"/></Connect><Say>Sorry.</Say>`,
    });
    const call = place();
    await clock.runUntilIdle();
    expect(twin.alerts).toMatchObject([{ code: 31920, callSid: call.sid }]);
    expect(call.said).toEqual(["Sorry."]);
  });

  it.each([
    ["ws://server.test/media", 31922],
    ["https+x://server.test/media", 31922],
  ])("comes before its beginning for %s", async (url, code) => {
    const { clock, place, twin } = setUp({ "/voice": `<Connect><Stream url="${url}"/></Connect>` });
    place();
    await clock.runUntilIdle();
    expect(twin.alerts.map((alert) => alert.code)).toEqual([code]);
  });

  it("never passes a query string on: Twilio knows none", async () => {
    const { clock, place, streams } = setUp({ "/voice": `<Connect><Stream url="wss://server.test/m?x=1"/></Connect>` });
    place();
    await clock.advanceBy(20);
    expect(only(streams).url).toBe("wss://server.test/m");
  });
});

import type { Clock, LegSink } from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import type { TwilioStart } from "./twilio-frame.ts";
import { MAX_UNSENT_BYTES, type TwilioLeg } from "./twilio-leg.ts";
import { TwilioSession } from "./twilio-session.ts";

const STREAM = `MZ${"a".repeat(32)}`;
const CONNECTED = '{"event":"connected","protocol":"Call","version":"1.0.0"}';
const START = JSON.stringify({
  event: "start",
  sequenceNumber: "1",
  start: {
    accountSid: "AC1",
    streamSid: STREAM,
    callSid: "CA1",
    tracks: ["inbound"],
    mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
    customParameters: { ticket: "t" },
  },
  streamSid: STREAM,
});
const STOP = `{"event":"stop","sequenceNumber":"9","stop":{"accountSid":"AC1","callSid":"CA1"},"streamSid":"${STREAM}"}`;

function media(chunk: number, streamSid = STREAM): string {
  const payload = Buffer.alloc(160, chunk).toString("base64");
  const body = `{"track":"inbound","chunk":"${chunk}","timestamp":"${(chunk - 1) * 20}","payload":"${payload}"}`;
  return `{"event":"media","sequenceNumber":"${chunk + 1}","media":${body},"streamSid":"${streamSid}"}`;
}

const mark = (name: string): string =>
  `{"event":"mark","sequenceNumber":"7","mark":${JSON.stringify({ name })},"streamSid":"${STREAM}"}`;
const key = (digit: string): string =>
  `{"event":"dtmf","sequenceNumber":"8","dtmf":{"track":"inbound_track","digit":"${digit}"},"streamSid":"${STREAM}"}`;

/** A clock moved by hand. */
function handClock(): Clock & { advanceTo(ms: number): void } {
  let now = 0;
  let timers: { atMs: number; run: () => void }[] = [];
  return {
    nowMs: () => now,
    at: (atMs, run) => {
      const timer = { atMs, run };
      timers.push(timer);
      return {
        cancel: () => {
          timers = timers.filter((each) => each !== timer);
        },
      };
    },
    advanceTo: (ms) => {
      now = ms;
      const due = timers.filter(({ atMs }) => atMs <= now);
      timers = timers.filter(({ atMs }) => atMs > now);
      for (const { run } of due) run();
    },
  };
}

function setUp({ acceptAtOnce = true } = {}) {
  const clock = handClock();
  const sent: string[] = [];
  const closes: (number | undefined)[] = [];
  const told: string[] = [];
  const network = { unsentBytes: 0 };
  const starts: { start: TwilioStart; leg: TwilioLeg }[] = [];
  const sink: LegSink = {
    audio: (bytes, audioMs) => told.push(`audio ${bytes[0]} at ${audioMs}`),
    mark: (name) => told.push(`mark ${name}`),
    key: (digit) => told.push(`key ${digit}`),
    ended: (because) => told.push(`ended ${because}`),
  };
  const session: TwilioSession = new TwilioSession({
    clock,
    transport: {
      send: (text) => sent.push(text),
      close: (code) => closes.push(code),
      bufferedBytes: () => network.unsentBytes,
    },
    onStart: (start, leg) => {
      starts.push({ start, leg });
      if (acceptAtOnce) session.accept(sink);
    },
  });
  const receive = (...texts: string[]) => texts.forEach((text) => void session.receive(text));
  const leg = () => {
    const [first] = starts;
    if (first === undefined) throw new Error("no start");
    return first.leg;
  };
  return { clock, session, receive, sent, closes, told, starts, sink, network, leg };
}

describe("a stream's beginning", () => {
  it("introduces itself and is heard", () => {
    const { receive, starts, told } = setUp();
    receive(CONNECTED, START, media(1));
    expect(starts[0]?.start).toEqual({
      streamSid: STREAM,
      callSid: "CA1",
      accountSid: "AC1",
      customParameters: { ticket: "t" },
    });
    expect(told).toEqual(["audio 1 at 0"]);
  });

  it("is closed when nothing starts within five seconds, even after `connected`", () => {
    const { clock, receive, closes, session } = setUp();
    receive(CONNECTED);
    clock.advanceTo(4_999);
    expect(closes).toEqual([]);
    clock.advanceTo(5_000);
    expect(closes).toEqual([1008]);
    expect(session.faultCounts()).toEqual({ "twilio-start-timeout": 1 });
  });

  it("is not closed later once it has started", () => {
    const { clock, receive, closes } = setUp();
    receive(CONNECTED, START);
    clock.advanceTo(60_000);
    expect(closes).toEqual([]);
  });

  it.each([
    ["`start` before `connected`", START, "twilio-frame-out-of-order"],
    ["audio before `start`", media(1), "twilio-frame-out-of-order"],
    ["no JSON", "GET / HTTP/1.1", "twilio-frame-malformed"],
  ])("is closed for %s", (_what, text, code) => {
    const { receive, closes, starts, session } = setUp();
    receive(text, START);
    expect(closes).toEqual([1008]);
    expect(starts).toEqual([]);
    expect(session.faultCounts()).toEqual({ [code]: 1 });
  });
});

describe("while the ticket is looked up", () => {
  it("nothing is lost and nothing is heard", () => {
    const { receive, told, session, sink } = setUp({ acceptAtOnce: false });
    receive(CONNECTED, START, media(1), media(2));
    expect(told).toEqual([]);
    session.accept(sink);
    receive(media(3));
    expect(told).toEqual(["audio 1 at 0", "audio 2 at 20", "audio 3 at 40"]);
  });

  it("a caller who hangs up is still told of", () => {
    const { receive, told, session, sink } = setUp({ acceptAtOnce: false });
    receive(CONNECTED, START, media(1), STOP);
    session.transportClosed();
    session.accept(sink);
    expect(told).toEqual(["audio 1 at 0", "ended caller-hung-up"]);
  });

  it("at most five seconds of audio are kept", () => {
    const { receive, told, session, sink } = setUp({ acceptAtOnce: false });
    receive(CONNECTED, START);
    for (let chunk = 1; chunk <= 300; chunk++) receive(media(chunk));
    session.accept(sink);
    expect(told).toHaveLength(250);
    expect(session.faultCounts()).toEqual({ "twilio-media-backlog": 50 });
  });

  it("a refused stream is closed and never heard", () => {
    const { receive, told, closes, session } = setUp({ acceptAtOnce: false });
    receive(CONNECTED, START);
    session.refuse();
    receive(media(1));
    session.transportClosed();
    expect(closes).toEqual([1008]);
    expect(told).toEqual([]);
  });
});

describe("a stream under way", () => {
  it("counts and ignores what is not its own", () => {
    const { session, receive, told, closes } = setUp();
    receive(CONNECTED, START, media(1, `MZ${"f".repeat(32)}`), "{", START, '{"event":"video"}', media(1));
    session.receiveBinary();
    expect(told).toEqual(["audio 1 at 0"]);
    expect(closes).toEqual([]);
    expect(session.faultCounts()).toEqual({
      "twilio-frame-wrong-stream": 1,
      "twilio-frame-malformed": 1,
      "twilio-frame-out-of-order": 1,
      "twilio-frame-unknown": 1,
      "twilio-frame-binary": 1,
    });
  });

  it("writes exactly Twilio's messages", () => {
    const { receive, leg, sent } = setUp();
    receive(CONNECTED, START);
    leg().send(new Uint8Array([1, 2, 3, 250]).subarray(1));
    leg().mark('a "quoted" name');
    leg().clear();
    leg().send(new Uint8Array(0));
    expect(sent.map((text) => JSON.parse(text))).toEqual([
      { event: "media", streamSid: STREAM, media: { payload: "AgP6" } },
      { event: "mark", streamSid: STREAM, mark: { name: 'a "quoted" name' } },
      { event: "clear", streamSid: STREAM },
    ]);
  });

  it("gives back only marks that are under way", () => {
    const { receive, leg, told, session } = setUp();
    receive(CONNECTED, START);
    leg().mark("m1");
    receive(mark("m1"), mark("m1"), mark("never sent"));
    expect(told).toEqual(["mark m1"]);
    expect(session.faultCounts()).toEqual({ "twilio-mark-unknown": 2 });
  });

  it("takes as many keys as a dialler can send, and no flood of them", () => {
    const { receive, told, session, clock } = setUp();
    receive(CONNECTED, START);
    for (let count = 0; count < 1_000; count++) receive(key("5"));
    expect(told).toHaveLength(100);
    expect(session.faultCounts()).toEqual({ "twilio-key-flood": 900 });
    clock.advanceTo(1_000);
    for (let count = 0; count < 20; count++) receive(key("6"));
    expect(told.filter((what) => what === "key 6")).toHaveLength(12);
  });

  it("is given up when the network takes nothing more", () => {
    const { receive, leg, network, closes, told, session } = setUp();
    receive(CONNECTED, START);
    network.unsentBytes = MAX_UNSENT_BYTES + 1;
    leg().send(new Uint8Array(160));
    leg().send(new Uint8Array(160));
    session.transportClosed();
    expect(closes).toEqual([1000]);
    expect(told).toEqual(["ended carrier-lost"]);
  });
});

describe("a stream's end", () => {
  it("is the caller's, by `stop`, and what follows is ignored", () => {
    const { session, receive, told, closes } = setUp();
    receive(CONNECTED, START, STOP, media(1), STOP);
    expect(closes).toEqual([1000]);
    session.transportClosed();
    expect(told).toEqual(["ended caller-hung-up"]);
    expect(session.faultCounts()).toEqual({ "twilio-frame-after-stop": 2 });
  });

  it("is the line's, when the socket goes without `stop`; held audio is heard first", () => {
    const { session, receive, told } = setUp();
    receive(CONNECTED, START, media(1), media(3));
    session.transportClosed();
    expect(told).toEqual(["audio 1 at 0", "audio 255 at 20", "audio 3 at 40", "ended carrier-lost"]);
  });

  it("is ours, by close: nothing is heard or said after it, and it is told once", () => {
    const { session, receive, leg, sent, closes, told } = setUp();
    receive(CONNECTED, START);
    leg().close();
    leg().close();
    leg().send(new Uint8Array(160));
    receive(media(1));
    session.transportClosed();
    session.transportClosed();
    expect(closes).toEqual([1000]);
    expect(sent).toEqual([]);
    expect(told).toEqual(["ended closed"]);
  });

  it("is another stream's, when that took the call over", () => {
    const { session, receive, told } = setUp();
    receive(CONNECTED, START);
    session.replace();
    session.transportClosed();
    expect(told).toEqual(["ended replaced"]);
  });
});

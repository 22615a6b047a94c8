import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TWILIO_FAULTS } from "./faults.ts";
import { MAX_MESSAGE_CHARS, parseTwilioFrame } from "./parse-twilio-frame.ts";
import { scanMedia } from "./scan-media.ts";

const STREAM = `MZ${"a".repeat(32)}`;
const CALL = `CA${"b".repeat(32)}`;
const ACCOUNT = `AC${"c".repeat(32)}`;
const FRAME = Buffer.alloc(160, 0x7f).toString("base64");

/** As Twilio lays it out. */
function media(
  fields: { sequence?: string; chunk?: string; timestamp?: string; payload?: string; track?: string } = {},
) {
  const { sequence = "4", chunk = "2", timestamp = "20", payload = FRAME, track = "inbound" } = fields;
  const body = `{"track":"${track}","chunk":"${chunk}","timestamp":"${timestamp}","payload":"${payload}"}`;
  return `{"event":"media","sequenceNumber":"${sequence}","media":${body},"streamSid":"${STREAM}"}`;
}

const start = {
  event: "start",
  sequenceNumber: "1",
  start: {
    accountSid: ACCOUNT,
    streamSid: STREAM,
    callSid: CALL,
    tracks: ["inbound"],
    mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
    customParameters: { ticket: "abc" },
  },
  streamSid: STREAM,
};

const examples = [
  '{"event":"connected","protocol":"Call","version":"1.0.0"}',
  JSON.stringify(start),
  media(),
  JSON.stringify({
    event: "dtmf",
    streamSid: STREAM,
    sequenceNumber: "5",
    dtmf: { track: "inbound_track", digit: "#" },
  }),
  JSON.stringify({ event: "mark", sequenceNumber: "4", streamSid: STREAM, mark: { name: "my label" } }),
  JSON.stringify({
    event: "stop",
    sequenceNumber: "9",
    stop: { accountSid: ACCOUNT, callSid: CALL },
    streamSid: STREAM,
  }),
];

function codeOf(text: string, streamSid?: string): string {
  const parsed = parseTwilioFrame(text, streamSid);
  return parsed.ok ? "ok" : parsed.fault.code;
}

describe("what Twilio sends", () => {
  it("is read in full", () => {
    const frames = examples.map((text) => parseTwilioFrame(text));
    expect(frames.map((frame) => frame.ok && frame.value.event)).toEqual([
      "connected",
      "start",
      "media",
      "dtmf",
      "mark",
      "stop",
    ]);
    expect(frames[1]).toMatchObject({
      value: { start: { streamSid: STREAM, callSid: CALL, accountSid: ACCOUNT, customParameters: { ticket: "abc" } } },
    });
    expect(frames[2]).toMatchObject({ value: { sequenceNumber: 4, chunk: 2, timestampMs: 20 } });
  });

  it("may come without parameters", () => {
    const { customParameters: _, ...rest } = start.start;
    expect(parseTwilioFrame(JSON.stringify({ ...start, start: rest }))).toMatchObject({
      value: { start: { customParameters: {} } },
    });
  });

  it("is read alike by hand and by JSON, in whatever order its keys stand", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 500 }), fc.nat(), fc.nat(), (audio, chunk, timestampMs) => {
        const payload = Buffer.from(audio).toString("base64");
        const text = media({ payload, chunk: String(chunk), timestamp: String(timestampMs) });
        const byHand = scanMedia(text);
        const { streamSid, ...rest } = JSON.parse(text);
        const byJson = parseTwilioFrame(JSON.stringify({ streamSid, ...rest }));
        expect(byJson).toEqual({ ok: true, value: byHand });
        expect(byHand).toMatchObject({ chunk, timestampMs });
        expect(Buffer.from(byHand?.audio ?? []).equals(Buffer.from(audio))).toBe(true);
      }),
    );
  });
});

describe("what Twilio never sends", () => {
  it.each([
    ["", "twilio-frame-malformed"],
    ["null", "twilio-frame-malformed"],
    ["[]", "twilio-frame-malformed"],
    ["{}", "twilio-frame-malformed"],
    ['{"event":7}', "twilio-frame-malformed"],
    ['{"event":"constructor"}', "twilio-frame-unknown"],
    ['{"event":"__proto__"}', "twilio-frame-unknown"],
    ['{"event":"media"}', "twilio-frame-malformed"],
    [media({ chunk: "-1" }), "twilio-frame-malformed"],
    [media({ chunk: "" }), "twilio-frame-malformed"],
    [media({ timestamp: "1e3" }), "twilio-frame-malformed"],
    [media({ timestamp: "9".repeat(16) }), "twilio-frame-malformed"],
    [media({ payload: "" }), "twilio-frame-malformed"],
    [media({ payload: "data:audio/x;base64,AAAA" }), "twilio-frame-malformed"],
    [media({ payload: "AAA A===" }), "twilio-frame-malformed"],
    [media({ payload: Buffer.alloc(65_537).toString("base64") }), "twilio-frame-malformed"],
    [media({ track: "outbound" }), "twilio-frame-malformed"],
    [media().replace('"chunk":"2"', '"chunk":2'), "twilio-frame-malformed"],
    [JSON.stringify({ ...start, streamSid: `MZ${"f".repeat(32)}` }), "twilio-frame-malformed"],
    ["[".repeat(500_000), "twilio-frame-malformed"],
    [" ".repeat(MAX_MESSAGE_CHARS + 1), "twilio-frame-too-large"],
  ])("is a fault, not an exception: %.60s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it("for another stream is told apart", () => {
    const other = `MZ${"e".repeat(32)}`;
    expect(codeOf(media(), other)).toBe("twilio-frame-wrong-stream");
    expect(codeOf(examples[4] ?? "", other)).toBe("twilio-frame-wrong-stream");
  });

  it("in binary is told apart even where types were ignored", () => {
    expect(codeOf(Buffer.from(media()) as unknown as string)).toBe("twilio-frame-binary");
  });

  it("never throws and always names its fault, however a message is mangled", () => {
    const mangled = fc
      .tuple(
        fc.constantFrom(...examples),
        fc.array(fc.tuple(fc.nat(), fc.nat(5), fc.string({ maxLength: 4 })), { maxLength: 4 }),
      )
      .map(([text, edits]) =>
        edits.reduce((now, [at, cut, put]) => {
          const place = at % (now.length + 1);
          return now.slice(0, place) + put + now.slice(place + cut);
        }, text),
      );
    fc.assert(
      fc.property(fc.oneof(mangled, fc.string(), fc.json()), (text) => {
        const code = codeOf(text, STREAM);
        expect(code === "ok" || Object.hasOwn(TWILIO_FAULTS, code)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

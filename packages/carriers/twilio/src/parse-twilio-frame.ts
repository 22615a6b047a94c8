/**
 * Parses one text message of a Twilio media stream. Never throws, whatever comes: strangers reach this socket.
 * Knows the wire's shapes only, not what order they may come in (see `twilio-session.ts`).
 */
import type { Fault, Result } from "@offhook/engine/ports";
import { type TwilioFaultCode, twilioFault } from "./faults.ts";
import { scanMedia } from "./scan-media.ts";
import type { TwilioFrame, TwilioMedia, TwilioStart } from "./twilio-frame.ts";
import { decimal, decodeAudio } from "./wire-values.ts";

/** Twilio's own messages are below 1 kB; 1 MiB leaves room for audio that arrives faster than real time. */
export const MAX_MESSAGE_CHARS = 1_048_576;
const MAX_SID_CHARS = 64;
const MAX_NAME_CHARS = 4_096;
const MAX_CUSTOM_PARAMETERS = 100;

type Fields = Record<string, unknown>;

/** `streamSid`: the socket's stream, once known; a message for another one is a fault. */
export function parseTwilioFrame(text: string, streamSid?: string): Result<TwilioFrame> {
  if (typeof text !== "string") return fail("twilio-frame-binary");
  if (text.length > MAX_MESSAGE_CHARS) return fail("twilio-frame-too-large", `${text.length} characters`);
  const media = scanMedia(text);
  if (media !== null) return inStream(media, streamSid);
  const fields = parseObject(text);
  if (fields === null) return fail("twilio-frame-malformed", "not a JSON object");
  return readFrame(fields, streamSid);
}

function readFrame(fields: Fields, expectedSid: string | undefined): Result<TwilioFrame> {
  const event = fields.event;
  if (typeof event !== "string") return fail("twilio-frame-malformed", "no event");
  if (event === "connected") return readConnected(fields);
  if (!Object.hasOwn(readers, event)) return fail("twilio-frame-unknown");
  const streamSid = shortText(fields.streamSid, MAX_SID_CHARS);
  const sequenceNumber = decimal(fields.sequenceNumber);
  const body = fields[event];
  if (streamSid === null || sequenceNumber === null || !isObject(body)) {
    return fail("twilio-frame-malformed", `fields of ${event}`);
  }
  const frame = readers[event as keyof typeof readers](body, streamSid, sequenceNumber);
  return frame === null ? fail("twilio-frame-malformed", event) : inStream(frame, expectedSid);
}

function inStream(frame: Exclude<TwilioFrame, { event: "connected" }>, expectedSid?: string): Result<TwilioFrame> {
  if (expectedSid !== undefined && frame.streamSid !== expectedSid) return fail("twilio-frame-wrong-stream");
  return { ok: true, value: frame };
}

function readConnected(fields: Fields): Result<TwilioFrame> {
  const protocol = shortText(fields.protocol, MAX_SID_CHARS);
  const version = shortText(fields.version, MAX_SID_CHARS);
  if (protocol === null || version === null) return fail("twilio-frame-malformed", "connected");
  return { ok: true, value: { event: "connected", protocol, version } };
}

type Reader = (
  body: Fields,
  streamSid: string,
  sequenceNumber: number,
) => Exclude<TwilioFrame, { event: "connected" }> | null;

const readers = {
  start: (body, streamSid, sequenceNumber) => {
    const start = readStart(body, streamSid);
    return start && { event: "start", streamSid, sequenceNumber, start };
  },
  media: readMedia,
  dtmf: (body, streamSid, sequenceNumber) => {
    const digit = body.digit;
    if (typeof digit !== "string" || !/^[0-9*#A-D]$/.test(digit)) return null;
    return { event: "dtmf", streamSid, sequenceNumber, digit };
  },
  mark: (body, streamSid, sequenceNumber) => {
    const name = shortText(body.name, MAX_NAME_CHARS);
    return name === null ? null : { event: "mark", streamSid, sequenceNumber, name };
  },
  stop: (_body, streamSid, sequenceNumber) => ({ event: "stop", streamSid, sequenceNumber }),
} satisfies Record<string, Reader>;

function readStart(body: Fields, streamSid: string): TwilioStart | null {
  const callSid = shortText(body.callSid, MAX_SID_CHARS);
  const accountSid = shortText(body.accountSid, MAX_SID_CHARS);
  const customParameters = readParameters(body.customParameters);
  if (callSid === null || accountSid === null || customParameters === null) return null;
  if (body.streamSid !== streamSid || !isTelephoneAudio(body.mediaFormat)) return null;
  return { streamSid, callSid, accountSid, customParameters };
}

function isTelephoneAudio(format: unknown): boolean {
  if (!isObject(format)) return false;
  return format.encoding === "audio/x-mulaw" && format.sampleRate === 8_000 && format.channels === 1;
}

/** Twilio leaves `customParameters` out, or sends `{}`, when there are none. */
function readParameters(value: unknown): Record<string, string> | null {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  if (entries.length > MAX_CUSTOM_PARAMETERS) return null;
  if (entries.some(([, text]) => shortText(text, MAX_NAME_CHARS) === null)) return null;
  return Object.fromEntries(entries) as Record<string, string>;
}

function readMedia(body: Fields, streamSid: string, sequenceNumber: number): TwilioMedia | null {
  const chunk = decimal(body.chunk);
  const timestampMs = decimal(body.timestamp);
  if (chunk === null || timestampMs === null || typeof body.payload !== "string") return null;
  // A stream opened with <Connect> has the caller's track alone; the agent's own audio must never be taken for the caller's.
  if (body.track !== "inbound") return null;
  const audio = decodeAudio(body.payload);
  return audio && { event: "media", streamSid, sequenceNumber, chunk, timestampMs, audio };
}

function parseObject(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shortText(value: unknown, maxChars: number): string | null {
  return typeof value === "string" && value.length <= maxChars ? value : null;
}

function fail(code: TwilioFaultCode, detail?: string): { ok: false; fault: Fault } {
  return { ok: false, fault: twilioFault(code, detail) };
}

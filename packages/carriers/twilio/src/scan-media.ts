/**
 * The hot path: fifty times a second and call, Twilio sends a media message in one fixed layout.
 * Cutting it by hand takes 0.57 µs where JSON.parse and decoding take 0.85 µs, and checks more (Node 20);
 * any other layout returns null and goes to the full parser.
 */
import type { TwilioMedia } from "./twilio-frame.ts";
import { decimalBetween, decodeAudio } from "./wire-values.ts";

const HEAD = '{"event":"media","sequenceNumber":"';
const TO_CHUNK = '","media":{"track":"inbound","chunk":"';
const TO_TIMESTAMP = '","timestamp":"';
const TO_PAYLOAD = '","payload":"';
const TO_STREAM = '"},"streamSid":"';
const TAIL = '"}';
const MAX_SID_CHARS = 64;

export function scanMedia(text: string): TwilioMedia | null {
  if (!text.startsWith(HEAD)) return null;
  const sequenceEnd = text.indexOf('"', HEAD.length);
  if (!text.startsWith(TO_CHUNK, sequenceEnd)) return null;
  const chunkStart = sequenceEnd + TO_CHUNK.length;
  const chunkEnd = text.indexOf('"', chunkStart);
  if (!text.startsWith(TO_TIMESTAMP, chunkEnd)) return null;
  const timestampStart = chunkEnd + TO_TIMESTAMP.length;
  const timestampEnd = text.indexOf('"', timestampStart);
  if (!text.startsWith(TO_PAYLOAD, timestampEnd)) return null;
  const payloadStart = timestampEnd + TO_PAYLOAD.length;
  const payloadEnd = text.indexOf('"', payloadStart);
  if (!text.startsWith(TO_STREAM, payloadEnd)) return null;
  const streamStart = payloadEnd + TO_STREAM.length;
  const streamEnd = text.length - TAIL.length;
  if (text.indexOf('"', streamStart) !== streamEnd || !text.endsWith(TAIL)) return null;
  if (streamEnd - streamStart > MAX_SID_CHARS) return null;

  const sequenceNumber = decimalBetween(text, HEAD.length, sequenceEnd);
  const chunk = decimalBetween(text, chunkStart, chunkEnd);
  const timestampMs = decimalBetween(text, timestampStart, timestampEnd);
  const streamSid = text.slice(streamStart, streamEnd);
  if (sequenceNumber === null || chunk === null || timestampMs === null || !isPlain(streamSid)) return null;
  const audio = decodeAudio(text.slice(payloadStart, payloadEnd));
  return audio && { event: "media", streamSid, sequenceNumber, chunk, timestampMs, audio };
}

/** No escape and no control character: JSON would read it as it stands. */
function isPlain(sid: string): boolean {
  for (let at = 0; at < sid.length; at++) {
    const code = sid.charCodeAt(at);
    if (code < 0x20 || code === 0x5c) return false;
  }
  return true;
}

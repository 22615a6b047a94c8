/** Tells from its first bytes whether a stream is a file or a text where bare audio was asked for. Pure. */
import type { AudioFormat } from "../ports.ts";

export type Beginning =
  /** Nothing can be said before more has come. */
  | { is: "unclear" }
  | { is: "audio" }
  /** A WAV header of so many bytes; what follows has this format. */
  | { is: "wav"; headerBytes: number; encoding: string; sampleRateHz: number; channels: number }
  | { is: "file"; what: string };

const UNCLEAR: Beginning = Object.freeze({ is: "unclear" });

/** Longer headers are no header: a `LIST` chunk before the samples has some hundred bytes. */
const MOST_HEADER_BYTES = 4_096;
/** A text of an error or of base64 shows within so many bytes that it is one. */
const TEXT_BYTES = 48;

/** RFC 2361 and the RIFF registry. */
const WAV_ENCODINGS: Readonly<Record<number, string>> = { 1: "pcm", 3: "float", 6: "alaw", 7: "mulaw" };

export function beginningOf(bytes: Uint8Array, ended: boolean): Beginning {
  const kinds = [wavIn, signedFileIn, mp3In, textIn];
  const found = kinds.map((kind) => kind(bytes)).filter((one) => one !== null);
  const sure = found.find((one) => one.is !== "unclear");
  if (sure) return sure;
  if (found.length === 0 || bytes.length === 0) return ended || bytes.length > 0 ? { is: "audio" } : UNCLEAR;
  // What ended before it could be told from a file: a header alone, or the few words of an error.
  return ended ? endedEarly(bytes) : UNCLEAR;
}

function endedEarly(bytes: Uint8Array): Beginning {
  if (begins(bytes, 0, "RIFF")) return { is: "file", what: "WAV without samples" };
  return bytes.length > 1 && bytes.every(isPrintable) ? { is: "file", what: "text" } : { is: "audio" };
}

/** Whether `text` stands at `at`; undefined: it may yet. */
function begins(bytes: Uint8Array, at: number, text: string): boolean | undefined {
  const present = Math.min(text.length, bytes.length - at);
  for (let index = 0; index < present; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return present === text.length ? true : undefined;
}

function wavIn(bytes: Uint8Array): Beginning | null {
  const riff = begins(bytes, 0, "RIFF");
  if (riff === false || begins(bytes, 8, "WAVE") === false) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format = { encoding: "unknown", sampleRateHz: 0, channels: 0 };
  for (let at = 12; at + 8 <= bytes.length; ) {
    const bodyBytes = view.getUint32(at + 4, true);
    const start = at + 8;
    if (begins(bytes, at, "fmt ") && start + 16 <= bytes.length) format = formatAt(view, start);
    // What is streamed has no length yet: only its beginning counts.
    if (begins(bytes, at, "data")) return { is: "wav", headerBytes: start, ...format };
    at = start + bodyBytes + (bodyBytes & 1);
  }
  return bytes.length < MOST_HEADER_BYTES ? UNCLEAR : { is: "file", what: "WAV without samples" };
}

function formatAt(view: DataView, start: number): { encoding: string; sampleRateHz: number; channels: number } {
  const bits = view.getUint16(start + 14, true);
  const name = WAV_ENCODINGS[view.getUint16(start, true)] ?? "unknown";
  return {
    encoding: name === "pcm" ? `pcm${bits}` : name,
    sampleRateHz: view.getUint32(start + 4, true),
    channels: view.getUint16(start + 2, true),
  };
}

const SIGNATURES: readonly [string, string][] = [
  ["ID3", "MP3"],
  ["OggS", "Ogg"],
  ["fLaC", "FLAC"],
];

function signedFileIn(bytes: Uint8Array): Beginning | null {
  for (const [signature, what] of SIGNATURES) {
    const there = begins(bytes, 0, signature);
    if (there) return { is: "file", what };
    if (there === undefined) return UNCLEAR;
  }
  return null;
}

/** ISO 11172-3, table of MPEG-1 layer III: kbit/s by the header's index. */
const KILOBITS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KILOBITS_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_HZ = [44_100, 48_000, 32_000];

/** Two bytes of sync are common in µ-law silence: a second frame where the first ends is proof. */
function mp3In(bytes: Uint8Array): Beginning | null {
  if (bytes[0] !== 0xff) return null;
  if (bytes.length < 4) return UNCLEAR;
  const frameBytes = mp3FrameBytes(bytes);
  if (frameBytes === null) return null;
  if (bytes.length < frameBytes + 4) return UNCLEAR;
  const next = bytes.subarray(frameBytes);
  return next[0] === 0xff && next[1] === bytes[1] && mp3FrameBytes(next) !== null ? { is: "file", what: "MP3" } : null;
}

function mp3FrameBytes([, second = 0, third = 0]: Uint8Array): number | null {
  const isLayer3 = (second & 0xe6) === 0xe2;
  const version = (second >> 3) & 3;
  const rateHz = RATES_HZ[(third >> 2) & 3];
  const kilobits = (version === 3 ? KILOBITS : KILOBITS_2)[third >> 4];
  if (!isLayer3 || version === 1 || !rateHz || !kilobits) return null;
  const realHz = version === 3 ? rateHz : version === 2 ? rateHz / 2 : rateHz / 4;
  return Math.floor(((version === 3 ? 144 : 72) * kilobits * 1_000) / realHz) + ((third >> 1) & 1);
}

/** The beginnings of JSON and of a page, and nothing but text after them, as no sound has it. */
const TEXTS: readonly [RegExp, string][] = [
  [/^\s*(?:$|\{\s*(?:$|["}])|\[\s*(?:$|["{\]]))/, "JSON"],
  [/^\s*(?:$|<(?:$|[!?a-z]))/i, "HTML"],
];

function textIn(bytes: Uint8Array): Beginning | null {
  const start = bytes.subarray(0, TEXT_BYTES);
  if (!start.every(isPrintable)) return null;
  const text = String.fromCharCode(...start);
  const [, what] = TEXTS.find(([pattern]) => pattern.test(text)) ?? [];
  if (what === undefined) return null;
  return bytes.length < TEXT_BYTES ? UNCLEAR : { is: "file", what };
}

const isPrintable = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || byte === 10 || byte === 13 || byte === 9;

export const sameFormat = (wav: { encoding: string; sampleRateHz: number; channels: number }, wanted: AudioFormat) =>
  wav.encoding === wanted.encoding && wav.sampleRateHz === wanted.sampleRateHz && wav.channels === 1;

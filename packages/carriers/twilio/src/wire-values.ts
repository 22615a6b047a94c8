/** Reads single values of a media message: decimal strings and base64 audio. */

/** 64 KiB are eight seconds; Twilio sends 160 bytes. */
const MAX_AUDIO_BYTES = 65_536;
const MAX_AUDIO_CHARS = Math.ceil(MAX_AUDIO_BYTES / 3) * 4;
/** 15 digits stay exact in a double. */
const MAX_DIGITS = 15;

/** Counters are decimal strings on the wire; a JSON number is not one. */
export function decimal(value: unknown): number | null {
  return typeof value === "string" ? decimalBetween(value, 0, value.length) : null;
}

/** The decimal number at `text[from..to)`, or null. */
export function decimalBetween(text: string, from: number, to: number): number | null {
  if (to <= from || to - from > MAX_DIGITS) return null;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}

/** Strict base64 of 1 byte to 64 KiB, or null. */
export function decodeAudio(payload: string): Uint8Array | null {
  const chars = payload.length;
  if (chars === 0 || chars > MAX_AUDIO_CHARS || chars % 4 !== 0) return null;
  const padding = payload.endsWith("==") ? 2 : payload.endsWith("=") ? 1 : 0;
  const bytes = Buffer.from(payload, "base64");
  // Node skips characters that are not base64: what was skipped shows in the length.
  return bytes.length === (chars / 4) * 3 - padding && bytes.length <= MAX_AUDIO_BYTES ? bytes : null;
}

/** Makes ids such as `call_01K…`: a prefix and a ULID, which sorts by the time it was made. */
import { randomBytes } from "node:crypto";

/** Crockford's base 32: no I, L, O, U. https://github.com/ulid/spec */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export function newId(prefix: string, nowMs: number = Date.now()): string {
  return `${prefix}_${timePart(nowMs)}${randomPart()}`;
}

function timePart(nowMs: number): string {
  let rest = nowMs;
  let text = "";
  for (let i = 0; i < 10; i++) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** 80 bits: 16 letters of 5. A byte's low 5 bits are uniform, because 256 is a multiple of 32. */
function randomPart(): string {
  let text = "";
  for (const byte of randomBytes(16)) text += ALPHABET.charAt(byte & 31);
  return text;
}

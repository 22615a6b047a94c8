/** Gain and mixing on µ-law bytes, for ducking, comfort sounds and recordings. */
import { dbToGain } from "./generate.ts";
import { mulawSample, pcmToMulaw } from "./mulaw.ts";

/**
 * A gain of `db` as a function over µ-law bytes (−12 ducks). Its 256-byte table is made once here, so that applying it
 * is one look-up a byte; make one and keep it. Writes into `out` if given; `out` may be `bytes` itself.
 */
export function createMulawGain(db: number): (bytes: Uint8Array, out?: Uint8Array) => Uint8Array {
  const gain = dbToGain(db);
  const scaled = Int16Array.from({ length: 256 }, (_, byte) => clamp(mulawSample(byte) * gain));
  const table = pcmToMulaw(scaled);
  return (bytes, out = new Uint8Array(bytes.length)) => {
    for (let index = 0; index < bytes.length; index++) out[index] = table[bytes[index] as number] as number;
    return out;
  };
}

/** Sum of two streams, clipped; as long as the longer one, the shorter is taken as silent after its end. */
export function mixMulaw(one: Uint8Array, other: Uint8Array): Uint8Array {
  const longer = one.length >= other.length ? one : other;
  const shorter = longer === one ? other : one;
  const sum = new Int16Array(shorter.length);
  for (let index = 0; index < shorter.length; index++) {
    sum[index] = clamp(mulawSample(longer[index] as number) + mulawSample(shorter[index] as number));
  }
  const out = longer.slice();
  pcmToMulaw(sum, out.subarray(0, sum.length));
  return out;
}

function clamp(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample)));
}

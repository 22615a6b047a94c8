/** G.711 µ-law and back, by tables. Source of the format: ITU-T G.711 (1988), table 2. */

/** The byte of digital silence (+0). 0x7f is −0 and decodes to the same. */
export const MULAW_SILENCE = 0xff;

const BIAS = 0x84;
/** Above it the bias would overflow 15 bits. */
const CLIP = 32_635;

const decodeTable = makeDecodeTable();
const encodeTable = makeEncodeTable();

/** One byte as a 16-bit sample. */
export function mulawSample(byte: number): number {
  return decodeTable[byte & 0xff] as number;
}

/** Decodes; writes into `out` if given (it must be as long as `bytes`). */
export function mulawToPcm(bytes: Uint8Array, out: Int16Array = new Int16Array(bytes.length)): Int16Array {
  for (let index = 0; index < bytes.length; index++) out[index] = decodeTable[bytes[index] as number] as number;
  return out;
}

/** Encodes; writes into `out` if given (it must be as long as `pcm`). */
export function pcmToMulaw(pcm: Int16Array, out: Uint8Array = new Uint8Array(pcm.length)): Uint8Array {
  for (let index = 0; index < pcm.length; index++) {
    out[index] = encodeTable[(pcm[index] as number) & 0xffff] as number;
  }
  return out;
}

function makeDecodeTable(): Int16Array {
  return Int16Array.from({ length: 256 }, (_, byte) => {
    const bits = ~byte & 0xff;
    const magnitude = (((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 7);
    return bits & 0x80 ? BIAS - magnitude : magnitude - BIAS;
  });
}

/** By the sample's 16 bits, so that encoding is one look-up. */
function makeEncodeTable(): Uint8Array {
  const table = new Uint8Array(65_536);
  for (let sample = -32_768; sample <= 32_767; sample++) {
    const sign = sample < 0 ? 0x80 : 0;
    const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
    // The bias makes bit 7 the lowest that can lead.
    const exponent = 24 - Math.clz32(magnitude);
    const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
    table[sample & 0xffff] = ~(sign | (exponent << 4) | mantissa) & 0xff;
  }
  return table;
}

/** Random numbers that are the same for the same seed (mulberry32), and the identifiers made from them. */

export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}

export type SidPrefix = "AC" | "AD" | "BU" | "CA" | "MZ" | "NO" | "PN" | "RE" | "RN" | "RQ" | "SM";

/** Two letters and 32 hexadecimal digits. */
export function newSid(prefix: SidPrefix, random: Random): string {
  return prefix + hexDigits(32, random);
}

export function hexDigits(count: number, random: Random): string {
  return Array.from({ length: count }, () => Math.floor(random.next() * 16).toString(16)).join("");
}

export function newUuid(random: Random): string {
  const hex = hexDigits(32, random);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}

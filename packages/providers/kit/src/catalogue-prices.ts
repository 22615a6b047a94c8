/** Writes prices down shortly. Amounts are decimal text, as the sources have them. */
import type { Evidence, Price, PriceUnit } from "./catalogue.ts";

export function price(unit: PriceUnit, amount: string, per: number, { source, asOf, verified }: Evidence): Price {
  return { unit, amount, per, currency: "USD", source, asOf, ...(verified === false ? { verified } : {}) };
}

/** As vendors write them: for a million. `cached` is what is read from a cache, `write` what is put there. */
export interface TokenPrices {
  input: string;
  output: string;
  cached?: string;
  write?: string;
}

const MILLION = 1_000_000;

export function tokenPrices({ input, cached, write, output }: TokenPrices, evidence: Evidence): Price[] {
  return [
    price("input-token", input, MILLION, evidence),
    ...(cached === undefined ? [] : [price("cached-input-token", cached, MILLION, evidence)]),
    ...(write === undefined ? [] : [price("cache-write-token", write, MILLION, evidence)]),
    price("output-token", output, MILLION, evidence),
  ];
}

export function audioTokenPrices({ input, cached, output }: TokenPrices, evidence: Evidence): Price[] {
  return [
    price("audio-input-token", input, MILLION, evidence),
    ...(cached === undefined ? [] : [price("cached-audio-input-token", cached, MILLION, evidence)]),
    price("audio-output-token", output, MILLION, evidence),
  ];
}

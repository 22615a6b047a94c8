/**
 * What is known of the vendors' models, as data: languages, prices, life. Each figure has its source and the day on which
 * that source was read; what nobody vouches for says so. Knows no vendor and opens no connection: reading a catalogue
 * loads nothing else.
 */
export * from "./catalogue-find.ts";
export * from "./catalogue-life.ts";
export * from "./catalogue-prices.ts";

export type ModelKind = "transcriber" | "voice" | "model" | "realtime";

/** Where a figure comes from. */
export interface Evidence {
  source: string;
  /** ISO date: when the source said so. */
  asOf: string;
  /** False: nobody dated vouches for it, or it is derived. */
  verified?: false;
}

export type PriceUnit =
  | "second"
  | "minute"
  | "character"
  | "input-token"
  | "cached-input-token"
  | "cache-write-token"
  | "output-token"
  | "audio-input-token"
  | "cached-audio-input-token"
  | "audio-output-token"
  | "segment"
  | "call"
  | "leg-minute";

export interface Price extends Evidence {
  unit: PriceUnit;
  /** Decimal, for `per` units: money is never a floating-point number. */
  amount: string;
  per: number;
  currency: "USD";
}

/** The main price first. `unknown` is not free. */
export type Prices = readonly Price[] | "unknown";

export interface Latency {
  p50: number;
  p95?: number;
  source: string;
  asOf: string;
}

export interface ModelCard extends Evidence {
  /** As an assistant names it: `nova-3`, `aura-2-thalia-en`. Unique within the vendor. */
  id: string;
  /** Other ids that begin so are the same product in another voice or for another trade. */
  prefix?: string;
  kind: ModelKind;
  /** For people. */
  name: string;
  /** BCP 47; `mul` (ISO 639-2) where the vendor says "many" and gives no list. */
  languages: readonly string[];
  prices: Prices;
  /** To the first result: words, sound or token. */
  publishedLatencyMs?: Latency;
  /** Audio formats that are used here, such as `mulaw/8000`. */
  formats?: readonly string[];
  contextTokens?: number;
  /** ISO date from which the vendor refuses it; null: none announced. */
  endOfLife: string | null;
  /** What to use then: an id of the same vendor, or `vendor/id` of another. */
  successor: string | null;
}

/** Most models outlive the catalogue. */
export const NO_END = Object.freeze({ endOfLife: null, successor: null });

export interface Catalogue {
  /** As in an assistant: `deepgram`. */
  provider: string;
  /** As people write it: `Deepgram`. */
  name: string;
  /** Environment variables; null where there is no key or no address. */
  keyName: string | null;
  baseUrlName: string | null;
  /** Where it is reached unless `baseUrlName` says otherwise. */
  baseUrl: string | null;
  /** The model that stands behind a choice without an id. */
  defaults: Readonly<Partial<Record<ModelKind, string>>>;
  /** Kinds whose ids in assistants name something within a model, such as a voice `Rachel`: then `defaults` is meant. */
  idsAreNames?: readonly ModelKind[];
  models: readonly ModelCard[];
}

/** Every price that costs are counted with: those of the catalogues and of Twilio, and what was changed here. Pure data. */
import { createHash } from "node:crypto";
import { findModel, type ModelKind, type Price, type Prices } from "@offhook/provider-kit/catalogue";
import { CATALOGUES, catalogueOf } from "../providers/catalogues.ts";
import { TWILIO_PRICES } from "./twilio-prices.ts";

/** By `vendor/model`, or a key of the carrier's such as `twilio/stream`. */
export type PriceEntries = Readonly<Record<string, Prices>>;

export interface PriceList {
  /** The day of its newest figure and a hash of them all: two lists of one version say the same. */
  version: string;
  entries: PriceEntries;
  /** Which entries are not the ones that came with the program. */
  changed: ReadonlySet<string>;
}

const DEFAULTS: PriceEntries = Object.freeze({
  ...Object.fromEntries(
    CATALOGUES.flatMap(({ provider, models }) =>
      models.map(({ id, prices }) => [`${provider}/${id}`, prices] as const),
    ),
  ),
  ...TWILIO_PRICES,
});

export function priceList(changes: PriceEntries = {}): PriceList {
  const entries = { ...DEFAULTS, ...changes };
  return { version: versionOf(entries), entries, changed: new Set(Object.keys(changes)) };
}

function versionOf(entries: PriceEntries): string {
  const hash = createHash("sha256");
  let newest = "";
  for (const key of Object.keys(entries).sort()) {
    const prices = entries[key] ?? "unknown";
    hash.update(`${key}\n`);
    if (prices === "unknown") continue;
    for (const { unit, amount, per, asOf } of prices) {
      hash.update(`${unit} ${amount} ${per}\n`);
      if (asOf > newest) newest = asOf;
    }
  }
  return `${newest}-${hash.digest("hex").slice(0, 8)}`;
}

/** Of a provider by its own id: `deepgram/aura-2-thalia-en`, `elevenlabs/Rachel`. Nothing known: `unknown`. */
export function pricesOf({ entries }: PriceList, part: ModelKind, providerId: string): Prices {
  const bare = providerId.replace(/\?.*$/, "");
  const own = entries[bare];
  if (own !== undefined) return own;
  const [vendor = "", ...rest] = bare.split("/");
  const catalogue = catalogueOf(vendor);
  const card = catalogue ? findModel(catalogue, part, rest.join("/")) : null;
  return card ? (entries[`${vendor}/${card.id}`] ?? "unknown") : "unknown";
}

/** The first of `keys` that the list has a price for. */
export function carrierPrice({ entries }: PriceList, keys: readonly string[]): { key: string; price: Price } | null {
  for (const key of keys) {
    const prices = entries[key];
    const first = prices === undefined || prices === "unknown" ? undefined : prices[0];
    if (first) return { key, price: first };
  }
  return null;
}

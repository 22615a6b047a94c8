/** What an account can show of whoever uses its numbers: addresses, and bundles of documents that Twilio looks through. */

import { isSid } from "./account-resources.ts";
import { twilioFault } from "./faults.ts";
import type { RestCaller } from "./rest-caller.ts";
import { MAX_PAGE_SIZE, readPages } from "./rest-pages.ts";
import { type RestResult, writeForm } from "./rest-resources.ts";

/** Parts that nobody has filled in are null. */
export interface TwilioAddress {
  /** `AD…`. */
  sid: string;
  /** What the account calls it. */
  friendlyName: string | null;
  /** Whose it is. */
  customerName: string | null;
  street: string | null;
  streetSecondary: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  /** ISO 3166, two letters. */
  country: string;
}

/** `approved` alone buys numbers; `other`: a state that is not known here. */
export type BundleState = "approved" | "under-review" | "draft" | "rejected" | "other";

export interface TwilioBundle {
  /** `BU…`. */
  sid: string;
  friendlyName: string | null;
  state: BundleState;
  /** ISO 8601; null: it does not run out. */
  validUntil: string | null;
}

export interface BundleFilter {
  /** ISO 3166, two letters. */
  country: string;
  type: "local" | "mobile" | "tollFree";
  limit?: number;
}

type Json = Readonly<Record<string, unknown>>;

const DEFAULT_LIMIT = 500;
/** As the regulations call them. */
const REGULATED_TYPES = { local: "local", mobile: "mobile", tollFree: "toll-free" } as const;
const STATES: Readonly<Record<string, BundleState>> = {
  "twilio-approved": "approved",
  "provisionally-approved": "approved",
  "pending-review": "under-review",
  "in-review": "under-review",
  draft: "draft",
  "twilio-rejected": "rejected",
};

/** One that cannot be read is left out: nobody could choose it. */
export function listAddresses(
  caller: RestCaller,
  { limit = DEFAULT_LIMIT }: { limit?: number } = {},
): Promise<RestResult<TwilioAddress[]>> {
  const path = `${caller.accountPath}/Addresses.json?PageSize=${Math.min(limit, MAX_PAGE_SIZE)}`;
  return readPages(caller, { path, key: "addresses", read: readAddress, limit, skipsUnreadable: true });
}

/** Those made for numbers of that country and type, in every state. */
export async function listBundles(caller: RestCaller, filter: BundleFilter): Promise<RestResult<TwilioBundle[]>> {
  const { country, type, limit = DEFAULT_LIMIT } = filter;
  if (!/^[A-Z]{2}$/.test(country)) return { ok: false, fault: twilioFault("twilio-input-invalid", "country") };
  const form = { IsoCountry: country, NumberType: REGULATED_TYPES[type], PageSize: Math.min(limit, MAX_PAGE_SIZE) };
  const path = `/v2/RegulatoryCompliance/Bundles?${writeForm(form)}`;
  return readPages(caller, { path, key: "results", host: "numbers", read: readBundle, limit, skipsUnreadable: true });
}

function readAddress(json: Json): TwilioAddress | null {
  const { sid, iso_country: country } = json;
  if (!isSid("AD", sid) || typeof country !== "string" || !/^[A-Z]{2}$/.test(country)) return null;
  return {
    ...{ sid, country },
    friendlyName: textOf(json.friendly_name),
    customerName: textOf(json.customer_name),
    street: textOf(json.street),
    streetSecondary: textOf(json.street_secondary),
    city: textOf(json.city),
    region: textOf(json.region),
    postalCode: textOf(json.postal_code),
  };
}

function readBundle(json: Json): TwilioBundle | null {
  const { sid, status, valid_until: validUntil } = json;
  if (!isSid("BU", sid) || typeof status !== "string") return null;
  const untilMs = typeof validUntil === "string" ? Date.parse(validUntil) : Number.NaN;
  return {
    sid,
    friendlyName: textOf(json.friendly_name),
    state: Object.hasOwn(STATES, status) ? (STATES[status] ?? "other") : "other",
    validUntil: Number.isNaN(untilMs) ? null : new Date(untilMs).toISOString(),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

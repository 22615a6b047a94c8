/** An account's numbers: found, listed, routed, searched for and bought. Wrong input is a fault before anything is sent. */

import {
  type AvailableNumber,
  isE164,
  isSid,
  readAvailable,
  readNumber,
  type TwilioNumber,
} from "./account-resources.ts";
import { twilioFault } from "./faults.ts";
import { holdsSettings, type NumberRouting, routingForm } from "./number-routing.ts";
import { malformed, type RestCaller, unknownOutcome } from "./rest-caller.ts";
import { MAX_PAGE_SIZE, readPages } from "./rest-pages.ts";
import { type RestResult, writeForm } from "./rest-resources.ts";

export interface NumberSearch {
  /** ISO 3166, two letters. */
  country: string;
  /** Left out: local. */
  type?: "local" | "mobile" | "tollFree";
  /** Three digits; US and Canada. */
  areaCode?: string;
  /** 2–16 digits, letters or `*`. */
  contains?: string;
  voice?: boolean;
  sms?: boolean;
  mms?: boolean;
  /** Leaves out numbers that ask for an address: any at all, one in the country, one outside it. */
  withoutAddress?: "all" | "local" | "foreign";
  limit?: number;
}

export interface NumberOrder {
  /** E.164. */
  number: string;
  friendlyName?: string;
  /** `AD…` and `BU…`, where the country asks for them. */
  addressSid?: string;
  bundleSid?: string;
  /** So that the number leads somewhere from its first second. */
  routing?: Partial<NumberRouting>;
}

/** A month. */
export interface NumberPrice {
  amount: string;
  currency: string;
}

type Json = Readonly<Record<string, unknown>>;

const TYPES = { local: "Local", mobile: "Mobile", tollFree: "TollFree" } as const;
/** As the price list calls them. */
const PRICED_TYPES = { local: "local", mobile: "mobile", tollFree: "toll free" } as const;
const EXCLUDES = { all: "All", local: "Local", foreign: "Foreign" } as const;
const DEFAULT_SEARCH_LIMIT = 20;

export async function findNumber(caller: RestCaller, e164: string): Promise<RestResult<TwilioNumber | null>> {
  if (!isE164(e164)) return wrongNumber();
  const query = writeForm({ PhoneNumber: e164, PageSize: 50 });
  const path = `${caller.accountPath}/IncomingPhoneNumbers.json?${query}`;
  const listed = await readPages(caller, { path, key: "incoming_phone_numbers", read: readNumber, limit: 50 });
  if (!listed.ok) return listed;
  // Twilio's filter takes parts of numbers as well.
  return { ok: true, value: listed.value.find(({ number }) => number === e164) ?? null };
}

export function listNumbers(caller: RestCaller, { limit = MAX_PAGE_SIZE }: { limit?: number }) {
  const path = `${caller.accountPath}/IncomingPhoneNumbers.json?PageSize=${Math.min(limit, MAX_PAGE_SIZE)}`;
  return readPages(caller, { path, key: "incoming_phone_numbers", read: readNumber, limit });
}

export async function fetchNumber(caller: RestCaller, numberSid: string): Promise<RestResult<TwilioNumber>> {
  if (!isSid("PN", numberSid)) return wrongInput("number SID");
  return readOne(await caller.get<Json>(`${caller.accountPath}/IncomingPhoneNumbers/${numberSid}.json`));
}

export async function updateNumber(
  caller: RestCaller,
  numberSid: string,
  settings: Partial<NumberRouting>,
): Promise<RestResult<TwilioNumber>> {
  if (!isSid("PN", numberSid)) return wrongInput("number SID");
  const answer = await caller.post<Json>(`/IncomingPhoneNumbers/${numberSid}.json`, routingForm(settings));
  if (!("unconfirmed" in answer)) return readOne(answer);
  // Read back at once: what was set is set, and what is not yet may still come.
  const now = await fetchNumber(caller, numberSid);
  return now.ok && holdsSettings(now.value.routing, settings) ? now : unknownOutcome(answer);
}

export async function searchNumbers(caller: RestCaller, search: NumberSearch): Promise<RestResult<AvailableNumber[]>> {
  const { country, type = "local", areaCode, contains, limit = DEFAULT_SEARCH_LIMIT } = search;
  if (!/^[A-Z]{2}$/.test(country)) return wrongInput("country");
  if (areaCode !== undefined && !/^\d{3}$/.test(areaCode)) return wrongInput("area code");
  if (contains !== undefined && !/^\+?[0-9a-zA-Z*]{2,16}$/.test(contains)) return wrongInput("pattern");
  const query = writeForm({ ...searchForm(search), PageSize: Math.min(limit, MAX_PAGE_SIZE) });
  const path = `${caller.accountPath}/AvailablePhoneNumbers/${country}/${TYPES[type]}.json?${query}`;
  const found = await readPages(caller, { path, key: "available_phone_numbers", read: readAvailable, limit });
  // A country without numbers of that type is not found.
  return !found.ok && found.fault.httpStatus === 404 ? { ok: true, value: [] } : found;
}

/** A month's rent of a number of that country and type, in the account's currency; null: Twilio names none. */
export async function fetchNumberPrice(
  caller: RestCaller,
  country: string,
  type: keyof typeof TYPES,
): Promise<RestResult<NumberPrice | null>> {
  if (!/^[A-Z]{2}$/.test(country)) return wrongInput("country");
  const answer = await caller.get<Json>(`/v1/PhoneNumbers/Countries/${country}`, "pricing");
  if (!answer.ok) return answer.fault.httpStatus === 404 ? { ok: true, value: null } : answer;
  const { phone_number_prices: prices, price_unit: currency } = answer.value;
  const all = Array.isArray(prices) ? (prices as Json[]) : [];
  const price = all.find(({ number_type: one }) => one === PRICED_TYPES[type])?.current_price;
  const known = typeof currency === "string" && typeof price === "string" && /^\d{1,6}(\.\d{1,6})?$/.test(price);
  return { ok: true, value: known ? { amount: price, currency: currency.toUpperCase() } : null };
}

export async function buyNumber(caller: RestCaller, order: NumberOrder): Promise<RestResult<TwilioNumber>> {
  const { number, friendlyName, addressSid, bundleSid, routing = {} } = order;
  if (!isE164(number)) return wrongNumber();
  if (addressSid !== undefined && !isSid("AD", addressSid)) return wrongInput("address SID");
  if (bundleSid !== undefined && !isSid("BU", bundleSid)) return wrongInput("bundle SID");
  const papers = { FriendlyName: friendlyName, AddressSid: addressSid, BundleSid: bundleSid };
  const form = { PhoneNumber: number, ...papers, ...routingForm(routing) };
  const answer = await caller.post<Json>("/IncomingPhoneNumbers.json", form, 1);
  if (!("unconfirmed" in answer)) return readOne(answer);
  const found = await caller.lookUp(async () => {
    const owned = await findNumber(caller, number);
    return owned.ok && owned.value !== null ? owned.value : undefined;
  });
  return found === undefined ? unknownOutcome(answer) : { ok: true, value: found };
}

function searchForm({ areaCode, contains, voice, sms, mms, withoutAddress }: NumberSearch) {
  const exclude = withoutAddress === undefined ? {} : { [`Exclude${EXCLUDES[withoutAddress]}AddressRequired`]: true };
  const can = { VoiceEnabled: voice, SmsEnabled: sms, MmsEnabled: mms };
  return { AreaCode: areaCode, Contains: contains, ...can, ...exclude };
}

function readOne(answer: RestResult<Json>): RestResult<TwilioNumber> {
  if (!answer.ok) return answer;
  const value = readNumber(answer.value);
  return value === null ? malformed("number") : { ok: true, value };
}

function wrongNumber(): RestResult<never> {
  return { ok: false, fault: twilioFault("twilio-number-invalid") };
}

function wrongInput(what: string): RestResult<never> {
  return { ok: false, fault: twilioFault("twilio-input-invalid", what) };
}

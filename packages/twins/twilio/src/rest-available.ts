/** The AvailablePhoneNumbers resource: what can be bought in a country. Not paged: `PageSize` cuts the list. */
import { API_VERSION } from "./call-record.ts";
import { fitsPattern, type NumberType, type StockNumber, stockCountries, stockOf } from "./number-stock.ts";
import { listAnswer, notFound, type RestAnswer, refusal } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

const CONTAINS = /^\+?[0-9a-zA-Z*]{2,16}$/;
const RESOURCES = { Local: "local", Mobile: "mobile", TollFree: "toll_free" } as const;

export function searchNumbers({ twin, path, params }: RestContext, country: string, type: string): RestAnswer {
  if (!isStocked(country, type)) return notFound(path);
  const contains = params.get("Contains");
  if (contains !== null && !CONTAINS.test(contains)) return refusal(20001, "Contains is not valid");
  const areaCode = params.get("AreaCode");
  if (areaCode !== null && country !== "US" && country !== "CA") return refusal(20001, "AreaCode is for US and CA");
  const found = stockOf(country, type).filter(
    (each) =>
      twin.account.numbers.isForSale(each.phoneNumber) &&
      (areaCode === null || each.areaCode === areaCode) &&
      (contains === null || fitsPattern(each.phoneNumber, contains)) &&
      canDo(each, params) &&
      !isExcluded(each, params),
  );
  const pageSize = Number(params.get("PageSize") ?? 50);
  const shown = found.slice(0, Number.isInteger(pageSize) && pageSize > 0 ? Math.min(pageSize, 1_000) : 50);
  const uri = `${countryUri(twin, country)}/${type}.json${new URL(path, "http://localhost").search}`;
  return { status: 200, json: { available_phone_numbers: shown.map(availableJson), uri } };
}

export function listCountries({ twin, path }: RestContext): RestAnswer {
  return listAnswer(
    "countries",
    [...stockCountries().keys()].map((country) => countryJson(twin, country)),
    path,
  );
}

export function fetchCountry({ twin, path }: RestContext, country: string): RestAnswer {
  return stockCountries().has(country) ? { status: 200, json: countryJson(twin, country) } : notFound(path);
}

function isStocked(country: string, type: string): type is NumberType {
  return (
    stockCountries()
      .get(country)
      ?.has(type as NumberType) ?? false
  );
}

function canDo({ capabilities }: StockNumber, params: URLSearchParams): boolean {
  const names = { VoiceEnabled: "voice", SmsEnabled: "sms", MmsEnabled: "mms", FaxEnabled: "fax" } as const;
  return Object.entries(names).every(
    ([param, name]) => !params.has(param) || params.get(param) === String(capabilities[name]),
  );
}

function isExcluded({ addressRequirements }: StockNumber, params: URLSearchParams): boolean {
  const excludes = (which: string) => params.get(`Exclude${which}AddressRequired`) === "true";
  return (
    (excludes("All") && addressRequirements !== "none") ||
    (excludes("Local") && addressRequirements === "local") ||
    (excludes("Foreign") && addressRequirements === "foreign")
  );
}

function availableJson({ phoneNumber, country, locality, capabilities, ...each }: StockNumber): object {
  return {
    friendly_name: phoneNumber,
    phone_number: phoneNumber,
    lata: null,
    locality,
    rate_center: null,
    latitude: null,
    longitude: null,
    region: null,
    postal_code: null,
    iso_country: country,
    address_requirements: each.addressRequirements,
    beta: false,
    // The live API has written these two in capitals here, and small in IncomingPhoneNumbers.
    capabilities: { voice: capabilities.voice, SMS: capabilities.sms, MMS: capabilities.mms, fax: capabilities.fax },
  };
}

function countryJson(twin: TwilioTwin, country: string): object {
  const uri = countryUri(twin, country);
  const types = [...(stockCountries().get(country) ?? [])];
  return {
    country_code: country,
    country: new Intl.DisplayNames("en", { type: "region" }).of(country),
    uri: `${uri}.json`,
    beta: false,
    subresource_uris: Object.fromEntries(types.map((type) => [RESOURCES[type], `${uri}/${type}.json`])),
  };
}

function countryUri(twin: TwilioTwin, country: string): string {
  return `/${API_VERSION}/Accounts/${twin.accountSid}/AvailablePhoneNumbers/${country}`;
}

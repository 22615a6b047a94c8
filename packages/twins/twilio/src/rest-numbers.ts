/** The IncomingPhoneNumbers resource: the account's own numbers are listed, bought, routed and given back. */
import { API_VERSION } from "./call-record.ts";
import { rfc2822 } from "./dates.ts";
import type { OwnedNumber } from "./number-book.ts";
import { readSettings, settingsJson } from "./number-settings.ts";
import { fitsPattern, stockInAreaCode } from "./number-stock.ts";
import { missingPapers } from "./paper-demands.ts";
import { listAnswer, notFound, type RestAnswer, type RestErrorCode, refusal } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

const E164 = /^\+[1-9]\d{1,14}$/;
const PATTERN = /^\+?[0-9*]+$/;

export function listNumbers({ twin, path, params }: RestContext): RestAnswer {
  const pattern = params.get("PhoneNumber");
  if (pattern !== null && !PATTERN.test(pattern)) return refusal(20001, "PhoneNumber is not valid");
  const name = params.get("FriendlyName");
  const found = twin.account.numbers.all.filter(
    ({ phoneNumber, settings }) =>
      (pattern === null || fitsPattern(phoneNumber, pattern)) && (name === null || settings.FriendlyName === name),
  );
  const items = found.map((each) => numberJson(twin, each));
  return listAnswer("incoming_phone_numbers", params.get("Origin") === "hosted" ? [] : items, path);
}

export function fetchNumber({ twin, path }: RestContext, sid: string): RestAnswer {
  const number = twin.account.numbers.bySid(sid);
  return number === undefined ? notFound(path) : { status: 200, json: numberJson(twin, number) };
}

export function updateNumber({ twin, path, params }: RestContext, sid: string): RestAnswer {
  const number = twin.account.numbers.bySid(sid);
  if (number === undefined) return notFound(path);
  const read = readSettings(params);
  if (!read.ok) return wrongSetting(read);
  twin.account.numbers.change(number, read.settings);
  return { status: 200, json: numberJson(twin, number) };
}

export function deleteNumber({ twin, path }: RestContext, sid: string): RestAnswer {
  const number = twin.account.numbers.bySid(sid);
  if (number === undefined) return notFound(path);
  twin.account.numbers.release(number);
  return { status: 204 };
}

export function buyNumber({ twin, params }: RestContext): RestAnswer {
  if (!twin.account.isActive) return refusal(20005);
  if (twin.account.isTrial && twin.account.numbers.all.length > 0) return refusal(21404);
  const wanted = wantedNumber(twin, params);
  if (typeof wanted === "number") return refusal(wanted);
  const read = readSettings(params);
  if (!read.ok) return wrongSetting(read);
  const missing = missingPapers(wanted, read.settings, twin.account.papers);
  if (missing !== null) return refusal(missing.code, missing.message);
  return { status: 201, json: numberJson(twin, twin.account.numbers.add(wanted, read.settings)) };
}

/** The number that is asked for by itself or by its area, or why there is none. */
function wantedNumber(twin: TwilioTwin, params: URLSearchParams): string | RestErrorCode {
  const phoneNumber = params.get("PhoneNumber");
  const areaCode = params.get("AreaCode");
  if (phoneNumber === null && areaCode !== null) {
    const free = stockInAreaCode(areaCode).find((each) => twin.account.numbers.isForSale(each.phoneNumber));
    return free?.phoneNumber ?? 21452;
  }
  if (phoneNumber === null || !E164.test(phoneNumber)) return 21421;
  return twin.account.numbers.isForSale(phoneNumber) ? phoneNumber : 21422;
}

function wrongSetting({ name, isUrl }: { name: string; isUrl: boolean }): RestAnswer {
  return isUrl ? refusal(21205, `${name} is not a valid URL`) : refusal(20001, `${name} is not valid`);
}

function numberJson(twin: TwilioTwin, number: OwnedNumber): Record<string, unknown> {
  const { sid, phoneNumber, stock } = number;
  const uri = `/${API_VERSION}/Accounts/${twin.accountSid}/IncomingPhoneNumbers/${sid}`;
  return {
    sid,
    account_sid: twin.accountSid,
    phone_number: phoneNumber,
    capabilities: stock?.capabilities ?? { voice: true, sms: true, mms: true, fax: false },
    ...settingsJson(number.settings),
    address_requirements: stock?.addressRequirements ?? "none",
    emergency_status: "Inactive",
    emergency_address_sid: null,
    emergency_address_status: "unregistered",
    origin: "twilio",
    beta: false,
    api_version: API_VERSION,
    status: "in-use",
    type: (stock?.type ?? "Local").toLowerCase(),
    date_created: rfc2822(number.createdAtMs),
    date_updated: rfc2822(number.updatedAtMs),
    uri: `${uri}.json`,
    subresource_uris: { assigned_add_ons: `${uri}/AssignedAddOns.json` },
  };
}

/** OutgoingCallerIds: numbers that the account has verified. A trial account reaches no others. */
import type { VerifiedNumber } from "./account.ts";
import { API_VERSION } from "./call-record.ts";
import { rfc2822 } from "./dates.ts";
import { listAnswer, notFound, type RestAnswer, refusal } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";
import { newSid } from "./seeded-random.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

const E164 = /^\+[1-9]\d{1,14}$/;

export function listCallerIds({ twin, path, params }: RestContext): RestAnswer {
  const equal = (name: string, value: string) => !params.has(name) || params.get(name) === value;
  const found = twin.account.verified.filter(
    ({ phoneNumber, friendlyName }) => equal("PhoneNumber", phoneNumber) && equal("FriendlyName", friendlyName),
  );
  return listAnswer(
    "outgoing_caller_ids",
    found.map((each) => callerIdJson(twin, each)),
    path,
  );
}

export function fetchCallerId({ twin, path }: RestContext, sid: string): RestAnswer {
  const found = twin.account.verified.find((each) => each.sid === sid);
  return found === undefined ? notFound(path) : { status: 200, json: callerIdJson(twin, found) };
}

export function deleteCallerId({ twin, path }: RestContext, sid: string): RestAnswer {
  const at = twin.account.verified.findIndex((each) => each.sid === sid);
  if (at === -1) return notFound(path);
  twin.account.verified.splice(at, 1);
  return { status: 204 };
}

/** Twilio calls the number and asks for the code; whoever answers there enters it. */
export function requestValidation({ twin, params }: RestContext): RestAnswer {
  const phoneNumber = params.get("PhoneNumber") ?? "";
  if (!E164.test(phoneNumber)) return refusal(21421);
  const friendlyName = params.get("FriendlyName") ?? phoneNumber;
  const { outcome, afterMs } = twin.person(phoneNumber);
  if (outcome === "answers") {
    twin.clock.at(twin.nowMs() + afterMs, () => twin.account.verify(phoneNumber, friendlyName));
  }
  const json = {
    account_sid: twin.accountSid,
    call_sid: newSid("CA", twin.random),
    friendly_name: friendlyName,
    phone_number: phoneNumber,
    validation_code: String(100_000 + Math.floor(twin.random.next() * 900_000)),
  };
  return { status: 200, json };
}

function callerIdJson(twin: TwilioTwin, { sid, phoneNumber, friendlyName, createdAtMs }: VerifiedNumber): object {
  return {
    sid,
    account_sid: twin.accountSid,
    phone_number: phoneNumber,
    friendly_name: friendlyName,
    date_created: rfc2822(createdAtMs),
    date_updated: rfc2822(createdAtMs),
    uri: `/${API_VERSION}/Accounts/${twin.accountSid}/OutgoingCallerIds/${sid}.json`,
  };
}

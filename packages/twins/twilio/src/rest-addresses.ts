/** The Addresses resource: where those are who use the account's numbers. Read only; a test makes them. */
import { API_VERSION } from "./call-record.ts";
import { rfc2822 } from "./dates.ts";
import type { AccountAddress } from "./paper-book.ts";
import { listAnswer, notFound, type RestAnswer } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

/** Parameters that leave out addresses with another value. */
const FILTERS = { CustomerName: "customerName", FriendlyName: "friendlyName", IsoCountry: "isoCountry" } as const;

export function listAddresses({ twin, path, params }: RestContext): RestAnswer {
  const found = twin.account.papers.addresses.filter((each) =>
    Object.entries(FILTERS).every(([param, field]) => !params.has(param) || params.get(param) === each[field]),
  );
  return listAnswer(
    "addresses",
    found.map((each) => addressJson(twin, each)),
    path,
  );
}

export function fetchAddress({ twin, path }: RestContext, sid: string): RestAnswer {
  const address = twin.account.papers.address(sid);
  return address === undefined ? notFound(path) : { status: 200, json: addressJson(twin, address) };
}

function addressJson(twin: TwilioTwin, address: AccountAddress): Record<string, unknown> {
  const { sid, friendlyName, customerName, street, city, region, isoCountry, validated, verified } = address;
  const date = rfc2822(address.createdAtMs);
  return {
    ...{ sid, street, city, region, validated, verified },
    account_sid: twin.accountSid,
    friendly_name: friendlyName,
    customer_name: customerName,
    street_secondary: address.streetSecondary === "" ? null : address.streetSecondary,
    postal_code: address.postalCode,
    iso_country: isoCountry,
    emergency_enabled: false,
    date_created: date,
    date_updated: date,
    uri: `/${API_VERSION}/Accounts/${twin.accountSid}/Addresses/${sid}.json`,
  };
}

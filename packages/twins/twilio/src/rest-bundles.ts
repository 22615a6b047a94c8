/** Regulatory Compliance's Bundles (`https://numbers.twilio.com/v2`): papers about a number's user. Read only. */
import { iso8601 } from "./dates.ts";
import type { AccountBundle } from "./paper-book.ts";
import { metaListAnswer, notFound, type RestAnswer, refusal } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

const ORIGIN = "https://numbers.twilio.com";
const PATH = "/v2/RegulatoryCompliance/Bundles";
const STATUSES = [
  ...["draft", "pending-review", "in-review"],
  ...["twilio-rejected", "twilio-approved", "provisionally-approved"],
];
/** Parameters that leave out bundles with another value. */
const FILTERS = {
  Status: "status",
  FriendlyName: "friendlyName",
  RegulationSid: "regulationSid",
  IsoCountry: "isoCountry",
  NumberType: "numberType",
  EndUserType: "endUserType",
} as const;

/** Newest first. */
export function listBundles({ twin, path, params }: RestContext): RestAnswer {
  const status = params.get("Status");
  if (status !== null && !STATUSES.includes(status)) return refusal(20001, "Status is not valid");
  const found = twin.account.papers.bundles.filter((each) =>
    Object.entries(FILTERS).every(([param, field]) => !params.has(param) || params.get(param) === each[field]),
  );
  return metaListAnswer("results", found.map((each) => bundleJson(twin, each)).reverse(), path, ORIGIN);
}

export function fetchBundle({ twin, path }: RestContext, sid: string): RestAnswer {
  const bundle = twin.account.papers.bundle(sid);
  return bundle === undefined ? notFound(path) : { status: 200, json: bundleJson(twin, bundle) };
}

function bundleJson(twin: TwilioTwin, bundle: AccountBundle): Record<string, unknown> {
  const { sid, status, friendlyName, regulationSid, validUntilMs, createdAtMs } = bundle;
  const url = `${ORIGIN}${PATH}/${sid}`;
  return {
    ...{ sid, status, url },
    account_sid: twin.accountSid,
    regulation_sid: regulationSid,
    friendly_name: friendlyName,
    valid_until: validUntilMs === null ? null : iso8601(validUntilMs),
    email: "papers@example.com",
    status_callback: null,
    date_created: iso8601(createdAtMs),
    date_updated: iso8601(createdAtMs),
    links: { evaluations: `${url}/Evaluations`, item_assignments: `${url}/ItemAssignments` },
  };
}

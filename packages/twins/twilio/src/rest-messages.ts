/** The Messages resource: create, fetch, list. A message is queued, sent and delivered within a second. */
import { API_VERSION } from "./call-record.ts";
import { rfc2822 } from "./dates.ts";
import { listAnswer, notFound, type RestAnswer, refusal } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";
import { newSid } from "./seeded-random.ts";
import type { FormField } from "./sign-request.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

export interface TwinMessage {
  sid: string;
  from: string;
  to: string;
  body: string;
  status: "queued" | "sending" | "sent" | "delivered";
  createdAtMs: number;
  statusCallback: string | null;
}

const E164 = /^\+[1-9]\d{1,14}$/;
const MAX_BODY_CHARS = 1_600;
/** When each status is reached. */
const COURSE = [
  { status: "sending", afterMs: 100 },
  { status: "sent", afterMs: 300 },
  { status: "delivered", afterMs: 800 },
] as const;

export function createMessage({ twin, params }: RestContext): RestAnswer {
  const to = params.get("To") ?? "";
  const from = params.get("From") ?? "";
  const body = params.get("Body") ?? "";
  if (to === "") return refusal(21604);
  if (from === "") return refusal(21603);
  if (body === "") return refusal(21602);
  if (!E164.test(to)) return refusal(21211, `The 'To' number ${to} is not a valid phone number.`);
  if (!E164.test(from)) return refusal(21212, `The 'From' number ${from} is not a valid phone number.`);
  if (!twin.account.owns(from)) return refusal(21606);
  if (body.length > MAX_BODY_CHARS) return refusal(21617);
  if (!twin.account.mayReach(to)) return refusal(21608);
  const message: TwinMessage = {
    sid: newSid("SM", twin.random),
    from,
    to,
    body,
    status: "queued",
    createdAtMs: twin.nowMs(),
    statusCallback: params.get("StatusCallback"),
  };
  twin.messages.push(message);
  const json = messageJson(twin, message);
  deliver(twin, message);
  return { status: 201, json };
}

export function fetchMessage({ twin, path }: RestContext, sid: string): RestAnswer {
  const message = twin.messages.find((each) => each.sid === sid);
  return message === undefined ? notFound(path) : { status: 200, json: messageJson(twin, message) };
}

export function listMessages({ twin, path, params }: RestContext): RestAnswer {
  const equal = (name: string, value: string) => !params.has(name) || params.get(name) === value;
  const found = twin.messages.filter((each) => equal("To", each.to) && equal("From", each.from)).reverse();
  return listAnswer(
    "messages",
    found.map((each) => messageJson(twin, each)),
    path,
  );
}

function deliver(twin: TwilioTwin, message: TwinMessage): void {
  let queue: Promise<unknown> = Promise.resolve();
  for (const { status, afterMs } of COURSE) {
    twin.clock.at(twin.nowMs() + afterMs, () => {
      message.status = status;
      queue = queue.then(() => report(twin, message, status));
    });
  }
}

async function report(twin: TwilioTwin, message: TwinMessage, status: string): Promise<void> {
  if (message.statusCallback === null) return;
  const fields: FormField[] = [
    ["MessageSid", message.sid],
    ["SmsSid", message.sid],
    ["MessageStatus", status],
    ["SmsStatus", status],
    ["To", message.to],
    ["From", message.from],
    ["AccountSid", twin.accountSid],
    ["ApiVersion", API_VERSION],
  ];
  await twin.tellServer({ url: message.statusCallback, fields }, null, "message status callback");
}

function messageJson(twin: TwilioTwin, message: TwinMessage): Record<string, unknown> {
  const uri = `/${API_VERSION}/Accounts/${twin.accountSid}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: twin.accountSid,
    api_version: API_VERSION,
    body: message.body,
    from: message.from,
    to: message.to,
    status: message.status,
    direction: "outbound-api",
    num_segments: String(segments(message.body)),
    num_media: "0",
    price: null,
    price_unit: "USD",
    error_code: null,
    error_message: null,
    messaging_service_sid: null,
    date_created: rfc2822(message.createdAtMs),
    date_sent: message.status === "queued" ? null : rfc2822(message.createdAtMs),
    date_updated: rfc2822(message.createdAtMs),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

/** GSM-7: 160, or 153 a part; anything else is sent as UCS-2: 70, or 67. */
function segments(body: string): number {
  const isGsm = /^[\n\r\x20-\x5f\x61-\x7e£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€]*$/.test(body);
  const [single, part] = isGsm ? [160, 153] : [70, 67];
  return body.length <= single ? 1 : Math.ceil(body.length / part);
}

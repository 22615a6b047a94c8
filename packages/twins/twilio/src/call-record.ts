/** A call as data: the fields of Twilio's Call resource, and how they look in JSON and in webhook forms. */
import { rfc2822 } from "./dates.ts";
import type { FormField } from "./sign-request.ts";

export type CallStatus =
  | "queued"
  | "ringing"
  | "in-progress"
  | "completed"
  | "busy"
  | "failed"
  | "no-answer"
  | "canceled";
export type CallDirection = "inbound" | "outbound-api" | "outbound-dial";
/** What `StatusCallbackEvent` may name. */
export type CallProgress = "initiated" | "ringing" | "answered" | "completed";

export interface CallRecord {
  sid: string;
  accountSid: string;
  parentCallSid: string | null;
  /** Of the account's number that was called. */
  phoneNumberSid: string | null;
  direction: CallDirection;
  from: string;
  to: string;
  status: CallStatus;
  answeredBy: string | null;
  /** Unix times. */
  createdAtMs: number;
  answeredAtMs: number | null;
  endedAtMs: number | null;
}

export const API_VERSION = "2010-04-01";
const ENDED = new Set<CallStatus>(["completed", "busy", "failed", "no-answer", "canceled"]);
/** The price comes a while after the end. */
const BILLED_AFTER_MS = 60_000;
const PRICE_PER_MINUTE = { inbound: 0.0085, "outbound-api": 0.014, "outbound-dial": 0.014 };

export function hasEnded(record: CallRecord): boolean {
  return ENDED.has(record.status);
}

export function durationS(record: CallRecord): number {
  if (record.answeredAtMs === null || record.endedAtMs === null) return 0;
  return Math.round((record.endedAtMs - record.answeredAtMs) / 1_000);
}

/** The parameters that every request about the call carries. */
export function callFields(record: CallRecord, callStatus: string = record.status): FormField[] {
  const fields: FormField[] = [
    ["CallSid", record.sid],
    ["AccountSid", record.accountSid],
    ["From", record.from],
    ["To", record.to],
    ["Caller", record.from],
    ["Called", record.to],
    ["CallStatus", callStatus],
    ["ApiVersion", API_VERSION],
    ["Direction", record.direction],
  ];
  if (record.parentCallSid !== null) fields.push(["ParentCallSid", record.parentCallSid]);
  if (record.answeredBy !== null) fields.push(["AnsweredBy", record.answeredBy]);
  return fields;
}

export function callJson(record: CallRecord, nowMs: number): Record<string, unknown> {
  const uri = `/${API_VERSION}/Accounts/${record.accountSid}/Calls/${record.sid}`;
  const date = (unixMs: number | null) => (unixMs === null ? null : rfc2822(unixMs));
  return {
    sid: record.sid,
    account_sid: record.accountSid,
    parent_call_sid: record.parentCallSid,
    to: record.to,
    to_formatted: record.to,
    from: record.from,
    from_formatted: record.from,
    phone_number_sid: record.phoneNumberSid,
    status: record.status,
    direction: record.direction,
    start_time: date(record.answeredAtMs),
    end_time: date(record.endedAtMs),
    duration: record.endedAtMs === null ? null : String(durationS(record)),
    price: priceOf(record, nowMs),
    price_unit: "USD",
    answered_by: record.answeredBy,
    api_version: API_VERSION,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: "0",
    trunk_sid: null,
    annotation: null,
    // A call that still waits in the queue has no date yet.
    date_created: record.status === "queued" ? null : date(record.createdAtMs),
    date_updated:
      record.status === "queued" ? null : date(record.endedAtMs ?? record.answeredAtMs ?? record.createdAtMs),
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json`, streams: `${uri}/Streams.json` },
  };
}

/** Negative, per started minute; null until billed. */
function priceOf(record: CallRecord, nowMs: number): string | null {
  if (record.endedAtMs === null || nowMs - record.endedAtMs < BILLED_AFTER_MS) return null;
  const minutes = Math.ceil(durationS(record) / 60);
  return minutes === 0 ? null : (-minutes * PRICE_PER_MINUTE[record.direction]).toFixed(5);
}

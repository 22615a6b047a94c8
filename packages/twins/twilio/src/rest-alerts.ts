/** Monitor's Alerts (`https://monitor.twilio.com/v1`): what Twilio's debugger shows, kept for thirty days. */
import { API_VERSION } from "./call-record.ts";
import type { Alert } from "./call-world.ts";
import { iso8601 } from "./dates.ts";
import { metaListAnswer, notFound, type RestAnswer, refusal } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

const ORIGIN = "https://monitor.twilio.com";
const KEPT_MS = 30 * 86_400_000;
const DAY_MS = 86_400_000;
const WARNINGS = new Set([12_200, 31_930, 31_931, 31_950, 31_951, 31_953]);

/** Newest first. `StartDate` and `EndDate` are days or moments, both included. */
export function listAlerts({ twin, path, params }: RestContext): RestAnswer {
  const nowMs = twin.nowMs();
  const fromMs = readDate(params.get("StartDate"), nowMs - KEPT_MS, 0);
  const untilMs = readDate(params.get("EndDate"), nowMs, DAY_MS - 1);
  if (fromMs === null || untilMs === null) return refusal(20001, "The date is not valid");
  const level = params.get("LogLevel");
  const found = twin.alerts.filter(
    ({ atMs, code }) => wholeSecond(atMs) >= fromMs && atMs <= untilMs && (level === null || level === levelOf(code)),
  );
  return metaListAnswer("alerts", found.map((each) => alertJson(twin, each)).reverse(), path, ORIGIN);
}

export function fetchAlert({ twin, path }: RestContext, sid: string): RestAnswer {
  const alert = twin.alerts.find((each) => each.sid === sid);
  if (alert === undefined) return notFound(path);
  const more = { request_variables: "", request_headers: "", response_headers: "", response_body: "" };
  return { status: 200, json: { ...alertJson(twin, alert), ...more } };
}

function readDate(text: string | null, otherwise: number, dayEndsAfterMs: number): number | null {
  if (text === null) return otherwise;
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) return null;
  return text.length === 10 ? atMs + dayEndsAfterMs : atMs;
}

/** Twilio's dates have no fractions: an alert is listed from the start of its second. */
function wholeSecond(atMs: number): number {
  return atMs - (atMs % 1_000);
}

function levelOf(code: number): "error" | "warning" {
  return WARNINGS.has(code) ? "warning" : "error";
}

function alertJson(twin: TwilioTwin, { sid, atMs, code, callSid, detail, request }: Alert): Record<string, unknown> {
  const date = iso8601(wholeSecond(atMs)).replace(".000Z", "Z");
  return {
    sid,
    account_sid: twin.accountSid,
    service_sid: null,
    resource_sid: callSid,
    error_code: String(code),
    log_level: levelOf(code),
    alert_text: detail,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    request_method: request?.method ?? null,
    request_url: request?.url ?? null,
    api_version: API_VERSION,
    date_created: date,
    date_generated: date,
    date_updated: date,
    url: `${ORIGIN}/v1/Alerts/${sid}`,
  };
}

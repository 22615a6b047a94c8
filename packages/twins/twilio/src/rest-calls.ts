/** The Calls resource: create, fetch, update, list. */
import { type CallRecord, callJson } from "./call-record.ts";
import type { StatusCallback } from "./call-world.ts";
import { listAnswer, notFound, type RestAnswer, type RestErrorCode, refusal } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";
import { readRecordingOrder } from "./rest-recordings.ts";
import type { TwimlSource } from "./twiml-source.ts";

const E164 = /^\+[1-9]\d{1,14}$/;
const MAX_TWIML_CHARS = 4_000;
const DEFAULT_TIMEOUT_S = 60;
const MAX_TIMEOUT_S = 600;
const DEFAULT_TIME_LIMIT_S = 14_400;

export function createCall({ twin, params }: RestContext): RestAnswer {
  const to = params.get("To") ?? "";
  const from = params.get("From") ?? "";
  const wrong = wrongNumbers(to, from) ?? twin.refusesCall(to, from);
  if (wrong !== null) return refusal(wrong, nameNumber(wrong, to, from));
  const source = readSource(params);
  if (typeof source === "number") return refusal(source);
  if (source === null) return refusal(21205, "One of Url, Twiml or ApplicationSid is required");
  const call = twin.startOutboundCall({
    to,
    from,
    statusCallback: readStatusCallback(params),
    order: {
      source,
      timeoutMs: Math.min(seconds(params.get("Timeout"), DEFAULT_TIMEOUT_S), MAX_TIMEOUT_S) * 1_000,
      timeLimitMs: seconds(params.get("TimeLimit"), DEFAULT_TIME_LIMIT_S) * 1_000,
      detectsMachine: params.has("MachineDetection"),
      asyncAmdCallback: params.get("AsyncAmd") === "true" ? params.get("AsyncAmdStatusCallback") : null,
      recording: params.get("Record") === "true" ? readRecordingOrder(params, "OutboundAPI", "mono") : null,
    },
  });
  return { status: 201, json: callJson(call.record, twin.nowMs()) };
}

export function fetchCall({ twin, path }: RestContext, sid: string): RestAnswer {
  const call = twin.call(sid);
  return call === undefined ? notFound(path) : { status: 200, json: callJson(call.record, twin.nowMs()) };
}

export function updateCall({ twin, path, params }: RestContext, sid: string): RestAnswer {
  const call = twin.call(sid);
  if (call === undefined) return notFound(path);
  if (call.isOver) return refusal(21220);
  const source = readSource(params);
  if (typeof source === "number") return refusal(source);
  const status = params.get("Status");
  if (status !== null && status !== "completed" && status !== "canceled") return refusal(20001, "Status is not valid");
  if (source !== null && call.status !== "in-progress") return refusal(21220);
  if (status === "completed") call.end("completed", "api");
  else if (status === "canceled" && call.status !== "in-progress") call.end("canceled", "api");
  else if (source !== null) call.redirect(source);
  return { status: 200, json: callJson(call.record, twin.nowMs()) };
}

/** Newest first. */
export function listCalls({ twin, path, params }: RestContext): RestAnswer {
  const found = twin.calls.filter(({ record }) => matches(record, params)).reverse();
  return listAnswer(
    "calls",
    found.map(({ record }) => callJson(record, twin.nowMs())),
    path,
  );
}

function matches(record: CallRecord, params: URLSearchParams): boolean {
  const equal = (name: string, value: string | null) => !params.has(name) || params.get(name) === value;
  return (
    equal("To", record.to) &&
    equal("From", record.from) &&
    equal("Status", record.status) &&
    equal("ParentCallSid", record.parentCallSid) &&
    isInRange(record.answeredAtMs, params, "StartTime") &&
    isInRange(record.endedAtMs, params, "EndTime")
  );
}

const DAY_MS = 86_400_000;

/** `StartTime` is a day; `StartTime<` and `StartTime>` take a day or a moment, and include it. */
function isInRange(atMs: number | null, params: URLSearchParams, name: string): boolean {
  const [on, before, after] = ["", "<", ">"].map((sign) => params.get(name + sign));
  if (on === null && before === null && after === null) return true;
  if (atMs === null) return false;
  if (on && !(atMs >= Date.parse(on) && atMs < Date.parse(on) + DAY_MS)) return false;
  if (before && atMs > Date.parse(before) + (before.length === 10 ? DAY_MS - 1 : 0)) return false;
  return !(after && atMs < Date.parse(after));
}

/** The kind of number that is wrong. Clients and SIP addresses pass. */
function wrongNumbers(to: string, from: string): RestErrorCode | null {
  if (to === "") return 21201;
  if (from === "") return 21213;
  if (!isAddress(to)) return 21211;
  return isAddress(from) ? null : 21212;
}

function isAddress(text: string): boolean {
  return E164.test(text) || /^(client|sip):.+/.test(text);
}

function nameNumber(code: RestErrorCode, to: string, from: string): string | undefined {
  if (code === 21211) return `The 'To' number ${to} is not a valid phone number.`;
  return code === 21212 ? `The 'From' number ${from} is not a valid phone number.` : undefined;
}

/** An address wins over TwiML that is given beside it. */
function readSource(params: URLSearchParams): TwimlSource | RestErrorCode | null {
  const url = params.get("Url");
  const twiml = params.get("Twiml");
  if (url !== null) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return 21205;
    const method = params.get("Method") === "GET" ? "GET" : "POST";
    return { url, method, fallbackUrl: params.get("FallbackUrl") ?? undefined };
  }
  if (twiml === null) return null;
  return twiml.length > MAX_TWIML_CHARS ? 32018 : { twiml };
}

function readStatusCallback(params: URLSearchParams): StatusCallback | undefined {
  const url = params.get("StatusCallback");
  if (url === null) return undefined;
  const named = params.getAll("StatusCallbackEvent").flatMap((each) => each.split(/[ ,]+/));
  const events = new Set(named.length === 0 ? ["completed"] : named);
  return { url, method: params.get("StatusCallbackMethod") === "GET" ? "GET" : "POST", events };
}

function seconds(text: string | null, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isFinite(value) && value > 0 ? value : otherwise;
}

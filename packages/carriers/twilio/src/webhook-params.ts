/** Typed readings of Twilio's webhook forms. The forms are untrusted until their signature was checked, and checked here all the same. */
import type { Result } from "@offhook/engine/ports";
import { twilioFault } from "./faults.ts";

export type CallStatus =
  | "queued"
  | "initiated"
  | "ringing"
  | "in-progress"
  | "completed"
  | "busy"
  | "failed"
  | "no-answer"
  | "canceled";

export type TwilioDirection = "inbound" | "outbound-api" | "outbound-dial";

export interface CallFields {
  accountSid: string;
  callSid: string;
  from: string;
  to: string;
  callStatus: CallStatus;
  direction: TwilioDirection;
  /** The call that this leg belongs to; child legs only. */
  parentCallSid: string | null;
}

export interface VoiceWebhook extends CallFields {
  callerName: string | null;
  forwardedFrom: string | null;
  /** Only after answering machine detection. */
  answeredBy: string | null;
  /** Set when Twilio came here because the first address failed. */
  errorCode: string | null;
}

export interface StatusWebhook extends CallFields {
  /** From 0; callbacks may arrive in another order. */
  sequenceNumber: number | null;
  durationS: number | null;
  answeredBy: string | null;
  sipResponseCode: string | null;
}

export interface DialWebhook extends CallFields {
  dialStatus: "completed" | "answered" | "busy" | "no-answer" | "failed" | "canceled";
  dialCallSid: string | null;
  dialDurationS: number | null;
  bridged: boolean | null;
}

/** A form as `URLSearchParams` gives it. */
export type Form = URLSearchParams;

const MAX_FIELD_CHARS = 2_048;
const CALL_STATUSES = new Set<string>([
  "queued",
  "initiated",
  "ringing",
  "in-progress",
  "completed",
  "busy",
  "failed",
  "no-answer",
  "canceled",
] satisfies CallStatus[]);
const DIRECTIONS = new Set<string>(["inbound", "outbound-api", "outbound-dial"] satisfies TwilioDirection[]);
const DIAL_STATUSES = new Set<string>(["completed", "answered", "busy", "no-answer", "failed", "canceled"]);

export function readVoiceWebhook(form: Form): Result<VoiceWebhook> {
  return withCall(form, (call) => ({
    ...call,
    callerName: optional(form, "CallerName"),
    forwardedFrom: optional(form, "ForwardedFrom"),
    answeredBy: optional(form, "AnsweredBy"),
    errorCode: optional(form, "ErrorCode"),
  }));
}

export function readStatusWebhook(form: Form): Result<StatusWebhook> {
  return withCall(form, (call) => ({
    ...call,
    sequenceNumber: optionalCount(form, "SequenceNumber"),
    durationS: optionalCount(form, "CallDuration"),
    answeredBy: optional(form, "AnsweredBy"),
    sipResponseCode: optional(form, "SipResponseCode"),
  }));
}

/** What `<Dial action>` brings when the person's leg has ended. */
export function readDialWebhook(form: Form): Result<DialWebhook> {
  const dialStatus = form.get("DialCallStatus") ?? "";
  if (!DIAL_STATUSES.has(dialStatus)) return malformed("DialCallStatus");
  return withCall(form, (call) => ({
    ...call,
    dialStatus: dialStatus as DialWebhook["dialStatus"],
    dialCallSid: optional(form, "DialCallSid"),
    dialDurationS: optionalCount(form, "DialCallDuration"),
    bridged: form.has("DialBridged") ? form.get("DialBridged") === "true" : null,
  }));
}

/** The form as `verifyTwilioSignature` wants it: repeated fields keep all their values. */
export function signedParams(form: Form): Record<string, string | string[]> {
  // In one pass: `getAll` for each name takes minutes where a stranger sends a hundred thousand.
  const values = new Map<string, string[]>();
  for (const [name, value] of form) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, oneOrAll(all)]));
}

function oneOrAll(values: string[]): string | string[] {
  return values.length === 1 && values[0] !== undefined ? values[0] : values;
}

function withCall<T>(form: Form, read: (call: CallFields) => T): Result<T> {
  const accountSid = form.get("AccountSid") ?? "";
  const callSid = form.get("CallSid") ?? "";
  const callStatus = form.get("CallStatus") ?? "";
  const direction = form.get("Direction") ?? "inbound";
  if (!/^AC[0-9a-f]{32}$/.test(accountSid)) return malformed("AccountSid");
  if (!/^CA[0-9a-f]{32}$/.test(callSid)) return malformed("CallSid");
  if (!CALL_STATUSES.has(callStatus)) return malformed("CallStatus");
  if (!DIRECTIONS.has(direction)) return malformed("Direction");
  const call: CallFields = {
    accountSid,
    callSid,
    callStatus: callStatus as CallStatus,
    direction: direction as TwilioDirection,
    // A withheld number comes as `anonymous`, as words, or not at all.
    from: optional(form, "From") ?? "",
    to: optional(form, "To") ?? "",
    parentCallSid: optional(form, "ParentCallSid"),
  };
  return { ok: true, value: read(call) };
}

function optional(form: Form, name: string): string | null {
  // A caller's name comes from the caller's own exchange; no database takes a NUL in a text.
  const value = form.get(name)?.replaceAll("\0", "") ?? null;
  return value === null || value === "" || value.length > MAX_FIELD_CHARS ? null : value;
}

function optionalCount(form: Form, name: string): number | null {
  const value = form.get(name);
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

function malformed(field: string): Result<never> {
  return { ok: false, fault: twilioFault("twilio-webhook-malformed", field) };
}

/** The resources of Twilio's API that we read, and how a request and an answer are written. Knows no network. */
import type { Fault } from "@offhook/engine/ports";
import { TWILIO_FAULTS, type TwilioFaultCode, twilioFault } from "./faults.ts";

/** A call as Twilio's API gives it; numbers are strings there. Fields that we do not read are left as they come. */
export interface CallResource {
  sid: string;
  account_sid: string;
  status: string;
  direction: string;
  to: string;
  from: string;
  parent_call_sid: string | null;
  /** RFC 2822, null while queued. */
  date_created: string | null;
  start_time: string | null;
  end_time: string | null;
  /** Seconds. */
  duration: string | null;
  /** Negative, such as `-0.01400`; null until billed, minutes after the end. */
  price: string | null;
  price_unit: string | null;
  answered_by: string | null;
}

export interface MessageResource {
  sid: string;
  account_sid: string;
  status: string;
  to: string;
  from: string | null;
  body: string;
  error_code: number | null;
  error_message: string | null;
}

export interface AccountResource {
  sid: string;
  friendly_name: string;
  /** `active`, `suspended` or `closed`. */
  status: string;
  type: "Trial" | "Full";
}

export interface ListedCalls {
  calls: CallResource[];
  next_page_uri: string | null;
}

/** A refusal by Twilio, with what it said. */
export interface TwilioRestFault extends Fault {
  httpStatus?: number;
  /** Twilio's own number, such as 21220. */
  twilioCode?: number;
  moreInfo?: string;
  /** Twilio's words as they came. They may hold telephone numbers: not for the log, where `message` has them masked. */
  twilioMessage?: string;
}

export type RestResult<T> = { ok: true; value: T } | { ok: false; fault: TwilioRestFault };

export type FormFields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** Arrays repeat their key; `+` becomes `%2B`, since a bare one would arrive as a space. */
export function writeForm(fields: FormFields): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const values = Array.isArray(value) ? value : [value];
    for (const each of values) form.append(name, String(each));
  }
  return form.toString();
}

/** Telephone numbers, with or without spaces; Twilio's own codes have five digits. */
const LONG_NUMBER = /\+?\d[\d ()-]{5,}\d/g;

/** What a status other than 2xx means. */
export function restFault(status: number, body: string): TwilioRestFault {
  const said = parseRecord(body);
  const twilioCode = typeof said?.code === "number" ? said.code : undefined;
  const twilioMessage = typeof said?.message === "string" ? said.message.slice(0, 500) : undefined;
  const detail = twilioMessage?.replace(LONG_NUMBER, "…") ?? `HTTP ${status}`;
  const moreInfo = typeof said?.more_info === "string" ? said.more_info : undefined;
  const retryable = status === 429 || status >= 500;
  return {
    ...namedFault(status, twilioCode, detail, retryable),
    httpStatus: status,
    twilioCode,
    moreInfo,
    twilioMessage,
  };
}

function namedFault(status: number, twilioCode: number | undefined, detail: string, retryable: boolean): Fault {
  if (twilioCode === undefined || status >= 500) {
    const bare = { 401: "twilio-20003", 404: "twilio-20404", 429: "twilio-20429" } as const;
    const code =
      bare[status as keyof typeof bare] ?? (status >= 500 ? "twilio-unavailable" : "twilio-answer-malformed");
    return twilioFault(code, detail, retryable);
  }
  const code = `twilio-${twilioCode}`;
  if (Object.hasOwn(TWILIO_FAULTS, code)) return twilioFault(code as TwilioFaultCode, detail, retryable);
  return { code, message: detail, retryable, provider: "twilio" };
}

export function parseRecord(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

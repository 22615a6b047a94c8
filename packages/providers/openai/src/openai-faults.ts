/** Every fault of OpenAI's speech, hearing and realtime models: what it says to an operator and how to fix it. */
import {
  type CommonFault,
  commonFaults,
  type FaultEntry,
  faultMaker,
  faultOfStatus,
  nameOfEnd,
  parse,
  record,
  type SocketEnd,
  string,
  type Vendor,
} from "@offhook/provider-kit";

const OPENAI: Vendor<"openai"> = Object.freeze({
  name: "openai",
  title: "OpenAI",
  keyName: "OPENAI_API_KEY",
  baseUrlName: "OPENAI_BASE_URL",
});

const OWN = {
  "openai-session-expired": {
    says: "OpenAI ended the session because it had lasted as long as it may.",
    fix: "Nothing to do: another one is opened, and is told what was said so far.",
    retryable: true,
  },
  "openai-reply-superseded": {
    says: "Another reply was asked of OpenAI before this one had ended.",
    fix: "Nothing to do: a session gives one reply at a time, and the last one asked for counts.",
    retryable: true,
  },
  "openai-reply-cancelled": {
    says: "OpenAI called off a reply that nobody had asked it to call off.",
    fix: "Usually passes; look whether something else uses the same session.",
    retryable: true,
  },
} satisfies Record<string, FaultEntry>;

export const OPENAI_FAULTS = Object.freeze({ ...commonFaults(OPENAI), ...OWN });

export type OpenAiFaultCode = keyof typeof OPENAI_FAULTS;

export const openaiFault = faultMaker<OpenAiFaultCode>(OPENAI_FAULTS);

export interface NamedFault {
  code: OpenAiFaultCode;
  detail: string;
}

/** `{"error":{…}}` as it comes in a refusal's body, in an `error` event and in a failed response. */
export interface VendorError {
  code: string;
  type: string;
  message: string;
  param: string;
}

export function readError(value: unknown): VendorError {
  const error = record(value);
  const message = string(error?.message) || (typeof value === "string" ? value : "");
  return { code: string(error?.code), type: string(error?.type), message, param: string(error?.param) };
}

/** A refused request, or a socket's refused opening: the server's own word says more than the status. */
export function faultOfRefusal(status: number, body: string): NamedFault {
  const json = parse(body);
  const error = readError(record(json)?.error ?? json);
  const plain = error.message === "" && /^[^<{]/.test(body.trim()) ? body : error.message;
  const detail = `HTTP ${status}. ${plain}`;
  return { code: codeOfError(error) ?? `openai-${faultOfStatus(status)}`, detail };
}

/** Null: nothing that this code knows of. */
export function codeOfError({ code, type }: Pick<VendorError, "code" | "type">): OpenAiFaultCode | null {
  const fault = BY_WORD[code] ?? BY_WORD[type];
  return fault ? `openai-${fault}` : null;
}

const BY_WORD: Readonly<Record<string, CommonFault | "session-expired">> = Object.freeze({
  invalid_api_key: "key-refused",
  model_not_found: "model-unknown",
  insufficient_quota: "quota-exhausted",
  rate_limit_exceeded: "rate-limited",
  server_error: "unavailable",
  // A reply that we know nothing of is still being made: asking again later will do.
  conversation_already_has_active_response: "unavailable",
  session_expired: "session-expired",
});

export function faultOfEnd(end: SocketEnd): NamedFault {
  if (end.because === "refused") return faultOfRefusal(end.status, end.body);
  const { fault, detail } = nameOfEnd(end);
  const known = end.because === "closed" ? codeOfError({ code: wordIn(end.reason), type: "" }) : null;
  return { code: known ?? `openai-${fault}`, detail };
}

/** A closing reason is the error's code with a namespace before it: `invalid_request_error.session_expired`. */
const wordIn = (reason: string): string => /([a-z_]+)$/.exec(reason.trim())?.[1] ?? "";

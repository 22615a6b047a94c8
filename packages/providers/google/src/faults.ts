/** Every fault that Google's adapters report: what it says to an operator and how to fix it. */
import type { Fault } from "@offhook/engine/ports";
import {
  type CommonFault,
  commonFaults,
  type FaultEntry,
  faultMaker,
  faultOfStatus,
  list,
  modelFaults,
  nameOfEnd,
  parse,
  record,
  records,
  type SocketEnd,
  string,
  type Vendor,
} from "@offhook/provider-kit";

const GOOGLE: Vendor<"google"> = Object.freeze({
  name: "google",
  title: "Google",
  keyName: "GEMINI_API_KEY",
  baseUrlName: "GEMINI_BASE_URL",
});

const OWN = {
  "google-tool-call-malformed": {
    says: "Google's model wrote a tool call that cannot be read.",
    fix: "Usually passes; if it comes often, simplify the tool's parameters or use a larger model.",
    retryable: true,
  },
  "google-answer-unfinished": {
    says: "Google's model stopped before it had finished.",
    fix: "Usually passes; put a second provider in the list.",
    retryable: true,
  },
  "google-text-blocked": {
    says: "Google's filter refused to speak this text.",
    fix: "Look at the text in the call's log; put a second voice in the list.",
    retryable: false,
  },
} satisfies Record<string, FaultEntry>;

export const GOOGLE_FAULTS = Object.freeze({ ...commonFaults(GOOGLE), ...modelFaults(GOOGLE), ...OWN });

export type GoogleFaultCode = keyof typeof GOOGLE_FAULTS;

export const googleFault = faultMaker<GoogleFaultCode>(GOOGLE_FAULTS);

export interface NamedFault {
  code: GoogleFaultCode;
  detail: string;
}

/** `{"error":{"code","message","status","details"}}`, as a refusal's body or in the middle of a stream. */
export function faultOfError(value: unknown, status: number): NamedFault {
  // Without `alt=sse` an error comes as a list of one.
  const error = record(record(list(value)[0] ?? value)?.error) ?? {};
  const { code, message } = error;
  const saidStatus = typeof code === "number" ? code : status;
  const detail = `HTTP ${saidStatus} ${string(error.status)}. ${string(message)}`;
  return { code: `google-${meantBy(saidStatus, error)}`, detail };
}

export function faultOfRefusal(status: number, body: string): NamedFault {
  const json = parse(body);
  return json === undefined ? { code: codeOf(status), detail: `HTTP ${status}.` } : faultOfError(json, status);
}

/** Seconds after which a new try makes sense, of an error's `RetryInfo`: `"20s"`. Null: it does not say. */
export function retryDelayMs(body: string): number | null {
  const details = records(record(record(parse(body))?.error)?.details);
  const delay = details.map(({ retryDelay }) => string(retryDelay)).find((text) => /^\d+(\.\d+)?s$/.test(text));
  return delay === undefined ? null : Math.round(Number.parseFloat(delay) * 1_000);
}

function meantBy(status: number, error: Record<string, unknown>): CommonFault {
  const text = JSON.stringify(error);
  // A wrong key is a wrong argument to Google; so is a country that it does not serve.
  if (status === 400 && /API_KEY_INVALID|API key not valid|API key expired/i.test(text)) return "key-refused";
  if (status === 400 && /FAILED_PRECONDITION|location is not supported/i.test(text)) return "not-allowed";
  if (status === 429 && /PerDay|billing|credits/i.test(text)) return "quota-exhausted";
  return faultOfStatus(status);
}

const codeOf = (status: number): GoogleFaultCode => `google-${faultOfStatus(status)}`;

/** The fault of a socket that ended, and what the vendor said about it. */
export function faultOfEnd(end: SocketEnd): NamedFault {
  if (end.because === "refused") return faultOfRefusal(end.status, end.body);
  const { fault, detail } = nameOfEnd(end);
  if (end.because !== "closed") return { code: `google-${fault}`, detail };
  return { code: `google-${meantByClose(end.code, end.reason) ?? fault}`, detail };
}

/** Live sessions have no error messages: what is wrong is the reason of the close. */
function meantByClose(code: number, reason: string): CommonFault | null {
  if (/api key/i.test(reason)) return "key-refused";
  if (/not found|not supported for bidiGenerateContent/i.test(reason)) return "model-unknown";
  if (/quota|billing|credits/i.test(reason)) return "quota-exhausted";
  if (/permission|not allowed/i.test(reason)) return "not-allowed";
  if (code === 1_007 || code === 1_008) return "request-refused";
  return code === 1_011 || code === 1_013 ? "unavailable" : null;
}

export interface RetryLater extends Fault {
  /** What the server asks for. */
  retryAfterMs?: number;
}

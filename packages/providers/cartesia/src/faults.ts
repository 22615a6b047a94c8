/** Every fault that Cartesia's adapter reports: what it says to an operator and how to fix it. */
import {
  type CommonFault,
  commonFaults,
  faultMaker,
  faultOfStatus,
  nameOfEnd,
  number,
  parse,
  record,
  type SocketEnd,
  string,
  type Vendor,
} from "@offhook/provider-kit";

export const CARTESIA: Vendor<"cartesia"> = Object.freeze({
  name: "cartesia",
  title: "Cartesia",
  keyName: "CARTESIA_API_KEY",
  baseUrlName: "CARTESIA_BASE_URL",
});

export const CARTESIA_FAULTS = Object.freeze(commonFaults(CARTESIA));

export type CartesiaFaultCode = keyof typeof CARTESIA_FAULTS;

export const cartesiaFault = faultMaker<CartesiaFaultCode>(CARTESIA_FAULTS);

export interface NamedFault {
  code: CartesiaFaultCode;
  detail: string;
}

/** What Cartesia says of an error, on a socket and in the body of a refusal alike. */
export interface VendorError {
  /** Like an HTTP status; null where none was given. */
  status: number | null;
  /** `voice_not_found` and the like; not always there. */
  errorCode: string;
  /** Title and message. */
  said: string;
}

export function readVendorError(message: Readonly<Record<string, unknown>>): VendorError {
  const said = [string(message.title), string(message.message)].filter((text) => text !== "").join(": ");
  return { status: number(message.status_code), errorCode: string(message.error_code), said };
}

/** The vendor's own word says more than the status around it. */
export function faultOfError({ status, errorCode, said }: VendorError): NamedFault {
  const fault = faultOfWord(errorCode) ?? faultOfWord(said);
  return {
    code: codeOf(fault ?? (status === null ? "unavailable" : faultOfStatus(status))),
    detail: said || errorCode,
  };
}

export function faultOfEnd(end: SocketEnd): NamedFault {
  const { fault, detail } = nameOfEnd(end);
  if (end.because === "refused") return faultOfRefusal(end.status, end.body);
  if (end.because !== "closed") return { code: codeOf(fault), detail };
  // 1008 is a matter of rules: the reason says which.
  const refused = end.code === 1_008 ? "request-refused" : fault;
  return { code: codeOf(faultOfWord(end.reason) ?? refused), detail };
}

/** The body is an error as JSON, or plain text; a web page says nothing. */
function faultOfRefusal(status: number, body: string): NamedFault {
  const json = record(parse(body));
  const plain = /^[^<{]/.test(body.trim()) ? body : "";
  const error = json ? readVendorError(json) : { errorCode: "", said: plain };
  const { code, detail } = faultOfError({ ...error, status });
  return { code, detail: `HTTP ${status}. ${detail}` };
}

const codeOf = (fault: CommonFault): CartesiaFaultCode => `cartesia-${fault}`;

/** In this order: a limit on concurrency speaks of the plan as well. */
const WORDS: readonly (readonly [RegExp, CommonFault])[] = [
  [/concurren|rate.?limit|too many/i, "rate-limited"],
  [/quota|credit|payment|billing/i, "quota-exhausted"],
  [/invalid.?api.?key|api.?key.?(invalid|missing)|unauthori[sz]ed|access.?token/i, "key-refused"],
  [/language|locale/i, "language-unsupported"],
  [/(voice|model)[a-z_ ]*(not.?found|not.?exist|unknown|invalid)|(invalid|unknown) (voice|model)/i, "model-unknown"],
];

const faultOfWord = (text: string): CommonFault | null => WORDS.find(([word]) => word.test(text))?.[1] ?? null;

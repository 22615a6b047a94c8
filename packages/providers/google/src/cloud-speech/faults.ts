/** Every fault of Cloud Speech-to-Text: what it says to an operator and how to fix it, and which gRPC status is which. */
import { status } from "@grpc/grpc-js";
import { type CommonFault, commonFaults, type FaultEntry, faultMaker, type Vendor } from "@offhook/provider-kit";

const GOOGLE_CLOUD: Vendor<"google-cloud"> = Object.freeze({
  name: "google-cloud",
  title: "Google Cloud Speech",
  keyName: "GOOGLE_CLOUD_API_KEY",
  baseUrlName: "GOOGLE_CLOUD_SPEECH_BASE_URL",
});

const OWN = {
  "google-cloud-stream-limit": {
    says: "Google Cloud Speech ended the stream: it was too long, or too long without sound.",
    fix: "Usually passes, as streams are renewed before their limit; report it with the message if it comes often.",
    retryable: true,
  },
} satisfies Record<string, FaultEntry>;

export const GOOGLE_CLOUD_FAULTS = Object.freeze({ ...commonFaults(GOOGLE_CLOUD), ...OWN });

export type GoogleCloudFaultCode = keyof typeof GOOGLE_CLOUD_FAULTS;

export const googleCloudFault = faultMaker<GoogleCloudFaultCode>(GOOGLE_CLOUD_FAULTS);

/** How a request ended, or that it could not begin. */
export interface RpcEnd {
  /** A gRPC status. */
  code: number;
  detail: string;
  /** Was there ever a connection? */
  wasConnected: boolean;
}

/** The short name of a fault: `google-cloud-` stands before it. */
export type CloudFault = CommonFault | "stream-limit";

export function meaningOf({ code, detail, wasConnected }: RpcEnd): CloudFault {
  // What cannot be reached, or fails in TLS, is UNAVAILABLE like a server that is overloaded.
  if (code === status.UNAVAILABLE && (!wasConnected || NO_LINE.test(detail))) return "connect-failed";
  if (BROKEN_LINE.test(detail) && LINE_CODES.has(code)) return "connection-lost";
  return MEANINGS[code]?.(detail) ?? "unavailable";
}

/** As the gRPC library words it when a connection cannot be made, or made again. */
const NO_LINE = /^(no connection established|name resolution failed)/i;
/** As it words it when a connection or a stream on it goes. */
const BROKEN_LINE =
  /RST_STREAM|connection dropped|ECONNRESET|EPIPE|GOAWAY|session .*(closed|destroyed)|call ended without/i;
const LINE_CODES: ReadonlySet<number> = new Set([
  status.CANCELLED,
  status.UNKNOWN,
  status.INTERNAL,
  status.UNAVAILABLE,
]);

const MEANINGS: Readonly<Record<number, (detail: string) => CloudFault>> = {
  [status.OK]: () => "connection-lost",
  [status.CANCELLED]: () => "connection-lost",
  // A wrong key is a wrong argument to Google.
  [status.INVALID_ARGUMENT]: (detail) => {
    if (/API.?key (not valid|expired)|API_KEY_INVALID/i.test(detail)) return "key-refused";
    if (/\blanguage/i.test(detail)) return "language-unsupported";
    return /\bmodel/i.test(detail) ? "model-unknown" : "request-refused";
  },
  [status.NOT_FOUND]: () => "model-unknown",
  [status.PERMISSION_DENIED]: (detail) => {
    if (/billing/i.test(detail)) return "quota-exhausted";
    return /missing a valid API key|unregistered callers/i.test(detail) ? "key-refused" : "not-allowed";
  },
  [status.RESOURCE_EXHAUSTED]: (detail) => {
    // Said by the gRPC library, not by Google.
    if (/larger than max/i.test(detail)) return "answer-malformed";
    return /per day|daily|billing|credits/i.test(detail) ? "quota-exhausted" : "rate-limited";
  },
  // Such as a country that Google does not serve.
  [status.FAILED_PRECONDITION]: () => "not-allowed",
  [status.OUT_OF_RANGE]: () => "stream-limit",
  // Another server's 404 comes so as well.
  [status.UNIMPLEMENTED]: () => "answer-malformed",
  [status.UNAUTHENTICATED]: () => "key-refused",
};

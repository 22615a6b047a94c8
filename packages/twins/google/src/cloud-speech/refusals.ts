/** Ends of requests as Google words them: a gRPC status and its details. */
import { status } from "@grpc/grpc-js";

export interface Refusal {
  code: number;
  details: string;
}

const invalid = (details: string): Refusal => ({ code: status.INVALID_ARGUMENT, details });
const outOfRange = (details: string): Refusal => ({ code: status.OUT_OF_RANGE, details });

export const NO_KEY: Refusal = {
  code: status.PERMISSION_DENIED,
  details:
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of " +
    "API consumer identity to call this API.",
};
export const WRONG_KEY = invalid("API key not valid. Please pass a valid API key.");
export const MALORDERED = invalid("Malordered Data Received. Send exactly one config, followed by audio data.");
export const UNREADABLE = invalid("Request contains an invalid argument.");
export const TOO_LONG = outOfRange("Exceeded maximum allowed stream duration of 305 seconds.");
export const NO_AUDIO = outOfRange(
  "Audio Timeout Error: Long duration elapsed without audio. Audio should be sent close to real time.",
);

export const invalidArgument = invalid;

/** What a status over HTTP is over gRPC; below 17 it is one of gRPC's own. */
export function refusalOf(httpStatus: number): Refusal {
  if (httpStatus < 17) return { code: httpStatus, details: `${status[httpStatus] ?? "UNKNOWN"}: scripted.` };
  return USUAL[httpStatus] ?? { code: status.UNKNOWN, details: `Refused with ${httpStatus}.` };
}

const USUAL: Readonly<Record<number, Refusal>> = Object.freeze({
  400: UNREADABLE,
  401: {
    code: status.UNAUTHENTICATED,
    details: "Request had invalid authentication credentials. Expected OAuth 2 access token or other valid credential.",
  },
  402: {
    code: status.PERMISSION_DENIED,
    details: "This API method requires billing to be enabled. Please enable billing on project #1 and retry.",
  },
  403: {
    code: status.PERMISSION_DENIED,
    details: "Cloud Speech-to-Text API has not been used in project 1 before or it is disabled.",
  },
  404: { code: status.NOT_FOUND, details: "Requested entity was not found." },
  429: {
    code: status.RESOURCE_EXHAUSTED,
    details:
      "Quota exceeded for quota metric 'Streaming recognition requests' and limit 'Streaming recognition requests per minute'.",
  },
  500: { code: status.INTERNAL, details: "Internal error encountered." },
  503: { code: status.UNAVAILABLE, details: "The service is currently unavailable." },
  529: { code: status.UNAVAILABLE, details: "The service is currently overloaded." },
});

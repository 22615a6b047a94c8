/** Which fault a gRPC status is: in Google's words, in the library's, and for a server that is no such server. */
import { describe, expect, it } from "vitest";
import { GOOGLE_CLOUD_FAULTS, meaningOf } from "./faults.ts";

describe("a status", () => {
  it.each([
    [3, "API key not valid. Please pass a valid API key.", "key-refused"],
    [3, "API key expired. Please renew the API key.", "key-refused"],
    [3, "Invalid recognition 'config': bad encoding..", "request-refused"],
    [3, "The requested model is currently not supported for language : ru-RU.", "language-unsupported"],
    [3, "Incorrect model specified: ink.", "model-unknown"],
    [7, "Method doesn't allow unregistered callers (callers without established identity).", "key-refused"],
    [7, "Requests to this API speech.googleapis.com are blocked.", "not-allowed"],
    [7, "This API method requires billing to be enabled.", "quota-exhausted"],
    [8, "Quota exceeded for quota metric 'Requests' and limit 'Requests per minute'", "rate-limited"],
    [8, "Quota exceeded for quota metric 'Audio' and limit 'Seconds of audio per day'", "quota-exhausted"],
    [8, "Received message larger than max (9999999 vs 4194304)", "answer-malformed"],
    [11, "Exceeded maximum allowed stream duration of 305 seconds.", "stream-limit"],
    [12, "Received HTTP status code 404", "answer-malformed"],
    [13, "Internal error encountered.", "unavailable"],
    [13, "Received RST_STREAM with code 2 (Internal server error)", "connection-lost"],
    [14, "Connection dropped", "connection-lost"],
    [14, "No connection established. Last error: connect ECONNREFUSED", "connect-failed"],
    [14, "The service is currently unavailable.", "unavailable"],
    [16, "Request had invalid authentication credentials.", "key-refused"],
    [99, "", "unavailable"],
  ])("%i %j is %s", (code, detail, fault) => {
    const meant = meaningOf({ code, detail, wasConnected: true });
    expect(meant).toBe(fault);
    expect(GOOGLE_CLOUD_FAULTS).toHaveProperty(`google-cloud-${meant}`);
  });

  it("of a server that was never reached says so", () => {
    const detail = "No connection established. Last error: certificate has expired";
    expect(meaningOf({ code: 14, detail, wasConnected: false })).toBe("connect-failed");
  });
});

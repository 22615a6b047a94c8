/** Which fault each of Scribe's error messages is. */
import type { CommonFault } from "@offhook/provider-kit";
import { codeOf, faultOfWord, type NamedFault } from "./faults.ts";

const FAULTS: ReadonlyMap<string, CommonFault> = new Map([
  ["auth_error", "key-refused"],
  ["unaccepted_terms", "not-allowed"],
  ["quota_exceeded", "quota-exhausted"],
  ["rate_limited", "rate-limited"],
  ["queue_overflow", "unavailable"],
  ["resource_exhausted", "unavailable"],
  ["transcriber_error", "unavailable"],
  ["input_error", "request-refused"],
  ["chunk_size_exceeded", "request-refused"],
  // Not a failure, but the end of this socket: the call opens another with what was not yet final.
  ["session_time_limit_exceeded", "connection-lost"],
]);

/** `invalid_request`, `error` and kinds of later days say in words what is wrong. */
export function faultOfScribe(name: string, detail: string): NamedFault {
  const usual = name === "invalid_request" ? "request-refused" : "unavailable";
  return { code: codeOf(FAULTS.get(name) ?? faultOfWord(detail) ?? usual), detail: `${name}: ${detail}` };
}

/** Turns refusals into faults: by the server's own error code where it gives one, otherwise by the status. */
import { parse, record, retryAfterMs, string } from "@offhook/provider-kit";
import { type ModelFault, type ModelFaultCode, modelFault } from "./faults.ts";

export interface Refusal {
  status: number;
  retryAfter: string | null;
  /** The body's beginning, as text. */
  body: string;
}

export function faultOfRefusal({ status, retryAfter, body }: Refusal, provider: string): ModelFault {
  const { code, type, message } = errorBody(record(parse(body))?.error ?? parse(body));
  const fault = modelFault(codeOf(status, code, type), provider, `HTTP ${status}. ${message}`);
  const waitMs = retryAfterMs(retryAfter);
  return waitMs === null ? fault : { ...fault, retryAfterMs: waitMs };
}

/** An `error` object that came instead of a chunk. */
export function faultOfStreamError(error: unknown, provider: string): ModelFault {
  const { code, type, message, status } = errorBody(error);
  const known = BY_ERROR_CODE[code] ?? BY_ERROR_CODE[type] ?? (status ? codeOf(status, code, type) : undefined);
  return modelFault(known ?? "model-stream-broken", provider, message);
}

const BY_ERROR_CODE: Readonly<Record<string, ModelFaultCode>> = Object.freeze({
  invalid_api_key: "model-key-refused",
  model_not_found: "model-unknown",
  insufficient_quota: "model-quota-exhausted",
  rate_limit_exceeded: "model-rate-limited",
  server_error: "model-unavailable",
});

function codeOf(status: number, code: string, type: string): ModelFaultCode {
  const known = BY_ERROR_CODE[code] ?? BY_ERROR_CODE[type];
  if (known) return known;
  if (status === 401 || status === 403) return "model-key-refused";
  if (status === 402) return "model-quota-exhausted";
  if (status === 404) return "model-unknown";
  if (status === 429) return "model-rate-limited";
  if (status >= 500 || status === 408 || status === 409) return "model-unavailable";
  return "model-request-refused";
}

function errorBody(value: unknown): { code: string; type: string; message: string; status: number | null } {
  const error = record(value);
  const status = typeof error?.code === "number" ? error.code : null; // OpenRouter writes the status there
  const message = string(error?.message) || (typeof value === "string" ? value : "");
  return { code: string(error?.code), type: string(error?.type), message, status };
}

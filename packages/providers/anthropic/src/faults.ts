/** Every fault that Anthropic's adapter reports: what it says to an operator and how to fix it. */
import type { Fault } from "@offhook/engine/ports";
import {
  type CommonFault,
  commonFaults,
  faultMaker,
  faultOfStatus,
  modelFaults,
  parse,
  type Refusal,
  record,
  retryAfterMs,
  string,
  type Vendor,
} from "@offhook/provider-kit";

const ANTHROPIC: Vendor<"anthropic"> = Object.freeze({
  name: "anthropic",
  title: "Anthropic",
  keyName: "ANTHROPIC_API_KEY",
  baseUrlName: "ANTHROPIC_BASE_URL",
});

export const ANTHROPIC_FAULTS = Object.freeze({ ...withoutSpeech(), ...modelFaults(ANTHROPIC) });

/** It has no voices and hears nothing. */
function withoutSpeech() {
  const {
    "anthropic-late": _late,
    "anthropic-language-unsupported": _language,
    "anthropic-format-unsupported": _format,
    ...rest
  } = commonFaults(ANTHROPIC);
  return rest;
}

export type AnthropicFaultCode = keyof typeof ANTHROPIC_FAULTS;

export const anthropicFault = faultMaker<AnthropicFaultCode>(ANTHROPIC_FAULTS);

export interface AnthropicFault extends Fault {
  code: AnthropicFaultCode;
  /** What the server's `Retry-After` asks for. */
  retryAfterMs?: number;
}

export function faultOfRefusal({ status, headers, body }: Refusal, provider: string): Fault {
  const error = record(record(parse(body))?.error);
  const detail = `HTTP ${status}. ${string(error?.message)}`;
  const waitMs = retryAfterMs(headers.get("retry-after"));
  const fault = anthropicFault(`anthropic-${meantBy(error) ?? named(faultOfStatus(status))}`, provider, detail);
  return waitMs === null ? fault : ({ ...fault, retryAfterMs: waitMs } as AnthropicFault);
}

/** An `error` event in the middle of an answer. */
export function faultOfStreamError(value: unknown, provider: string): Fault {
  const error = record(record(value)?.error);
  const fault = meantBy(error) ?? "connection-lost";
  return anthropicFault(`anthropic-${fault}`, provider, `${string(error?.type)}: ${string(error?.message)}`);
}

type Meant = Exclude<CommonFault, "late" | "language-unsupported" | "format-unsupported">;

const named = (fault: CommonFault): Meant => fault as Meant;

const BY_TYPE: Readonly<Record<string, Meant>> = Object.freeze({
  authentication_error: "key-refused",
  billing_error: "quota-exhausted",
  permission_error: "not-allowed",
  not_found_error: "model-unknown",
  invalid_request_error: "request-refused",
  request_too_large: "request-refused",
  rate_limit_error: "rate-limited",
  ...{ timeout_error: "unavailable", api_error: "unavailable", overloaded_error: "unavailable" },
});

function meantBy(error: Record<string, unknown> | null): Meant | null {
  // Money may be the reason of a 400 and of a 429 as well.
  const isMoney = /credit balance|spend_limit/i.test(`${string(error?.message)} ${errorCode(error)}`);
  return isMoney ? "quota-exhausted" : (BY_TYPE[string(error?.type)] ?? null);
}

const errorCode = (error: Record<string, unknown> | null): string => string(record(error?.details)?.error_code);

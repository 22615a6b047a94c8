/** What is wrong with a client's realtime event, as the vendor says it: most errors leave the session as it was. */

export interface RealtimeError {
  type: string;
  code: string | null;
  message: string;
  param: string | null;
}

export const invalid = (code: string, message: string, param: string | null = null): RealtimeError => ({
  type: "invalid_request_error",
  ...{ code, message, param },
});

export const unknownParameter = (param: string): RealtimeError =>
  invalid("unknown_parameter", `Unknown parameter: '${param}'.`, param);

export const invalidValue = (param: string, value: unknown): RealtimeError =>
  invalid("invalid_value", `Invalid value: '${String(value)}'.`, param);

export const missing = (param: string): RealtimeError =>
  invalid("missing_required_parameter", `Missing required parameter: '${param}'.`, param);

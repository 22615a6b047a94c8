/** Refusals as Anthropic writes them: `{"type":"error","error":{"type","message"},"request_id"}`. */
import { jsonReply, type TwinReply } from "@offhook/twin-kit";

/** Type and words of Anthropic's usual refusals. */
const USUAL: Readonly<Record<number, readonly [type: string, message: string]>> = Object.freeze({
  400: ["invalid_request_error", "Invalid request."],
  401: ["authentication_error", "invalid x-api-key"],
  402: ["billing_error", "There is an issue with your billing or payment information."],
  403: ["permission_error", "Your API key does not have permission to use the specified resource."],
  404: ["not_found_error", "Not Found"],
  413: ["request_too_large", "Request exceeds the maximum size"],
  429: ["rate_limit_error", "This request would exceed your organization's rate limit."],
  500: ["api_error", "Internal server error"],
  504: ["timeout_error", "Request timed out."],
  529: ["overloaded_error", "Overloaded"],
});

const REQUEST_ID = "req_twin";

const errorBody = (type: string, message: string) => ({
  ...{ type: "error", error: { type, message }, request_id: REQUEST_ID },
});

export function refusal(status: number, message?: string): TwinReply {
  const [type, usual] = USUAL[status] ?? ["api_error", "Internal server error"];
  const retry: Record<string, string> = status === 429 ? { "retry-after": "12" } : {};
  return jsonReply(status, errorBody(type, message ?? usual), { "request-id": REQUEST_ID, ...retry });
}

export const wrong = (message: string): TwinReply => refusal(400, message);

/** An `error` event as it comes in the middle of an answer, for a trouble of type `garbage`. */
export const errorEvent = (type: string, message: string): string =>
  `event: error\ndata: ${JSON.stringify(errorBody(type, message))}\n\n`;

export type Headers = Readonly<Record<string, string | undefined>>;

/** Null: the key will do. Without `apiKey` any will, but not none. */
export function refusedKey(headers: Headers, apiKey: string | undefined): TwinReply | null {
  const key = headers.authorization?.replace(/^Bearer /, "") ?? headers["x-api-key"];
  if (!key) return refusal(401, "x-api-key header is required");
  return apiKey === undefined || key === apiKey ? null : refusal(401);
}

/** Refusals as Google writes them: `{"error":{"code","message","status","details"}}`. */
import { jsonReply, type TwinReply } from "@offhook/twin-kit";

/** Status and words of Google's usual refusals. */
const USUAL: Readonly<Record<number, readonly [status: string, message: string]>> = Object.freeze({
  400: ["INVALID_ARGUMENT", "Request contains an invalid argument."],
  401: ["UNAUTHENTICATED", "Request had invalid authentication credentials."],
  402: ["FAILED_PRECONDITION", "Your prepayment credits are depleted."],
  403: ["PERMISSION_DENIED", "Your API key was reported as leaked. Please use another API key."],
  404: ["NOT_FOUND", "The model is not found for API version v1beta."],
  429: ["RESOURCE_EXHAUSTED", "You exceeded your current quota. Please retry in 20s."],
  500: ["INTERNAL", "An internal error has occurred. Please retry."],
  503: ["UNAVAILABLE", "The model is overloaded. Please try again later."],
  504: ["DEADLINE_EXCEEDED", "Deadline expired before operation could complete."],
});

export interface ErrorBody {
  error: { code: number; message: string; status: string; details?: readonly unknown[] };
}

export function errorBody(code: number, message?: string, details?: readonly unknown[]): ErrorBody {
  const [status, usual] = USUAL[code] ?? [code >= 500 ? "UNAVAILABLE" : "FAILED_PRECONDITION", "It failed."];
  return { error: { code, message: message ?? usual, status, ...(details ? { details } : {}) } };
}

export function refusal(code: number, message?: string): TwinReply {
  const retry = { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "20s" };
  return jsonReply(code, errorBody(code, message, code === 429 ? [retry] : undefined));
}

export const wrong = (message: string): TwinReply => refusal(400, message);

export const notFound = (): TwinReply => ({ status: 404, headers: { "content-type": "text/html" }, body: "<html>404" });

export function unknownModel(model: string): TwinReply {
  const message = `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`;
  return refusal(404, message);
}

/** Null: the key will do. Without `apiKey` any will, but not none. */
export function refusedKey(key: string | null | undefined, apiKey: string | undefined): TwinReply | null {
  if (!key) {
    const message =
      "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.";
    return refusal(403, message);
  }
  if (apiKey === undefined || key === apiKey) return null;
  const info = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason: "API_KEY_INVALID",
    domain: "googleapis.com",
  };
  return jsonReply(400, errorBody(400, "API key not valid. Please pass a valid API key.", [info]));
}

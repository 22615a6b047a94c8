/** Refusals as OpenAI writes them: `{"error":{"message","type","param","code"}}`. */
import { jsonReply, type TwinReply } from "@offhook/twin-kit";

/** Type, code and words of OpenAI's usual refusals. */
export const REFUSALS = Object.freeze({
  400: { type: "invalid_request_error", code: null, message: "Invalid request." },
  401: {
    type: "invalid_request_error",
    code: "invalid_api_key",
    message: "Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.",
  },
  402: { type: "insufficient_quota", code: "insufficient_quota", message: "You exceeded your current quota." },
  403: { type: "invalid_request_error", code: null, message: "You are not allowed to use this model." },
  404: {
    type: "invalid_request_error",
    code: "model_not_found",
    message: "The model does not exist or you do not have access to it.",
  },
  429: { type: "requests", code: "rate_limit_exceeded", message: "Rate limit reached. Please try again later." },
  500: { type: "server_error", code: null, message: "The server had an error while processing your request." },
  503: { type: "server_error", code: null, message: "The engine is currently overloaded, please try again later." },
  529: { type: "server_error", code: null, message: "The engine is currently overloaded, please try again later." },
});

export interface RefusalBody {
  error: { message: string; type: string; param: string | null; code: string | null };
}

export function refusalBody(
  status: keyof typeof REFUSALS,
  change: { code?: string; message?: string; param?: string } = {},
): RefusalBody {
  const usual = REFUSALS[status];
  const type = change.code === "insufficient_quota" ? "insufficient_quota" : usual.type;
  return {
    error: {
      message: change.message ?? usual.message,
      type,
      param: change.param ?? null,
      code: change.code ?? usual.code,
    },
  };
}

/** By any status, as a scripted trouble names it. */
export function refusal(status: number): TwinReply {
  const known = status in REFUSALS ? (status as keyof typeof REFUSALS) : status >= 500 ? 500 : 400;
  return jsonReply(status, refusalBody(known));
}

/** 400, with what is wrong. */
export const wrong = (message: string, param?: string): TwinReply =>
  jsonReply(400, refusalBody(400, { message, ...(param ? { param } : {}) }));

export const unknownModel = (model: string): TwinReply =>
  jsonReply(
    404,
    refusalBody(404, { message: `The model \`${model}\` does not exist or you do not have access to it.` }),
  );

export function notFound(method: string, path: string): TwinReply {
  const message = `Invalid URL (${method} ${path})`;
  return jsonReply(404, { error: { message, type: "invalid_request_error", param: null, code: null } });
}

/** Null: the key will do. Without `apiKey` any will, and none. */
export function refusedKey(authorization: string | undefined, apiKey: string | undefined): TwinReply | null {
  if (!apiKey || authorization === `Bearer ${apiKey}`) return null;
  if (authorization) return jsonReply(401, refusalBody(401));
  const message = "You didn't provide an API key. You need to provide your API key in an Authorization header.";
  return jsonReply(401, { error: { message, type: "invalid_request_error", param: null, code: null } });
}

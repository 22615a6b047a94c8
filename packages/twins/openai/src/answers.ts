/** What the twin is told to answer: words, tool calls, and everything that can go wrong on the way. */

export interface TwinAnswer {
  text?: string;
  calls?: readonly TwinToolCall[];
  /** Default: `tool_calls` if there are calls, else `stop`. */
  finishReason?: "stop" | "length" | "tool_calls" | "content_filter";
  /** Instead of the seeded latencies: to the first piece, and between pieces. */
  firstTokenMs?: number;
  betweenTokensMs?: number;
  trouble?: TwinTrouble;
}

export interface TwinToolCall {
  id?: string;
  name: string;
  /** An object, or a string that goes out as it stands, broken or not. */
  arguments: Record<string, unknown> | string;
}

export type TwinTrouble =
  /** Refused before any stream: the body as OpenAI writes it. */
  | { type: "refuse"; status: keyof typeof REFUSALS; code?: string; message?: string; retryAfterS?: number }
  /** After this many content pieces … nothing more comes, and the connection stays open. */
  | { type: "stall"; afterPieces: number }
  /** … the socket is closed: `politely` with an end of the stream, otherwise reset. */
  | { type: "close"; afterPieces: number; politely?: boolean }
  /** … an error comes instead of a chunk. */
  | { type: "error"; afterPieces: number; code?: string; message?: string; named?: boolean }
  /** … a line comes that is no JSON. */
  | { type: "garbage"; afterPieces: number }
  /** … a piece comes whose bytes are no UTF-8. */
  | { type: "broken-bytes"; afterPieces: number }
  /** Every chunk is sent twice. */
  | { type: "double" }
  /** The last text piece is repeated for ever. */
  | { type: "endless" }
  /** Not even headers come. */
  | { type: "silent" };

/** Type, code and words of OpenAI's usual refusals. */
export const REFUSALS = Object.freeze({
  400: { type: "invalid_request_error", code: null, message: "Invalid request." },
  401: {
    type: "invalid_request_error",
    code: "invalid_api_key",
    message: "Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.",
  },
  403: { type: "invalid_request_error", code: null, message: "You are not allowed to use this model." },
  404: {
    type: "invalid_request_error",
    code: "model_not_found",
    message: "The model does not exist or you do not have access to it.",
  },
  429: { type: "requests", code: "rate_limit_exceeded", message: "Rate limit reached. Please try again later." },
  500: { type: "server_error", code: null, message: "The server had an error while processing your request." },
  503: { type: "server_error", code: null, message: "The engine is currently overloaded, please try again later." },
});

export function refusalBody(
  status: keyof typeof REFUSALS,
  change: { code?: string; message?: string; param?: string } = {},
): { error: { message: string; type: string; param: string | null; code: string | null } } {
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

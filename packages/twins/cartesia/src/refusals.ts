/** What goes wrong, as Cartesia writes it: title, message, status and code, over HTTP and on a socket alike. */
import { jsonReply, type TwinReply } from "@offhook/twin-kit";

export interface Problem {
  status: number;
  errorCode: string;
  title: string;
  message: string;
}

const problem = (status: number, errorCode: string, title: string, message: string): Problem => ({
  ...{ status, errorCode, title, message },
});

export const unauthorized = problem(401, "unauthorized", "Unauthorized", "Invalid API key.");
export const noVersion = problem(400, "version_required", "Bad Request", "The Cartesia-Version header is required.");
export const voiceNotFound = problem(404, "voice_not_found", "Not Found", "Voice not found.");
export const modelNotFound = problem(404, "model_not_found", "Not Found", "Model not found.");
export const invalid = (message: string): Problem => problem(400, "invalid_request", "Invalid request", message);

const USUAL: Readonly<Record<number, Problem>> = Object.freeze({
  401: unauthorized,
  402: problem(402, "quota_exceeded", "Payment Required", "The account has no credits left."),
  403: problem(403, "forbidden", "Forbidden", "This key may not do that."),
  404: problem(404, "not_found", "Not Found", "Not found."),
  429: problem(429, "concurrency_limited", "Too Many Requests", "The concurrency limit of the plan is reached."),
  500: problem(500, "internal_error", "Internal Server Error", "Something went wrong."),
  503: problem(503, "unavailable", "Service Unavailable", "The service is unavailable."),
  529: problem(529, "overloaded", "Overloaded", "The service is overloaded."),
});

export const usualProblem = (status: number): Problem =>
  USUAL[status] ?? problem(status, `http_${status}`, "Refused", "Refused.");

export const refusal = (said: Problem, requestId: string): TwinReply => jsonReply(said.status, fields(said, requestId));

/** An error on an open socket; one of a context ends the context. */
export function errorMessage(said: Problem, requestId: string, contextId?: string): Record<string, unknown> {
  const named = contextId === undefined ? {} : { context_id: contextId };
  return { type: "error", ...named, ...fields(said, requestId), done: true };
}

const fields = ({ status, errorCode, title, message }: Problem, requestId: string): Record<string, unknown> => ({
  ...{ title, message, status_code: status, error_code: errorCode, request_id: requestId },
});

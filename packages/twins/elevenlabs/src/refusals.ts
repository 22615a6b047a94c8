/** What goes wrong, as ElevenLabs writes it: over HTTP `{"detail":{"status","message"}}`, on a socket `{"message","error"}`. */
import { jsonReply, type TwinReply } from "@offhook/twin-kit";

const USUAL: Readonly<Record<number, { status: string; message: string }>> = Object.freeze({
  400: { status: "bad_request", message: "The request is wrong." },
  401: { status: "invalid_api_key", message: "Invalid API key" },
  402: { status: "payment_required", message: "The subscription has a failed payment." },
  403: { status: "missing_permissions", message: "The API key is missing a permission." },
  404: { status: "not_found", message: "Not found." },
  429: { status: "too_many_concurrent_requests", message: "Too many concurrent requests." },
  500: { status: "internal_server_error", message: "Something went wrong." },
  529: { status: "overloaded", message: "The service is overloaded." },
  503: { status: "service_unavailable", message: "The service is unavailable." },
});

export function refusal(status: number): TwinReply {
  const detail = USUAL[status] ?? { status: `http_${status}`, message: "Refused." };
  return jsonReply(status, { detail });
}

export interface SocketError {
  message: string;
  error: string;
  code: 1_008;
}

const ERRORS = {
  missing_api_key: "A valid API key or authorization header is required.",
  invalid_api_key: "Invalid API key",
  voice_id_does_not_exist: "A voice with this id does not exist.",
  model_id_does_not_exist: "A model with this id does not exist.",
  invalid_output_format: "The output format is not one that this endpoint knows.",
  invalid_message: "The message is not one that this endpoint knows.",
  max_active_contexts_exceeded: "Maximum simultaneous contexts exceeded (5).",
  input_timeout_exceeded: "The input timeout was exceeded. No message came in time.",
} as const;

export type SocketErrorName = keyof typeof ERRORS;

export const socketError = (error: SocketErrorName): SocketError => ({ message: ERRORS[error], error, code: 1_008 });

/** Openings that are refused, as Deepgram writes them: a status, `dg-error`, and a body of code and message. */
import { jsonReply, type TwinReply } from "@offhook/twin-kit";

const USUAL: Readonly<Record<number, { code: string; message: string }>> = Object.freeze({
  400: { code: "Bad Request", message: "Invalid request." },
  401: { code: "INVALID_AUTH", message: "Invalid credentials." },
  402: { code: "ASR_PAYMENT_REQUIRED", message: "Project does not have enough credits for an ASR request." },
  403: { code: "INSUFFICIENT_PERMISSIONS", message: "User does not have sufficient permissions." },
  404: { code: "NOT_FOUND", message: "Not found." },
  429: { code: "TOO_MANY_REQUESTS", message: "Too many requests. Please try again later." },
  500: { code: "INTERNAL_SERVER_ERROR", message: "An unexpected error occurred." },
  503: { code: "SERVICE_UNAVAILABLE", message: "The service is overloaded. Please try again later." },
});

export function refusal(status: number, requestId: string, message?: string): TwinReply {
  const usual = USUAL[status] ?? { code: `HTTP_${status}`, message: "Refused." };
  const said = message ?? usual.message;
  const body = { err_code: usual.code, err_msg: said, request_id: requestId };
  return jsonReply(status, body, { "dg-error": said, "dg-request-id": requestId });
}

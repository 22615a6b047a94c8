/** Openings that are refused, as Google writes them: a status, and an error with its name. */
import { jsonReply, type TwinReply } from "@offhook/twin-kit";

const USUAL: Readonly<Record<number, { status: string; message: string }>> = Object.freeze({
  400: { status: "INVALID_ARGUMENT", message: "API key not valid. Please pass a valid API key." },
  401: { status: "UNAUTHENTICATED", message: "Request had invalid authentication credentials." },
  402: { status: "FAILED_PRECONDITION", message: "Billing account not found." },
  403: { status: "PERMISSION_DENIED", message: "Method doesn't allow unregistered callers." },
  404: { status: "NOT_FOUND", message: "Requested entity was not found." },
  429: { status: "RESOURCE_EXHAUSTED", message: "Resource has been exhausted (e.g. check quota)." },
  500: { status: "INTERNAL", message: "An internal error has occurred." },
  503: { status: "UNAVAILABLE", message: "The model is overloaded. Please try again later." },
});

export function liveRefusal(status: number): TwinReply {
  const usual = USUAL[status] ?? { status: `HTTP_${status}`, message: "Refused." };
  return jsonReply(status, { error: { code: status, message: usual.message, status: usual.status } });
}

/** How the twin asks the server's webhooks: over real HTTP, or by calling a function. */
import type { VirtualClock } from "./virtual-clock.ts";

export interface HttpRequest {
  method: "GET" | "POST";
  url: string;
  headers: Readonly<Record<string, string>>;
  /** A form, already encoded; empty for GET. */
  body: string;
}

export interface HttpResponse {
  status: number;
  /** Lower-case names. */
  headers?: Readonly<Record<string, string>>;
  body: string;
}

/** Rejects with `ConnectionFailed` if no connection was made, with anything else if it broke or was aborted. */
export type HttpTransport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

export class ConnectionFailed extends Error {
  override name = "ConnectionFailed";
}

export const realHttp: HttpTransport = async ({ method, url, headers, body }, signal) => {
  const response = await fetch(url, {
    method,
    headers,
    body: method === "POST" ? body : undefined,
    redirect: "manual",
    signal,
  }).catch((error: Error & { cause?: { code?: string } }) => {
    throw NOT_CONNECTED.has(error.cause?.code ?? "") ? new ConnectionFailed(error.cause?.code) : error;
  });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
};

const NOT_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

export type WebhookHandler = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** With a virtual clock, its time stands still until the handler has answered. */
export function memoryHttp(handler: WebhookHandler, clock?: VirtualClock): HttpTransport {
  return (request, signal) => {
    const answer = Promise.resolve().then(() => handler(request));
    const held = clock === undefined ? answer : clock.hold(answer);
    return Promise.race([held, aborted(signal)]);
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
  });
}

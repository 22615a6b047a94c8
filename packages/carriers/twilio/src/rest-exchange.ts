/**
 * One HTTP exchange with Twilio's API. Its whole point is to tell apart "never sent" from "sent, answer unknown":
 * the first may be tried again, the second may not. Global `fetch` cannot tell them apart, `node:http` can.
 */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { TLSSocket } from "node:tls";

export interface RestRequest {
  method: "GET" | "POST";
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  timeoutMs: number;
}

export type RestOutcome =
  | { kind: "answered"; status: number; body: string }
  /** No connection was made, so nothing was asked. */
  | { kind: "not-connected"; because: string }
  /** The connection broke or time ran out after something may have been sent. */
  | { kind: "lost"; because: string };

export type RestExchange = (request: RestRequest) => Promise<RestOutcome>;

/** Lists of 50 calls are below 200 kB. */
const MAX_ANSWER_BYTES = 8_388_608;

export const exchangeOverHttp: RestExchange = (request) =>
  new Promise((resolve) => {
    const secure = request.url.startsWith("https:");
    const outgoing = (secure ? httpsRequest : httpRequest)(request.url, {
      method: request.method,
      headers: withLength(request),
      // A fresh connection each time: on a reused one, a reset may come before or after Twilio has read the request.
      agent: false,
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    let connected = false;
    whenConnected(outgoing, secure, () => {
      connected = true;
    });
    outgoing.on("error", (error) => {
      resolve({ kind: connected ? "lost" : "not-connected", because: describe(error) });
    });
    outgoing.on("response", (answer) => {
      readAnswer(answer).then(
        (body) => resolve({ kind: "answered", status: answer.statusCode ?? 0, body }),
        (error: Error) => resolve({ kind: "lost", because: describe(error) }),
      );
    });
    outgoing.end(request.body);
  });

function withLength({ headers, body }: RestRequest): Record<string, string> {
  return body === undefined ? headers : { ...headers, "content-length": String(Buffer.byteLength(body)) };
}

function whenConnected(outgoing: ClientRequest, secure: boolean, run: () => void): void {
  outgoing.on("socket", (socket) => {
    if (secure) (socket as TLSSocket).once("secureConnect", run);
    else if (socket.connecting) socket.once("connect", run);
    else run();
  });
}

async function readAnswer(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MAX_ANSWER_BYTES) throw new Error("answer too large");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function describe(error: Error & { code?: string }): string {
  return error.code ?? error.name;
}

/** Twilio's REST API on a port of this machine. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { RestAnswer, RestRequest } from "./rest-answers.ts";

export interface RestServer {
  /** Such as `http://127.0.0.1:41234`: what `TWILIO_BASE_URL` is set to. */
  baseUrl: string;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 65_536;
const TOO_LARGE: RestAnswer = { status: 413 };

export async function serveRest(
  answer: (request: RestRequest) => RestAnswer,
  newRequestSid: () => string,
  port = 0,
): Promise<RestServer> {
  const server = createServer(async (incoming, outgoing) => {
    const body = await readBody(incoming).catch(() => null);
    const { status, json, file, lost } = body === null ? TOO_LARGE : answer(toRequest(incoming, body));
    if (lost === "silent") return;
    if (lost === "reset") {
      incoming.socket.resetAndDestroy();
      return;
    }
    outgoing.writeHead(status, {
      "content-type": file?.contentType ?? "application/json;charset=utf-8",
      "twilio-request-id": newRequestSid(),
      ...(status === 401 ? { "www-authenticate": 'Basic realm="Twilio API"' } : {}),
    });
    outgoing.end(file?.bytes ?? (json === undefined ? undefined : JSON.stringify(json)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: boundPort } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${boundPort}`, close: () => closeServer(server) };
}

function toRequest(incoming: IncomingMessage, body: string): RestRequest {
  const { authorization, "content-type": contentType } = incoming.headers;
  return {
    method: incoming.method ?? "GET",
    path: incoming.url ?? "/",
    headers: { authorization, "content-type": contentType },
    body,
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MAX_BODY_BYTES) throw new Error("body too large");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

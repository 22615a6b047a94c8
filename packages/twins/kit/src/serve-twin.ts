/** A twin of a vendor with WebSockets, over real sockets on this machine. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Wire } from "./outbox.ts";

export interface TwinRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

export interface TwinReply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}

/** One accepted socket, as the twin hears it. */
export interface TwinConversation {
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  closed(code: number): void;
}

export interface SocketTwin {
  /** A request that is no socket. */
  handle(request: TwinRequest): TwinReply;
  /** An opening: refused, never answered, or accepted. */
  open(request: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation);
}

export interface ServedTwin {
  /** Such as `http://127.0.0.1:40123`. */
  baseUrl: string;
  close(): Promise<void>;
}

/** Port 0: any free one. */
export async function serveSocketTwin(twin: SocketTwin, port = 0): Promise<ServedTwin> {
  const server = createServer((request, response) => {
    answer(twin, request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const streams = new Set<Duplex>();
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    streams.add(stream);
    stream.on("close", () => streams.delete(stream));
    stream.on("error", () => {});
    const opening = twin.open(requestOf(request, ""));
    if (opening === "silent") return;
    if (typeof opening !== "function") return refuse(stream, opening);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const conversation = opening({
        send: (message) => socket.send(message),
        close: (code, reason) => socket.close(code, reason),
        reset: () => socket.terminate(),
      });
      socket.on("message", (data, isBinary) => {
        const bytes = data as Buffer;
        if (isBinary) conversation.binary(bytes);
        else conversation.text(bytes.toString("utf8"));
      });
      socket.on("close", (code) => conversation.closed(code));
      socket.on("error", () => {});
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const stream of streams) stream.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function refuse(stream: Duplex, { status, headers, body }: TwinReply): void {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ ...headers, "content-length": String(bytes.length), connection: "close" });
  const head = [`HTTP/1.1 ${status} Refused`, ...lines.map(([name, value]) => `${name}: ${value}`), "", ""].join(
    "\r\n",
  );
  stream.end(Buffer.concat([Buffer.from(head), bytes]));
}

async function answer(twin: SocketTwin, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const { status, headers, body } = twin.handle(requestOf(incoming, Buffer.concat(pieces).toString("utf8")));
  response.writeHead(status, headers);
  response.end(body);
}

function requestOf(incoming: IncomingMessage, body: string): TwinRequest {
  const url = new URL(incoming.url ?? "/", "http://twin");
  return {
    method: incoming.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers as Record<string, string | undefined>,
    body,
  };
}

export const jsonReply = (status: number, json: unknown, headers: Record<string, string> = {}): TwinReply => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(json),
});

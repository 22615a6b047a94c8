/** A twin over real HTTP and real WebSockets on this machine. Knows no vendor. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Wire } from "./outbox.ts";
import { playReply } from "./play-reply.ts";
import { type TwinAnswer, type TwinHttpRequest, type TwinReply, type TwinRequest, watchedReply } from "./reply.ts";

/** One accepted socket, as the twin hears it. */
export interface TwinConversation {
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  closed(code: number): void;
}

export interface SocketTwin {
  /** A request that is no socket. */
  handle(request: TwinHttpRequest): TwinAnswer;
  /** An opening: refused, never answered, or accepted. */
  open(request: TwinRequest): TwinReply | "silent" | ((wire: Wire) => TwinConversation);
}

export interface ServedTwin {
  /** Such as `http://127.0.0.1:40123`. */
  baseUrl: string;
  /** How many sockets were opened so far: one, where connections are kept. */
  readonly connections: number;
  close(): Promise<void>;
}

/** For twins that have no sockets. */
export interface HttpTwin {
  handle(request: TwinHttpRequest): TwinAnswer;
}

export const serveHttpTwin = (twin: HttpTwin, port = 0): Promise<ServedTwin> =>
  serveSocketTwin(
    { handle: (request) => twin.handle(request), open: () => ({ status: 404, headers: {}, body: "" }) },
    port,
  );

/** Port 0: any free one. */
export async function serveSocketTwin(twin: SocketTwin, port = 0): Promise<ServedTwin> {
  const server = createServer((request, response) => {
    answer(twin, request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const streams = new Set<Duplex>();
  let connections = 0;
  server.on("connection", () => {
    connections += 1;
  });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    streams.add(stream);
    stream.on("close", () => streams.delete(stream));
    stream.on("error", () => {});
    const opening = twin.open(requestOf(request, Buffer.alloc(0)));
    if (opening === "silent") return;
    if (typeof opening !== "function") return refuse(stream, opening);
    sockets.handleUpgrade(request, stream, head, (socket) => converse(socket, opening));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return connections;
    },
    async close() {
      for (const stream of streams) stream.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function converse(socket: WebSocket, opening: (wire: Wire) => TwinConversation): void {
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
  const { reply, aborted } = watchedReply(twin.handle(requestOf(incoming, Buffer.concat(pieces))));
  response.on("close", () => {
    if (!response.writableFinished) aborted();
  });
  await playReply(reply, response);
}

function requestOf(incoming: IncomingMessage, body: Buffer): TwinHttpRequest {
  const url = new URL(incoming.url ?? "/", "http://twin");
  return {
    method: incoming.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers as Record<string, string | undefined>,
    body: body.toString("utf8"),
    bodyBytes: body,
  };
}

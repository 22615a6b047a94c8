/** The twin over real HTTP on this machine. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { realClock } from "@offhook/twin-kit";
import type { OpenAiTwin, TwinRequest } from "./openai-twin.ts";
import type { Reply } from "./reply.ts";

export interface ServedTwin {
  /** Such as `http://127.0.0.1:40123/v1`. */
  baseUrl: string;
  /** How many sockets were opened so far: one, where connections are kept. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Port 0: any free one. */
export async function serveTwin(twin: OpenAiTwin, port = 0): Promise<ServedTwin> {
  let connections = 0;
  const server = createServer((request, response) => {
    answer(twin, request, response).catch(() => response.destroy());
  });
  server.on("connection", () => {
    connections += 1;
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get connections() {
      return connections;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(twin: OpenAiTwin, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body: Buffer[] = [];
  for await (const piece of incoming) body.push(piece as Buffer);
  const request: TwinRequest = {
    method: incoming.method ?? "GET",
    path: incoming.url ?? "/",
    headers: incoming.headers as Record<string, string | undefined>,
    body: Buffer.concat(body).toString("utf8"),
  };
  const { reply, aborted } = twin.handle(request);
  response.on("close", () => {
    if (!response.writableFinished) aborted();
  });
  await play(reply, response);
}

async function play(reply: Reply, response: ServerResponse): Promise<void> {
  if (reply.afterMs === Number.POSITIVE_INFINITY) return;
  response.writeHead(reply.status, reply.headers);
  response.flushHeaders();
  for (const { afterMs, bytes } of reply.pieces) {
    await pause(afterMs);
    if (response.destroyed) return;
    if (!response.write(bytes)) await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  if (reply.ending === "end") response.end();
  if (reply.ending !== "reset") return;
  await pause(0); // lets the last piece leave before the socket is cut
  response.destroy();
}

/** Without a wait the loop still gets its turn: an endless answer may not starve everybody else. */
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    if (ms > 0) realClock.at(realClock.nowMs() + ms, resolve);
    else setImmediate(resolve);
  });

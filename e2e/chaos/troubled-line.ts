/** A line between a vendor's adapter and its twin that breaks at a chosen moment, and stays broken. Bytes only. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { isHttp2, refuseGrpc } from "./grpc-refusal.ts";

export type Break =
  /** Connections are cut, new ones too. */
  | { how: "cut" }
  /** Nothing more comes from the server, and connections stay open. */
  | { how: "stall" }
  /** New connections get this answer to their first request; those that stand are cut. */
  | { how: "refuse"; status: number };

/** When it breaks, once armed. */
export type Moment =
  | { on: "at-once" }
  /** The client sends something. */
  | { on: "request" }
  /** The server has sent this much of its answer. */
  | { on: "answer"; afterBytes: number };

export interface TroubledLine {
  baseUrl: string;
  arm(): void;
  /** By `performance.now()`; null: not yet. */
  readonly brokeAtMs: number | null;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  server: Socket | null;
}

export async function troubledLine(target: string, trouble: Break, moment: Moment): Promise<TroubledLine> {
  const port = Number(new URL(target).port);
  const pairs = new Set<Pair>();
  let armed = false;
  let answered = 0;
  let brokeAtMs: number | null = null;

  const breakNow = (): void => {
    if (brokeAtMs !== null) return;
    brokeAtMs = performance.now();
    if (trouble.how === "stall") return;
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server?.destroy();
    }
  };
  const listener = createServer((client) => {
    const pair: Pair = { client, server: null };
    pairs.add(pair);
    client.on("error", () => {});
    client.on("close", () => {
      pairs.delete(pair);
      pair.server?.destroy();
    });
    if (brokeAtMs !== null) return refuse(client, trouble);
    const server = connect(port, "127.0.0.1");
    pair.server = server;
    server.on("error", () => client.destroy());
    server.on("close", () => {
      // A line that stalls shows nothing of the other end's goodbye either.
      if (brokeAtMs === null) client.destroy();
    });
    client.on("data", (bytes) => {
      if (armed && moment.on === "request") breakNow();
      if (brokeAtMs === null || trouble.how === "stall") server.write(bytes);
    });
    server.on("data", (bytes) => {
      if (brokeAtMs !== null) return;
      client.write(bytes);
      if (!armed || moment.on !== "answer") return;
      answered += bytes.length;
      if (answered >= moment.afterBytes) breakNow();
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    arm() {
      armed = true;
      if (moment.on === "at-once") breakNow();
    },
    get brokeAtMs() {
      return brokeAtMs;
    },
    async close() {
      for (const { client, server } of pairs) {
        client.destroy();
        server?.destroy();
      }
      listener.close();
      await once(listener, "close");
    },
  };
}

function refuse(client: Socket, trouble: Break): void {
  if (trouble.how === "cut") return void client.resetAndDestroy();
  if (trouble.how !== "refuse") return;
  const { status } = trouble;
  client.once("data", (bytes) => {
    if (isHttp2(bytes)) refuseGrpc(client, bytes, status);
    else client.end(refusalOf(status));
  });
}

const refusalOf = (status: number): string => {
  const body = JSON.stringify({ error: { message: "Refused", type: "refused", code: null } });
  const head = `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
  return `${head}\r\nconnection: close\r\n\r\n${body}`;
};

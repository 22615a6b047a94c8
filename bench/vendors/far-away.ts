/** A server as it is met over a line: each new connection costs the handshakes of TCP and TLS before a byte gets through. */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface FarServer {
  baseUrl: string;
  close(): Promise<void>;
}

/** In front of the server at `baseUrl`, of which everything but host and port is kept. */
export async function farAway(baseUrl: string, handshakeMs: number): Promise<FarServer> {
  const near = new URL(baseUrl);
  const open = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    open.add(socket);
    return socket.on("close", () => open.delete(socket)).on("error", () => socket.destroy());
  };
  const server = createServer((caller) => {
    keep(caller).setNoDelay(true);
    setTimeout(() => {
      const line = keep(connect(Number(near.port), near.hostname)).setNoDelay(true);
      caller.pipe(line).pipe(caller);
      for (const [one, other] of [
        [caller, line],
        [line, caller],
      ] as const)
        one.on("close", () => other.destroy());
    }, handshakeMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const far = new URL(baseUrl);
  far.port = String((server.address() as AddressInfo).port);
  return {
    baseUrl: baseUrl.endsWith("/") ? far.href : far.href.replace(/\/$/, ""),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Media streams over real WebSockets, as Twilio opens them: no Origin, no subprotocol, no compression. */
import type { Socket } from "node:net";
import { WebSocket } from "ws";
import type { SocketTransport, TwinSocketEvents } from "./socket-transport.ts";

const HANDSHAKE_TIMEOUT_MS = 5_000;

export const realSockets: SocketTransport = ({ url, headers }, events) => {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false, handshakeTimeout: HANDSHAKE_TIMEOUT_MS });
  let tcp: Socket | null = null;
  socket.on("upgrade", (response) => {
    tcp = response.socket;
  });
  listen(socket, events);
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: (code) => socket.close(code),
    destroy: (how) => {
      if (how === "reset") tcp?.resetAndDestroy();
      else socket.terminate();
    },
  };
};

/** RFC 6455: no close frame was received. */
const NO_CLOSE_FRAME = 1006;

function listen(socket: WebSocket, events: TwinSocketEvents): void {
  let state: "opening" | "open" | "failed" = "opening";
  const fail = (errorCode: number, why: string) => {
    if (state !== "opening") return;
    state = "failed";
    events.failed(errorCode, why);
  };
  socket.on("open", () => {
    state = "open";
    events.opened();
  });
  socket.on("message", (data, isBinary) => {
    if (isBinary) events.binary();
    else events.text(data.toString());
  });
  socket.on("unexpected-response", (request, response) => {
    fail(31_920, `HTTP ${response.statusCode}`);
    request.destroy();
  });
  socket.on("error", (error: Error & { code?: string }) => fail(errorCodeOf(error), error.message));
  socket.on("close", (code) => {
    if (state === "open") events.closed(code === NO_CLOSE_FRAME ? null : code);
  });
}

function errorCodeOf(error: Error & { code?: string }): number {
  if (error.code === "ECONNREFUSED") return 31_902;
  if (/timed out/i.test(error.message)) return 31_901;
  return /SSL|TLS|CERT/i.test(`${error.code ?? ""}${error.message}`) ? 31_910 : 31_920;
}

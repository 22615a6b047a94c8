/** WebSocket upgrades: guards first, then `/live`, then the call host; what nobody takes is answered and closed. */
import type { IncomingMessage, Server } from "node:http";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { OffhookError } from "../errors.ts";
import { checkHost, type HttpContext, pathOf } from "./app.ts";

export interface Upgrades {
  /** Closes the sockets that are ours; the call host closes its own. */
  closeAll(): void;
}

export function handleUpgrades(server: Server, context: HttpContext): Upgrades {
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener a peer's reset would end the process.
    socket.on("error", () => socket.destroy());
    try {
      checkHost(request, context.config.publicUrl);
      if (context.callHost.handleUpgrade(request, socket, head)) return;
      throw new OffhookError("unknown-route", { path: pathOf(request) });
    } catch (error) {
      refuse(socket, error instanceof OffhookError ? error : new OffhookError("internal"));
    }
  });
  return { closeAll() {} };
}

function refuse(socket: Duplex, error: OffhookError): void {
  const body = JSON.stringify(error.toBody());
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ""}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** An error answer on a bare socket, where no route and no framework can give it. */
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { OffhookError } from "../errors.ts";

export function refuseSocket(socket: Duplex, error: OffhookError): void {
  if (!socket.writable) return;
  const body = JSON.stringify(error.toBody());
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ""}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

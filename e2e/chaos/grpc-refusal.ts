/** A server of gRPC that turns every request away, on a connection that somebody else has taken. */
import { createServer } from "node:http2";
import type { Socket } from "node:net";

/** How every HTTP/2 connection begins, RFC 9113 §3.4. */
const PREFACE = "PRI * HTTP/2.0";

export const isHttp2 = (firstBytes: Buffer): boolean => firstBytes.toString("latin1").startsWith(PREFACE);

/** gRPC's own numbers: UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED, UNAVAILABLE. */
const GRPC_STATUS: Readonly<Record<number, number>> = Object.freeze({ 401: 16, 402: 7, 403: 7, 429: 8, 503: 14 });
const UNKNOWN = 2;

/** `firstBytes` were read from it already. As Google does, HTTP says 200 and the trailers say what it was. */
export function refuseGrpc(socket: Socket, firstBytes: Buffer, httpStatus: number): void {
  const server = createServer();
  server.on("stream", (stream) => {
    stream.on("error", () => {});
    const grpcStatus = String(GRPC_STATUS[httpStatus] ?? UNKNOWN);
    const headers = { ":status": 200, "content-type": "application/grpc", "grpc-status": grpcStatus };
    stream.respond({ ...headers, "grpc-message": "Refused" }, { endStream: true });
  });
  server.on("sessionError", () => {});
  socket.pause();
  socket.unshift(firstBytes);
  server.emit("connection", socket);
}

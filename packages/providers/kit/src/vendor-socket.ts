/**
 * One WebSocket to a vendor. What is sent before it is open waits in order; it ends once, with the reason as a value, and
 * is silent after that. Knows no vendor.
 */
import type { IncomingMessage } from "node:http";
import type { Clock, Timer } from "@offhook/engine/ports";
import WebSocket, { type RawData } from "ws";
import { REAL_CLOCK } from "./clock.ts";
import type { SocketEnd } from "./socket-end.ts";

export interface SocketRequest {
  /** `ws:` or `wss:`; checked before by `socketAddress`. */
  url: string;
  headers: Readonly<Record<string, string>>;
  /** From `connect` to an open socket. */
  connectMs: number;
  clock?: Clock;
}

export interface SocketEvents {
  opened?(): void;
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  /** Once, and nothing after it. Never from within `connect` or `send`. */
  ended(end: SocketEnd): void;
}

/** One minute of µ-law: whoever is behind by more will not catch up. */
const MOST_WAITING_BYTES = 480_000;
/** The status says enough, should the rest of a refusal not come. */
const REFUSAL_BODY_MS = 300;
const MOST_REFUSAL_BYTES = 4_000;
/** A single message longer than this is no message of a speech vendor. */
const MOST_MESSAGE_BYTES = 16_000_000;
/** After the last words, the server's own close is waited for this long. */
const LEAVE_MS = 1_000;

export class VendorSocket {
  private readonly events: SocketEvents;
  private socket: WebSocket | null = null;
  private waiting: (string | Uint8Array)[] = [];
  private waitingBytes = 0;
  private deadline: Timer | null = null;
  private wasOpen = false;
  private over = false;
  private clock: Clock = REAL_CLOCK;

  constructor(events: SocketEvents) {
    this.events = events;
  }

  get isOpen(): boolean {
    return !this.over && this.socket?.readyState === WebSocket.OPEN;
  }

  connect({ url, headers, connectMs, clock }: SocketRequest): void {
    if (this.over || this.socket) return;
    this.clock = clock ?? REAL_CLOCK;
    // Speech does not compress; a redirect would carry the key to a place that nobody named.
    const options = { headers, perMessageDeflate: false, followRedirects: false, maxPayload: MOST_MESSAGE_BYTES };
    const socket = new WebSocket(url, options);
    this.socket = socket;
    this.after(connectMs, () => this.end({ because: "connect-late", waitedMs: connectMs }));
    socket.on("open", () => this.opened(socket));
    socket.on("message", (data, isBinary) => this.message(data, isBinary));
    socket.on("unexpected-response", (_, response) => this.refused(response));
    socket.on("close", (code, reason) => this.closed(code, reason.toString("utf8")));
    // Always followed by `close`, except where it never opened.
    socket.on("error", (error: Error & { code?: string }) => this.broke(error.code ?? error.message));
  }

  send(message: string | Uint8Array): void {
    if (this.over || message.length === 0) return;
    if (this.isOpen) this.socket?.send(message);
    else {
      this.waiting.push(typeof message === "string" ? message : message.slice());
      this.waitingBytes += message.length;
    }
    const waitingBytes = this.waitingBytes + (this.socket?.bufferedAmount ?? 0);
    if (waitingBytes > MOST_WAITING_BYTES) {
      queueMicrotask(() => this.end({ because: "flooded", waitingBytes }));
    }
  }

  /** Goes politely: `lastWords`, then the server's own close or an end of patience. Nothing is heard any more. */
  leave(lastWords: string | null): void {
    if (this.over) return;
    const { socket, isOpen } = this;
    if (!socket || !isOpen) return this.drop();
    this.settle();
    if (lastWords === null) socket.close(1_000);
    else socket.send(lastWords);
    this.after(LEAVE_MS, () => socket.terminate());
    socket.once("close", () => this.deadline?.cancel());
  }

  /** At once. */
  drop(): void {
    this.settle();
    this.socket?.terminate();
  }

  private opened(socket: WebSocket): void {
    if (this.over) return;
    this.wasOpen = true;
    this.deadline?.cancel();
    for (const message of this.waiting) socket.send(message);
    this.waiting = [];
    this.waitingBytes = 0;
    this.events.opened?.();
  }

  private message(data: RawData, isBinary: boolean): void {
    if (this.over) return;
    const bytes = data as Buffer; // `nodebuffer`, the default binary type
    if (isBinary) this.events.binary(bytes);
    else this.events.text(bytes.toString("utf8"));
  }

  private refused(response: IncomingMessage): void {
    if (this.over) return void response.destroy();
    let body = "";
    const headers = Object.fromEntries(
      Object.entries(response.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
    const done = (): void => this.end({ because: "refused", status: response.statusCode ?? 0, headers, body });
    this.after(REFUSAL_BODY_MS, done);
    response.on("data", (piece: Buffer) => {
      body = (body + piece.toString("utf8")).slice(0, MOST_REFUSAL_BYTES);
    });
    response.on("end", done);
    response.on("error", done);
  }

  private broke(detail: string): void {
    this.end(this.wasOpen ? { because: "lost", detail } : { because: "connect-failed", detail });
  }

  private closed(code: number, reason: string): void {
    // 1006 is never on the wire: it says that no closing handshake came.
    this.end(code === 1_006 ? { because: "lost", detail: "No goodbye." } : { because: "closed", code, reason });
  }

  private end(end: SocketEnd): void {
    if (this.over) return;
    this.drop();
    this.events.ended(end);
  }

  private settle(): void {
    this.over = true;
    this.deadline?.cancel();
    this.waiting = [];
    this.waitingBytes = 0;
  }

  private after(ms: number, run: () => void): void {
    this.deadline?.cancel();
    this.deadline = this.clock.at(this.clock.nowMs() + ms, run);
  }
}

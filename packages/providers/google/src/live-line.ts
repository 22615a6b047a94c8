/**
 * The connections of one live session. Google ends each after about ten minutes and drops some before; with a handle the next
 * one takes the session up where it was. What messages mean is the session's affair.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import { type SocketEnd, socketAddress, VendorSocket, withoutKey } from "@offhook/provider-kit";
import { faultOfEnd, type GoogleFaultCode } from "./faults.ts";
import { type LiveMessage, readLiveMessage } from "./live-message.ts";
import type { LiveTimeouts } from "./live-settings.ts";
import type { ClientMessage } from "./live-setup.ts";
import { clockOf, GOOGLE_BASE_URL, type GoogleAccount } from "./settings.ts";

export interface LiveLineParts {
  account: GoogleAccount;
  timeouts: LiveTimeouts;
  setup(handle: string | null): ClientMessage;
  /** Set up: it takes whatever is sent. */
  ready(): void;
  message(message: LiveMessage): void;
  /** A new connection is being made; whatever was under way is gone. */
  lost(detail: string): void;
  /** Once, and nothing after it. */
  ended(code: GoogleFaultCode, detail: string): void;
}

const METHOD = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";
const MOST_FAILURES = 2;
const AGAIN_AFTER_MS = 250;

export class LiveLine {
  private readonly parts: LiveLineParts;
  private readonly clock: Clock;
  private socket: VendorSocket | null = null;
  private timer: Timer | null = null;
  private isSetUp = false;
  /** It brought more than its setting up. */
  private isProven = false;
  private over = false;
  /** Connections in a row that came to nothing. */
  private failures = 0;
  private handle: string | null = null;

  constructor(parts: LiveLineParts) {
    this.parts = parts;
    this.clock = clockOf(parts.account);
  }

  get isReady(): boolean {
    return !this.over && this.isSetUp;
  }

  connect(): void {
    if (this.over) return;
    const { account, timeouts, setup } = this.parts;
    const query = `?key=${encodeURIComponent(account.apiKey)}`;
    const url = socketAddress(account.baseUrl ?? GOOGLE_BASE_URL, METHOD + query);
    if (url === null) return this.end("google-base-url-invalid", "");
    this.isSetUp = false;
    this.isProven = false;
    const socket = new VendorSocket({
      text: (text) => this.heard(socket, text),
      // The vendor's servers put their JSON into either kind of frame.
      binary: (bytes) => this.heard(socket, Buffer.from(bytes).toString("utf8")),
      ended: (end) => this.broke(socket, end),
    });
    this.socket = socket;
    socket.connect({ url, headers: {}, connectMs: timeouts.connectMs, clock: this.clock });
    socket.send(JSON.stringify(setup(this.handle)));
    this.after(timeouts.connectMs, () => this.broke(socket, { because: "connect-late", waitedMs: timeouts.connectMs }));
  }

  /** Only while it is ready. */
  send(message: ClientMessage): void {
    if (this.isReady) this.socket?.send(JSON.stringify(message));
  }

  /** To a new connection, while nothing is under way. False: there is no handle to take the session along by. */
  move(): boolean {
    if (!this.isReady || this.handle === null) return false;
    // First the old one: a session that is still connected is refused a second time (1011).
    this.socket?.leave(null);
    this.connect();
    return true;
  }

  close(): void {
    if (this.over) return;
    this.settle();
    this.socket?.leave(null);
  }

  fail(code: GoogleFaultCode, detail: string): void {
    this.socket?.drop();
    this.end(code, detail);
  }

  private heard(socket: VendorSocket, text: string): void {
    if (this.over || socket !== this.socket) return;
    const message = readLiveMessage(text);
    if (!message) return this.fail("google-answer-malformed", text.slice(0, 80));
    if (message.isSetUp && !this.isSetUp) {
      this.timer?.cancel();
      this.isSetUp = true;
      this.parts.ready();
    } else if (this.isSetUp) this.isProven = true;
    this.handle = message.handle ?? this.handle;
    this.parts.message(message);
  }

  private broke(socket: VendorSocket, end: SocketEnd): void {
    if (this.over || socket !== this.socket) return;
    socket.drop();
    this.timer?.cancel();
    const { code, detail } = this.meantBy(end);
    this.failures = this.isProven ? 0 : this.failures + 1;
    this.isSetUp = false;
    if (this.handle === null || this.failures >= MOST_FAILURES) return this.end(code, detail);
    this.parts.lost(detail);
    this.after(this.failures > 0 ? AGAIN_AFTER_MS : 0, () => this.connect());
  }

  /** Set up and running, it was no setting that was refused but something in between: another connection may do. */
  private meantBy(end: SocketEnd): { code: GoogleFaultCode; detail: string } {
    const named = faultOfEnd(end);
    const isPassing = this.isSetUp && named.code === "google-request-refused";
    return isPassing ? { ...named, code: "google-connection-lost" } : named;
  }

  private end(code: GoogleFaultCode, detail: string): void {
    if (this.over) return;
    this.settle();
    this.parts.ended(code, withoutKey(detail, this.parts.account.apiKey));
  }

  private settle(): void {
    this.over = true;
    this.timer?.cancel();
  }

  private after(ms: number, run: () => void): void {
    this.timer?.cancel();
    this.timer = this.clock.at(this.clock.nowMs() + ms, run);
  }
}

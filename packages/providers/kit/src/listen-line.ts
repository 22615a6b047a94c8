/**
 * The socket of one transcribed call, whoever listens: audio out, keep-alive, the watch for a server that owes an answer,
 * and one fault at most. Knows no vendor: what is sent and what comes back means something to the session alone.
 */
import type { Clock, Fault, Heard, Timer, TranscriberSink } from "@offhook/engine/ports";
import { socketAddress } from "./socket-address.ts";
import type { SocketEnd } from "./socket-end.ts";
import { VendorSocket } from "./vendor-socket.ts";

/** A carrier sends 50 frames a second: after this much nothing, the line itself has paused. */
const NO_AUDIO_MS = 1_000;

export interface ListenTimeouts {
  /** From opening to a socket that takes audio. The greeting plays meanwhile. */
  connectMs: number;
  /** An answer is owed, and nothing at all comes. */
  stallMs: number;
  /** Without audio: something to keep the connection. */
  keepAliveMs: number;
}

export interface ListenFaults<Code extends string> {
  make(code: Code, detail: string): Fault;
  ofEnd(end: SocketEnd): { code: Code; detail: string };
  malformed: Code;
  stalled: Code;
  addressInvalid: Code;
}

export interface ListenLineParts<Code extends string> {
  clock: Clock;
  timeouts: ListenTimeouts;
  headers: Readonly<Record<string, string>>;
  faults: ListenFaults<Code>;
  /** Called when nothing was sent for `keepAliveMs`: what keeps a silent connection. */
  keepAlive(): string | Uint8Array;
  /** What ends the stream politely; null: the closing handshake alone. */
  lastWords: string | null;
  sink: TranscriberSink;
  /** One message of the server. */
  heard(message: string): HeardMessage;
}

/**
 * What a message means for the watch: `going-on`, more has to follow; `settled`, nothing is owed; `beside`, it says nothing
 * about the caller's speech; `foreign`, it is none of this protocol.
 */
export type HeardMessage = "going-on" | "settled" | "beside" | "foreign";

export class ListenLine<Code extends string> {
  private readonly parts: ListenLineParts<Code>;
  private readonly clock: Clock;
  private readonly socket: VendorSocket;
  private sentAtMs = 0;
  private keeping: Timer | null = null;
  private watching: Timer | null = null;
  private owedSinceMs: number | null = null;
  private over = false;

  constructor(parts: ListenLineParts<Code>) {
    this.parts = parts;
    this.clock = parts.clock;
    const { faults } = parts;
    this.socket = new VendorSocket({
      opened: () => this.opened(),
      text: (text) => this.message(text),
      binary: () => this.fail(faults.malformed, "Binary where text belongs."),
      ended: (end) => {
        const { code, detail } = faults.ofEnd(end);
        this.fail(code, detail);
      },
    });
  }

  get isOver(): boolean {
    return this.over;
  }

  /** `path` with its query. */
  connect(baseUrl: string, path: string): void {
    if (this.over) return;
    const { headers, timeouts, faults } = this.parts;
    const url = socketAddress(baseUrl, path);
    if (url === null) return this.fail(faults.addressInvalid, "");
    this.socket.connect({ url, headers, connectMs: timeouts.connectMs, clock: this.clock });
  }

  /** A piece of the caller's audio, as this vendor takes it. */
  audio(message: string | Uint8Array): void {
    if (this.over) return;
    this.socket.send(message);
    this.sentAtMs = this.clock.nowMs();
  }

  /** Sends what has to be answered. */
  ask(message: string): void {
    if (this.over) return;
    this.socket.send(message);
    this.owe();
  }

  /** From now on the server owes a message. */
  owe(): void {
    if (this.over) return;
    this.owedSinceMs ??= this.clock.nowMs();
    if (!this.watching) this.watch();
  }

  partial(words: Heard): void {
    if (!this.over) this.parts.sink.partial(words);
  }

  final(words: Heard & { endOfTurn: boolean }): void {
    if (!this.over) this.parts.sink.final(words);
  }

  fail(code: Code, detail: string): void {
    if (this.over) return;
    this.settle();
    this.socket.drop();
    this.parts.sink.fault(this.parts.faults.make(code, detail));
  }

  close(): void {
    if (this.over) return;
    this.settle();
    this.socket.leave(this.parts.lastWords);
  }

  private settle(): void {
    this.over = true;
    this.keeping?.cancel();
    this.watching?.cancel();
  }

  private opened(): void {
    this.keep();
    if (this.owedSinceMs !== null) this.owedSinceMs = this.clock.nowMs();
  }

  private message(text: string): void {
    if (this.over) return;
    const heard = this.parts.heard(text);
    if (heard === "foreign") return this.fail(this.parts.faults.malformed, text.slice(0, 80));
    if (heard === "beside") return;
    this.owedSinceMs = null;
    if (heard === "going-on") this.owe();
  }

  private watch(): void {
    this.watching = null;
    if (this.owedSinceMs === null || this.over) return;
    const { timeouts, faults } = this.parts;
    const { stallMs } = timeouts;
    const nowMs = this.clock.nowMs();
    // Until it opens, the connect deadline is the one that counts; and a server without audio has nothing to say.
    if (!this.socket.isOpen || nowMs - this.sentAtMs > NO_AUDIO_MS) this.owedSinceMs = nowMs;
    if (nowMs - this.owedSinceMs >= stallMs) {
      return this.fail(faults.stalled, `Nothing came for ${stallMs} ms.`);
    }
    this.watching = this.clock.at(this.owedSinceMs + stallMs, () => this.watch());
  }

  private keep(): void {
    const { timeouts, keepAlive } = this.parts;
    this.keeping = this.clock.at(this.clock.nowMs() + timeouts.keepAliveMs, () => {
      if (this.over) return;
      if (this.clock.nowMs() - this.sentAtMs >= timeouts.keepAliveMs) this.socket.send(keepAlive());
      this.keep();
    });
  }
}

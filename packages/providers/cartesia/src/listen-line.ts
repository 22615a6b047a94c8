/**
 * The socket of one transcribed call, whichever endpoint listens: audio out in small pieces, keep-alive, the watch for a
 * server that has stopped answering, and one fault at most. What messages mean is the session's affair
 * (`turns-session.ts`, `finalize-session.ts`).
 */
import type { Clock, Heard, Timer, TranscriberSink } from "@offhook/engine/ports";
import { socketAddress, VendorSocket, withoutKey } from "@offhook/provider-kit";
import { type CartesiaFaultCode, cartesiaFault, faultOfEnd, faultOfError, type VendorError } from "./faults.ts";
import {
  BYTES_PER_MS,
  CARTESIA_BASE_URL,
  type CartesiaAccount,
  clockOf,
  headersFor,
  type TranscriberTimeouts,
} from "./settings.ts";

/** Cartesia speaks of about 100 ms a message. */
const MOST_MESSAGE_BYTES = 200 * BYTES_PER_MS;
/** A carrier sends 50 frames a second: after this much nothing, the line itself has paused. */
const NO_AUDIO_MS = 1_000;
/** There is no message that keeps a connection: a moment of silence does. */
const SILENCE = new Uint8Array(80 * BYTES_PER_MS).fill(0xff);

export interface ListenLineParts {
  /** Such as `cartesia/ink-2`. */
  id: string;
  account: CartesiaAccount;
  timeouts: TranscriberTimeouts;
  /** What ends the stream politely. */
  lastWords: string;
  sink: TranscriberSink;
  /** One message of the server. */
  heard(message: string): HeardMessage;
}

/**
 * What a message means for the watch: `going-on`, more has to follow; `settled`, nothing is owed unless the caller speaks;
 * `beside`, it says nothing about the caller's speech; `foreign`, it is none of this protocol.
 */
export type HeardMessage = "going-on" | "settled" | "beside" | "foreign";

export class ListenLine {
  private readonly parts: ListenLineParts;
  private readonly clock: Clock;
  private readonly socket: VendorSocket;
  private sentAtMs = 0;
  private keeping: Timer | null = null;
  private watching: Timer | null = null;
  /** Since when an answer is owed; null while the caller is silent. */
  private owedSinceMs: number | null = null;
  private speaking = false;
  private over = false;

  constructor(parts: ListenLineParts) {
    this.parts = parts;
    this.clock = clockOf(parts.account);
    this.socket = new VendorSocket({
      opened: () => this.opened(),
      text: (text) => this.message(text),
      binary: () => this.fail("cartesia-answer-malformed", "Binary where text belongs."),
      ended: (end) => {
        const { code, detail } = faultOfEnd(end);
        this.fail(code, detail);
      },
    });
  }

  /** `path` with its query. */
  connect(path: string): void {
    if (this.over) return;
    const { account, timeouts } = this.parts;
    const url = socketAddress(account.baseUrl ?? CARTESIA_BASE_URL, path);
    if (url === null) return this.fail("cartesia-base-url-invalid", "");
    const { connectMs } = timeouts;
    this.socket.connect({ url, headers: headersFor(account), connectMs, clock: this.clock });
  }

  push(audio: Uint8Array): void {
    if (this.over || audio.length === 0) return;
    for (let at = 0; at < audio.length; at += MOST_MESSAGE_BYTES) {
      this.socket.send(audio.length <= MOST_MESSAGE_BYTES ? audio : audio.subarray(at, at + MOST_MESSAGE_BYTES));
    }
    this.sentAtMs = this.clock.nowMs();
  }

  /** Sends what has to be answered. */
  ask(text: string): void {
    if (this.over) return;
    this.socket.send(text);
    this.owe();
  }

  speechStarted(): void {
    this.speaking = true;
    this.owe();
  }

  speechPaused(): void {
    this.speaking = false;
    this.owe();
  }

  partial(words: Heard): void {
    if (!this.over) this.parts.sink.partial(words);
  }

  final(words: Heard & { endOfTurn: boolean }): void {
    if (!this.over) this.parts.sink.final(words);
  }

  failWith(error: VendorError): void {
    const { code, detail } = faultOfError(error);
    this.fail(code, detail);
  }

  close(): void {
    if (this.over) return;
    this.settle();
    this.socket.leave(this.parts.lastWords);
  }

  private fail(code: CartesiaFaultCode, detail: string): void {
    if (this.over) return;
    const { id, account, sink } = this.parts;
    this.settle();
    this.socket.drop();
    sink.fault(cartesiaFault(code, id, withoutKey(detail, account.apiKey)));
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
    if (heard === "foreign") return this.fail("cartesia-answer-malformed", text.slice(0, 80));
    if (heard === "beside") return;
    this.owedSinceMs = null;
    if (heard === "going-on" || this.speaking) this.owe();
  }

  private owe(): void {
    if (this.over) return;
    this.owedSinceMs ??= this.clock.nowMs();
    if (!this.watching) this.watch();
  }

  private watch(): void {
    this.watching = null;
    if (this.owedSinceMs === null || this.over) return;
    const { stallMs } = this.parts.timeouts;
    const nowMs = this.clock.nowMs();
    // Until it opens, the connect deadline is the one that counts; and a server without audio has nothing to say.
    if (!this.socket.isOpen || nowMs - this.sentAtMs > NO_AUDIO_MS) this.owedSinceMs = nowMs;
    if (nowMs - this.owedSinceMs >= stallMs) {
      return this.fail("cartesia-stalled", `Nothing came for ${stallMs} ms of speech.`);
    }
    this.watching = this.clock.at(this.owedSinceMs + stallMs, () => this.watch());
  }

  private keep(): void {
    const { keepAliveMs } = this.parts.timeouts;
    this.keeping = this.clock.at(this.clock.nowMs() + keepAliveMs, () => {
      if (this.over) return;
      if (this.clock.nowMs() - this.sentAtMs >= keepAliveMs) this.socket.send(SILENCE);
      this.keep();
    });
  }
}

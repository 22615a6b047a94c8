/**
 * The socket of one transcribed call, whichever model listens: audio out in small pieces, keep-alive, the watch for a
 * server that has stopped answering, places in the caller's stream, and one fault at most. What messages mean is the
 * session's affair (`nova-session.ts`, `flux-session.ts`).
 */
import type { Clock, Fault, Heard, Timer, TranscriberSink } from "@offhook/engine/ports";
import { AudioPlaces, socketAddress, VendorSocket, withoutKey } from "@offhook/provider-kit";
import { type DeepgramFaultCode, deepgramFault, faultOfEnd } from "./faults.ts";
import {
  BYTES_PER_MS,
  clockOf,
  DEEPGRAM_BASE_URL,
  type DeepgramAccount,
  type TranscriberTimeouts,
} from "./settings.ts";

/** Deepgram asks for 20–250 ms a message. */
const MOST_MESSAGE_BYTES = 250 * BYTES_PER_MS;

/** A carrier sends 50 frames a second: after this much nothing, the line itself has paused. */
const NO_AUDIO_MS = 1_000;

export interface ListenLineParts {
  /** Such as `deepgram/nova-3`. */
  id: string;
  account: DeepgramAccount;
  timeouts: TranscriberTimeouts;
  /** What keeps a silent connection: a message, or audio where the protocol has no such message. */
  keepAlive: string | Uint8Array;
  sink: TranscriberSink;
  /** One message of the server. False: it is none of this protocol. */
  heard(message: string): boolean;
}

export class ListenLine {
  private readonly parts: ListenLineParts;
  private readonly clock: Clock;
  private readonly socket: VendorSocket;
  private readonly places = new AudioPlaces(BYTES_PER_MS);
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
      binary: () => this.fail("deepgram-answer-malformed", "Binary where text belongs."),
      ended: (end) => {
        const { code, detail } = faultOfEnd(end);
        this.fail(code, detail);
      },
    });
  }

  get isOver(): boolean {
    return this.over;
  }

  /** `path` with its query. */
  connect(path: string): void {
    if (this.over) return;
    const { apiKey, baseUrl = DEEPGRAM_BASE_URL } = this.parts.account;
    const url = socketAddress(baseUrl, path);
    if (url === null) return this.fail("deepgram-base-url-invalid", "");
    const headers = { authorization: `Token ${apiKey}` };
    this.socket.connect({ url, headers, connectMs: this.parts.timeouts.connectMs, clock: this.clock });
  }

  push(audio: Uint8Array, audioMs: number): void {
    // An empty message would end the stream.
    if (this.over || audio.length === 0) return;
    this.places.sent(audio.length, audioMs);
    for (let at = 0; at < audio.length; at += MOST_MESSAGE_BYTES) {
      this.socket.send(audio.length <= MOST_MESSAGE_BYTES ? audio : audio.subarray(at, at + MOST_MESSAGE_BYTES));
    }
    this.sentAtMs = this.clock.nowMs();
  }

  send(message: Readonly<Record<string, unknown>>): void {
    if (!this.over) this.socket.send(JSON.stringify(message));
  }

  speechStarted(): void {
    this.speaking = true;
    this.owe();
  }

  speechPaused(): void {
    this.speaking = false;
    this.owe();
  }

  /** From the vendor's seconds to the caller's stream. */
  place(seconds: number): number {
    return this.places.place(seconds * 1_000);
  }

  partial(words: Heard): void {
    if (!this.over) this.parts.sink.partial(words);
  }

  final(words: Heard & { endOfTurn: boolean }): void {
    if (!this.over) this.parts.sink.final(words);
  }

  fail(code: DeepgramFaultCode, detail: string): void {
    if (this.over) return;
    const { id, account, sink } = this.parts;
    this.settle();
    this.socket.drop();
    const fault: Fault = deepgramFault(code, id, withoutKey(detail, account.apiKey));
    sink.fault(fault);
  }

  /** `CloseStream` lets Deepgram end the stream's accounting at once; what it still says is not heard. */
  close(): void {
    if (this.over) return;
    this.settle();
    this.socket.leave('{"type":"CloseStream"}');
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
    this.owedSinceMs = this.speaking ? this.clock.nowMs() : null;
    if (!this.parts.heard(text)) this.fail("deepgram-answer-malformed", text.slice(0, 80));
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
      return this.fail("deepgram-stalled", `Nothing came for ${stallMs} ms of speech.`);
    }
    this.watching = this.clock.at(this.owedSinceMs + stallMs, () => this.watch());
  }

  private keep(): void {
    const { timeouts, keepAlive } = this.parts;
    this.keeping = this.clock.at(this.clock.nowMs() + timeouts.keepAliveMs, () => {
      if (this.over) return;
      if (this.clock.nowMs() - this.sentAtMs >= timeouts.keepAliveMs) this.keepAlive(keepAlive);
      this.keep();
    });
  }

  private keepAlive(keepAlive: string | Uint8Array): void {
    if (typeof keepAlive !== "string") this.places.filled(keepAlive.length);
    this.socket.send(keepAlive);
  }
}

/**
 * One `/v1/speak` socket, one request at a time: sound carries no name, and `Flushed` is where a request ends. `Clear` drops
 * what was asked for; whatever comes until `Cleared` belongs to that, and the next request may be on its way already.
 */
import type { Clock, Timer } from "@offhook/engine/ports";
import {
  type LineEvents,
  type SpeakJob,
  socketAddress,
  VendorSocket,
  type VoiceLine,
  withoutKey,
} from "@offhook/provider-kit";
import { type DeepgramFaultCode, faultOfEnd } from "./faults.ts";
import { clockOf, DEEPGRAM_BASE_URL, type DeepgramAccount, type VoiceTimeouts } from "./settings.ts";
import { readSpeakMessage } from "./speak-message.ts";

export interface SpeakLineParts extends LineEvents<DeepgramFaultCode> {
  account: DeepgramAccount;
  timeouts: VoiceTimeouts;
  /** With its query. */
  path: string;
}

/** Deepgram takes 20 flushes a minute on a socket; two are left for its way of counting. */
const MOST_FLUSHES = 18;
const FLUSHES_WITHIN_MS = 60_000;

export class SpeakLine implements VoiceLine {
  private readonly parts: SpeakLineParts;
  private readonly clock: Clock;
  private readonly socket: VendorSocket;
  /** In the server's order: requests, and the places where everything before is dropped. */
  private readonly order: (SpeakJob | "clear")[] = [];
  private flushedAtMs: number[] = [];
  private lastSequenceId: number | null = null;
  private timer: Timer | null = null;
  private served = false;
  private over = false;

  constructor(parts: SpeakLineParts) {
    this.parts = parts;
    this.clock = clockOf(parts.account);
    this.socket = new VendorSocket({
      opened: () => this.awaitHead(),
      text: (text) => this.message(text),
      binary: (bytes) => this.sound(bytes),
      ended: (end) => {
        const { code, detail } = faultOfEnd(end);
        this.end(code, detail);
      },
    });
  }

  connect(): void {
    const { account, path, timeouts } = this.parts;
    const url = socketAddress(account.baseUrl ?? DEEPGRAM_BASE_URL, path);
    if (url === null) return queueMicrotask(() => this.end("deepgram-base-url-invalid", ""));
    const headers = { authorization: `Token ${account.apiKey}` };
    this.socket.connect({ url, headers, connectMs: timeouts.connectMs, clock: this.clock });
  }

  /** By the vendor's limit of flushes. */
  get isUsable(): boolean {
    const since = this.clock.nowMs() - FLUSHES_WITHIN_MS;
    this.flushedAtMs = this.flushedAtMs.filter((atMs) => atMs > since);
    return !this.over && this.flushedAtMs.length < MOST_FLUSHES;
  }

  /** Requests are not sent ahead: a cancelled one would be spoken to its end before the next. */
  get hasRoom(): boolean {
    const last = this.order.at(-1);
    return last === undefined || last === "clear";
  }

  speak(job: SpeakJob): void {
    const last = job.pieces.length - 1;
    // The server joins the texts as they stand: between two pieces there was a space.
    for (const [at, piece] of job.pieces.entries()) {
      this.socket.send(JSON.stringify({ type: "Speak", text: at < last ? `${piece} ` : piece }));
    }
    this.socket.send('{"type":"Flush"}');
    this.flushedAtMs.push(this.clock.nowMs());
    this.order.push(job);
    if (this.order.length === 1) this.awaitHead();
  }

  dropped(): void {
    const last = this.order.at(-1);
    if (this.over || last === undefined || last === "clear" || !last.isOver) return;
    this.socket.send('{"type":"Clear"}');
    this.order.push("clear");
    this.awaitHead();
    // Whoever calls one request off usually goes on to call off those that wait behind it.
    queueMicrotask(() => this.parts.freed());
  }

  close(): void {
    if (this.over) return;
    this.settle();
    this.socket.leave('{"type":"Close"}');
  }

  private sound(bytes: Uint8Array): void {
    const head = this.order[0];
    if (this.over || head === undefined || head === "clear" || bytes.length === 0) return;
    head.audio(bytes);
    if (!this.clearAhead) this.wait(this.parts.timeouts.stallMs, "deepgram-stalled");
  }

  private message(text: string): void {
    const message = readSpeakMessage(text);
    if (!message) return this.end("deepgram-answer-malformed", text.slice(0, 80));
    if (message.type === "error") return this.end("deepgram-unavailable", message.detail);
    if (message.type === "flushed") this.flushed(message.sequenceId);
    if (message.type === "cleared") this.cleared();
  }

  private flushed(sequenceId: number | null): void {
    const head = this.order[0];
    if (head === undefined || head === "clear") return;
    // The same number again, and nothing was heard of the next request: the end of the one before, said twice.
    const doubled = sequenceId !== null && sequenceId === this.lastSequenceId && !head.hasSound;
    if (doubled) return;
    this.lastSequenceId = sequenceId;
    this.served = true;
    this.order.shift();
    head.done();
    this.awaitHead();
    this.parts.freed();
  }

  private cleared(): void {
    const place = this.order.indexOf("clear");
    if (place < 0) return;
    this.order.splice(0, place + 1);
    this.served = true;
    this.awaitHead();
  }

  private get clearAhead(): boolean {
    return this.order.includes("clear");
  }

  /** What is awaited next, and for how long. */
  private awaitHead(): void {
    this.timer?.cancel();
    const { firstAudioMs, clearedMs, idleMs } = this.parts.timeouts;
    // Until the socket opens, its own deadline counts.
    if (this.over || !this.socket.isOpen) return;
    if (this.clearAhead) this.wait(clearedMs, "deepgram-cancel-unanswered");
    else if (this.order.length > 0) this.wait(firstAudioMs, "deepgram-late");
    else this.timer = this.clock.at(this.clock.nowMs() + idleMs, () => this.idle());
  }

  private wait(ms: number, code: DeepgramFaultCode): void {
    this.timer?.cancel();
    this.timer = this.clock.at(this.clock.nowMs() + ms, () => this.end(code, `Waited ${ms} ms.`));
  }

  private idle(): void {
    this.close();
    this.parts.ended({ jobs: [], code: "deepgram-connection-lost", detail: "", served: this.served });
  }

  private end(code: DeepgramFaultCode, detail: string): void {
    if (this.over) return;
    this.settle();
    this.socket.drop();
    const jobs = this.order.filter((one) => one !== "clear" && !one.isOver) as SpeakJob[];
    this.parts.ended({ jobs, code, detail: withoutKey(detail, this.parts.account.apiKey), served: this.served });
  }

  private settle(): void {
    this.over = true;
    this.timer?.cancel();
  }
}

/**
 * One `/tts/websocket` socket. Each request is a context of its own, and everything the server says names its context: late
 * sound of a cancelled one finds nobody. An error that names a context ends that one alone.
 */
import type { Clock, Fault, Timer } from "@offhook/engine/ports";
import {
  type LineEvents,
  type SpeakJob,
  socketAddress,
  VendorSocket,
  type VoiceLine,
  withoutKey,
} from "@offhook/provider-kit";
import { type CartesiaFaultCode, faultOfEnd, faultOfError, type VendorError } from "./faults.ts";
import {
  BYTES_PER_MS,
  CARTESIA_BASE_URL,
  type CartesiaAccount,
  clockOf,
  headersFor,
  type VoiceTimeouts,
} from "./settings.ts";
import { readSpeechMessage } from "./speech-message.ts";
import { cancelMessage, type SpeechManner, speechMessages } from "./speech-request.ts";
import { WordTimes } from "./word-times.ts";

export interface SpeechLineParts extends LineEvents<CartesiaFaultCode> {
  account: CartesiaAccount;
  timeouts: VoiceTimeouts;
  manner: SpeechManner;
  fault(code: CartesiaFaultCode, detail: string): Fault;
}

/** Plans count contexts that are spoken at once, and small plans have few. */
const MOST_CONTEXTS = 3;

interface Context {
  job: SpeakJob;
  soundBytes: number;
  words: WordTimes;
}

export class SpeechLine implements VoiceLine {
  private readonly parts: SpeechLineParts;
  private readonly clock: Clock;
  private readonly socket: VendorSocket;
  private readonly contexts = new Map<string, Context>();
  private timer: Timer | null = null;
  private named = 0;
  private served = false;
  private over = false;

  constructor(parts: SpeechLineParts) {
    this.parts = parts;
    this.clock = clockOf(parts.account);
    this.socket = new VendorSocket({
      opened: () => this.await(),
      text: (text) => this.message(text),
      binary: () => this.end("cartesia-answer-malformed", "Binary where text belongs."),
      ended: (end) => {
        const { code, detail } = faultOfEnd(end);
        this.end(code, detail);
      },
    });
  }

  get isUsable(): boolean {
    return !this.over;
  }

  get hasRoom(): boolean {
    return this.contexts.size < MOST_CONTEXTS;
  }

  connect(): void {
    const { account, timeouts } = this.parts;
    const url = socketAddress(account.baseUrl ?? CARTESIA_BASE_URL, "/tts/websocket");
    if (url === null) return queueMicrotask(() => this.end("cartesia-base-url-invalid", ""));
    const { connectMs } = timeouts;
    this.socket.connect({ url, headers: headersFor(account), connectMs, clock: this.clock });
  }

  speak(job: SpeakJob): void {
    this.named += 1;
    const id = `c${this.named}`;
    this.contexts.set(id, { job, soundBytes: 0, words: new WordTimes() });
    for (const message of speechMessages(id, job, this.parts.manner)) this.socket.send(message);
    this.await();
  }

  /** What nobody wants is called off, so that it neither costs nor counts against the plan's limit. */
  dropped(): void {
    const unwanted = [...this.contexts].filter(([, { job }]) => job.isOver);
    for (const [id] of unwanted) {
      this.contexts.delete(id);
      this.socket.send(cancelMessage(id));
    }
    this.await();
    if (unwanted.length > 0) this.parts.freed();
  }

  close(): void {
    if (this.over) return;
    this.settle();
    this.socket.leave(null);
  }

  private message(text: string): void {
    const message = readSpeechMessage(text);
    if (!message) return this.end("cartesia-answer-malformed", text.slice(0, 80));
    if (message.type === "other") return;
    if (message.type === "error" && message.contextId === "") return this.broken(message.error);
    const context = this.contexts.get(message.contextId);
    if (!context) return; // late: its request is over
    if (message.type === "error") return this.refuse(message.contextId, context, message.error);
    this.served = true;
    if (message.type === "sound") this.sound(context, message.audio);
    else if (message.type === "words") this.words(context, message.words);
    else this.complete(message.contextId, context);
    this.await();
  }

  private sound(context: Context, audio: Uint8Array): void {
    if (audio.length === 0) return;
    context.job.audio(audio);
    context.soundBytes += audio.length;
    context.job.words(context.words.upTo(context.soundBytes / BYTES_PER_MS));
  }

  private words({ job, words, soundBytes }: Context, said: Parameters<WordTimes["push"]>[0]): void {
    words.push(said);
    job.words(words.upTo(soundBytes / BYTES_PER_MS));
  }

  private complete(id: string, { job, words, soundBytes }: Context): void {
    this.contexts.delete(id);
    job.words(words.finish(soundBytes / BYTES_PER_MS));
    job.done();
    this.parts.freed();
  }

  /** The socket is good for other requests. */
  private refuse(id: string, { job }: Context, error: VendorError): void {
    const { code, detail } = faultOfError(error);
    this.contexts.delete(id);
    job.fail(this.parts.fault(code, this.keyless(detail)));
    this.await();
    this.parts.freed();
  }

  private broken(error: VendorError): void {
    const { code, detail } = faultOfError(error);
    this.end(code, detail);
  }

  /**
   * What is awaited next, and for how long. Contexts are watched together: whether the server speaks them side by side or
   * one after the other is its own affair, as long as there is sound.
   */
  private await(): void {
    this.timer?.cancel();
    // Until the socket opens, its own deadline counts.
    if (this.over || !this.socket.isOpen) return;
    const { firstAudioMs, stallMs, idleMs } = this.parts.timeouts;
    const jobs = [...this.contexts.values()].map(({ job }) => job);
    if (jobs.some((job) => !job.hasSound)) this.wait(firstAudioMs, "cartesia-late");
    else if (jobs.length > 0) this.wait(stallMs, "cartesia-stalled");
    else this.timer = this.clock.at(this.clock.nowMs() + idleMs, () => this.idle());
  }

  private wait(ms: number, code: CartesiaFaultCode): void {
    this.timer = this.clock.at(this.clock.nowMs() + ms, () => this.end(code, `Waited ${ms} ms.`));
  }

  private idle(): void {
    this.close();
    this.parts.ended({ jobs: [], code: "cartesia-connection-lost", detail: "", served: this.served });
  }

  private end(code: CartesiaFaultCode, detail: string): void {
    if (this.over) return;
    const jobs = [...this.contexts.values()].map(({ job }) => job);
    this.settle();
    this.socket.drop();
    this.parts.ended({ jobs, code, detail: this.keyless(detail), served: this.served });
  }

  private keyless(detail: string): string {
    return withoutKey(detail, this.parts.account.apiKey);
  }

  private settle(): void {
    this.over = true;
    this.timer?.cancel();
  }
}

/**
 * One `multi-stream-input` socket. Each request is a context of its own, and sound carries its context's name: a cancelled
 * one is simply no longer listened to, and late sound finds nobody. A context is flushed and closed as soon as its text is
 * in, since only a closed one says when its sound is complete.
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
import { type Alignment, type ContextMessage, readContextMessage } from "./context-message.ts";
import { type ElevenLabsFaultCode, faultOfEnd, faultOfError } from "./faults.ts";
import {
  BYTES_PER_MS,
  clockOf,
  ELEVENLABS_BASE_URL,
  type ElevenLabsAccount,
  type VoiceSettings,
  type VoiceTimeouts,
} from "./settings.ts";
import { textMessages } from "./text-messages.ts";
import { WordTimes } from "./word-times.ts";

export interface ContextLineParts extends LineEvents<ElevenLabsFaultCode> {
  account: ElevenLabsAccount;
  timeouts: VoiceTimeouts;
  settings: VoiceSettings;
  /** With its query. */
  path: string;
}

/** ElevenLabs takes five at once; a cancelled one may still be ending. */
export const MOST_CONTEXTS = 4;

interface Context {
  job: SpeakJob;
  soundBytes: number;
  words: WordTimes;
}

export class ContextLine implements VoiceLine {
  private readonly parts: ContextLineParts;
  private readonly clock: Clock;
  private readonly socket: VendorSocket;
  private readonly contexts = new Map<string, Context>();
  private timer: Timer | null = null;
  private named = 0;
  private served = false;
  private over = false;

  constructor(parts: ContextLineParts) {
    this.parts = parts;
    this.clock = clockOf(parts.account);
    this.socket = new VendorSocket({
      opened: () => this.await(),
      text: (text) => this.message(text),
      binary: () => this.end("elevenlabs-answer-malformed", "Binary where text belongs."),
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
    const { account, path, timeouts } = this.parts;
    const url = socketAddress(account.baseUrl ?? ELEVENLABS_BASE_URL, path);
    if (url === null) return queueMicrotask(() => this.end("elevenlabs-base-url-invalid", ""));
    const headers = { "xi-api-key": account.apiKey };
    this.socket.connect({ url, headers, connectMs: timeouts.connectMs, clock: this.clock });
  }

  speak(job: SpeakJob): void {
    this.named += 1;
    const id = `c${this.named}`;
    this.contexts.set(id, { job, soundBytes: 0, words: new WordTimes() });
    for (const message of textMessages(id, job, this.parts.settings)) this.socket.send(message);
    this.await();
  }

  /** A context under way was closed with its last text: the server finishes it, and nobody listens. */
  dropped(): void {
    this.await();
  }

  close(): void {
    if (this.over) return;
    this.settle();
    this.socket.leave('{"close_socket":true}');
  }

  private message(text: string): void {
    const message = readContextMessage(text);
    if (!message) return this.end("elevenlabs-answer-malformed", text.slice(0, 80));
    if (message.type === "error") return this.error(message);
    if (message.type === "other") return;
    const id = message.contextId || this.onlyContext();
    const context = this.contexts.get(id);
    if (!context) return; // late: its request is over
    this.served = true;
    if (message.type === "audio") this.sound(context, message.audio, message.alignment);
    else this.complete(id, context);
    this.await();
  }

  private sound(context: Context, audio: Uint8Array, alignment: Alignment | null): void {
    const { job, soundBytes, words } = context;
    if (job.isOver) return;
    job.audio(audio);
    context.soundBytes += audio.length;
    if (alignment) job.words(words.push(alignment, soundBytes / BYTES_PER_MS, audio.length / BYTES_PER_MS));
  }

  private complete(id: string, context: Context): void {
    this.contexts.delete(id);
    context.job.words(context.words.finish());
    context.job.done();
    this.parts.freed();
  }

  /** What is wrong with a socket ends it: ElevenLabs closes it after such a message anyway. */
  private error({ error, message }: Extract<ContextMessage, { type: "error" }>): void {
    const { code, detail } = faultOfError(error, message);
    this.end(code, detail);
  }

  /** Some messages name no context; with one under way it can be no other. */
  private onlyContext(): string {
    const [only, ...others] = this.contexts.keys();
    return others.length === 0 ? (only ?? "") : "";
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
    const wanted = [...this.contexts.values()].filter(({ job }) => !job.isOver);
    if (wanted.some(({ job }) => !job.hasSound)) this.wait(firstAudioMs, "elevenlabs-late");
    else if (wanted.length > 0) this.wait(stallMs, "elevenlabs-stalled");
    else this.timer = this.clock.at(this.clock.nowMs() + idleMs, () => this.idle());
  }

  private wait(ms: number, code: ElevenLabsFaultCode): void {
    this.timer = this.clock.at(this.clock.nowMs() + ms, () => this.end(code, `Waited ${ms} ms.`));
  }

  private idle(): void {
    this.close();
    this.parts.ended({ jobs: [], code: "elevenlabs-connection-lost", detail: "", served: this.served });
  }

  private end(code: ElevenLabsFaultCode, detail: string): void {
    if (this.over) return;
    const jobs = [...this.contexts.values()].map(({ job }) => job).filter((job) => !job.isOver);
    this.settle();
    this.socket.drop();
    this.parts.ended({ jobs, code, detail: withoutKey(detail, this.parts.account.apiKey), served: this.served });
  }

  private settle(): void {
    this.over = true;
    this.timer?.cancel();
  }
}

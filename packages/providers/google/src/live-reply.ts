/** One answer of a live session on its way to whoever asked for it: its sound at the telephone's rate, and one end. */
import type {
  Clock,
  Fault,
  ModelToolCall,
  ModelUsage,
  RealtimeReply,
  RealtimeReplySink,
  Timer,
} from "@offhook/engine/ports";
import type { LiveTimeouts } from "./live-settings.ts";
import { SoundOfReply } from "./live-sound.ts";

export interface LiveReplyParts {
  sink: RealtimeReplySink;
  clock: Clock;
  timeouts: LiveTimeouts;
  /** Nothing comes. */
  silent(reply: LiveReply): void;
  /** Nobody wants it any more. */
  cancelled(reply: LiveReply): void;
  /** It has ended, and its sink was told. */
  over(reply: LiveReply): void;
  /** What the session has used so far and not told anybody. */
  takeUsage(): ModelUsage;
}

type Because = "stop" | "tool-calls" | "content-filter";

/** Words come beside their sound and in no order with it: after the last sound this long for the last of them. */
const LAST_WORDS_MS = 150;

export class LiveReply implements RealtimeReply {
  private readonly parts: LiveReplyParts;
  private readonly sound = new SoundOfReply();
  private timer: Timer | null = null;
  private over = false;
  private hasSound = false;
  /** Known, and waiting for the last words. */
  private ending: Because | null = null;
  /** What it says, whether or not it will be heard. */
  text = "";

  constructor(parts: LiveReplyParts) {
    this.parts = parts;
    const { firstAudioMs } = parts.timeouts;
    this.after(firstAudioMs, () => parts.silent(this));
  }

  get isOver(): boolean {
    return this.over;
  }

  get hasBegun(): boolean {
    return this.hasSound || this.text !== "";
  }

  /** The vendor is still at it: interrupted now, the rest of it would never come. */
  get isGenerating(): boolean {
    return !this.over && this.ending === null;
  }

  /**
   * There is no way to tell the vendor how much was heard. Interrupted, it cuts its own record where it believes the playing to
   * be, which is a little ahead of what the caller heard; a reply that nobody heard, and that was not interrupted, it
   * believes to have said.
   */
  heard(): void {}

  cancel(): void {
    if (this.over) return;
    this.settle();
    this.parts.cancelled(this);
  }

  audio(pcm: Uint8Array): void {
    if (this.over || pcm.length === 0) return;
    this.hasSound = true;
    this.alive();
    const bytes = this.sound.push(pcm);
    if (bytes.length > 0) this.parts.sink.audio(bytes);
  }

  said(text: string): void {
    if (this.over || text === "") return;
    this.text += text;
    this.alive();
    this.parts.sink.text(text);
  }

  /** They run once the reply is over; the session goes on when it is asked with their results. */
  calls(calls: readonly ModelToolCall[]): void {
    for (const call of calls) if (!this.over) this.parts.sink.toolCall(call);
    this.endSoon("tool-calls");
  }

  generated(): void {
    this.endSoon("stop");
  }

  /** The turn is complete: no more words will come. */
  complete(because: Because): void {
    this.end(this.ending === "tool-calls" ? "tool-calls" : because);
  }

  fail(fault: Fault): void {
    if (this.over) return;
    this.settle();
    this.parts.sink.fault(fault);
    this.parts.over(this);
  }

  private endSoon(because: Because): void {
    if (this.over) return;
    this.ending ??= because;
    this.flush();
    // Nothing at all was said: why, the turn's end will say.
    if (because === "tool-calls" && !this.hasSound) this.end(because);
    else this.after(LAST_WORDS_MS, () => this.end(this.ending ?? because));
  }

  private end(because: Because): void {
    if (this.over) return;
    this.flush();
    if (this.over) return;
    this.settle();
    this.parts.sink.done({ because, usage: this.parts.takeUsage() });
    this.parts.over(this);
  }

  /** The resampler keeps the last few milliseconds to itself. */
  private flush(): void {
    const rest = this.hasSound ? this.sound.flush() : new Uint8Array(0);
    if (rest.length > 0) this.parts.sink.audio(rest);
  }

  private alive(): void {
    if (this.ending !== null) return this.after(LAST_WORDS_MS, () => this.end(this.ending ?? "stop"));
    this.after(this.parts.timeouts.stallMs, () => this.parts.silent(this));
  }

  private settle(): void {
    this.over = true;
    this.timer?.cancel();
  }

  private after(ms: number, run: () => void): void {
    const { clock } = this.parts;
    this.timer?.cancel();
    this.timer = clock.at(clock.nowMs() + ms, run);
  }
}

/**
 * A spoken conversation for a whole call. The vendor ends a session after an hour: a little before that, when nobody speaks,
 * another connection takes its place, and the caller notices nothing.
 */
import type {
  Clock,
  ModelRequest,
  RealtimeOptions,
  RealtimeReply,
  RealtimeReplySink,
  RealtimeSession,
  RealtimeSink,
  Timer,
} from "@offhook/engine/ports";
import { clockOf, type OpenAiAccount } from "./account.ts";
import { type OpenAiFaultCode, openaiFault } from "./openai-faults.ts";
import type { SpeechChoice } from "./realtime-settings.ts";
import { RealtimeTalk, type RealtimeTimeouts } from "./realtime-talk.ts";

export interface SessionParts {
  account: OpenAiAccount;
  id: string;
  speech: SpeechChoice;
  timeouts: RealtimeTimeouts;
  /** After this another connection is made, as soon as nobody speaks. */
  renewAfterMs: number;
}

export class OpenAiRealtimeSession implements RealtimeSession {
  private readonly parts: SessionParts;
  private readonly options: RealtimeOptions;
  private readonly sink: RealtimeSink;
  private readonly clock: Clock;
  private talk: RealtimeTalk;
  private renewal: Timer | null = null;
  private renewing = false;
  private opened = false;
  private over = false;

  constructor(parts: SessionParts, options: RealtimeOptions, sink: RealtimeSink) {
    this.parts = parts;
    this.options = options;
    this.sink = sink;
    this.clock = clockOf(parts.account);
    this.talk = this.connect();
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.talk.push(audio, audioMs);
  }

  speechStarted(audioMs: number): void {
    this.talk.speechStarted(audioMs);
  }

  respond(request: ModelRequest, sink: RealtimeReplySink): RealtimeReply {
    return this.talk.respond(request, sink);
  }

  close(): void {
    this.over = true;
    this.renewal?.cancel();
    this.talk.close();
  }

  private connect(): RealtimeTalk {
    const { account, id, speech, timeouts, renewAfterMs } = this.parts;
    const talk: RealtimeTalk = new RealtimeTalk({
      ...{ account, id, speech, timeouts, options: this.options },
      ready: () => this.ready(),
      heard: (text, { startAudioMs, endAudioMs }) => {
        if (!this.over) this.sink.heard({ text, startAudioMs, endAudioMs, confidence: null });
      },
      idle: () => this.idle(),
      lost: (code, detail) => {
        // One that was replaced has nothing more to say.
        if (talk === this.talk) this.lost(code, detail);
      },
    });
    // Nothing is told before whoever opened it has got hold of it.
    queueMicrotask(() => talk.connect());
    this.renewal = this.clock.at(this.clock.nowMs() + renewAfterMs, () => {
      this.renewing = true;
      this.idle();
    });
    return talk;
  }

  private ready(): void {
    if (this.opened || this.over) return;
    this.opened = true;
    this.sink.opened();
  }

  private idle(): void {
    if (!this.renewing || this.over || !this.talk.isIdle) return;
    this.renewing = false;
    const old = this.talk;
    this.talk = this.connect();
    old.close();
  }

  private lost(code: OpenAiFaultCode, detail: string): void {
    if (this.over) return;
    this.over = true;
    this.renewal?.cancel();
    this.sink.fault(openaiFault(code, this.parts.id, detail));
  }
}

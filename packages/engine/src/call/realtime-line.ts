/**
 * A realtime model in a call: its connection lives as long as the call does, hears the caller's speech and little else,
 * and answers as one of those who can think. Lost, it is opened again; meanwhile the models of the list stand in.
 */
import {
  type Clock,
  type Fault,
  type Heard,
  type RealtimeModel,
  type RealtimeOptions,
  type RealtimeSession,
  TELEPHONE_FORMAT,
  type Timer,
  type Transcriber,
  type TranscriberSink,
} from "../ports.ts";
import { providerFault } from "./provider-faults.ts";
import type { Thinker } from "./thinker.ts";

/** Sound before the detector's onset belongs to the first word. */
const BEFORE_SPEECH_MS = 300;
/** And a little after its end, where a word fades. */
const AFTER_SPEECH_MS = 300;
const KEPT_MS = 1_000;
const AGAIN_AFTER_MS = 1_000;
const AGAIN_AT_MOST_MS = 30_000;

export interface RealtimeLineParts {
  model: RealtimeModel;
  options: Omit<RealtimeOptions, "format">;
  clock: Clock;
  faulted(model: RealtimeModel, fault: Fault): void;
}

export class RealtimeLine {
  private readonly parts: RealtimeLineParts;
  private session: RealtimeSession | null = null;
  private readonly before: { audio: Uint8Array; audioMs: number }[] = [];
  private speakingUntilMs = 0;
  private readonly words: Heard[] = [];
  private readonly readers = new Set<TranscriberSink>();
  private again: Timer | null = null;
  private losses = 0;
  private closed = false;
  readonly thinker: Thinker;
  /** The words as the vendor's own transcription has them: for a call that has no better ones. */
  readonly ears: Transcriber;

  constructor(parts: RealtimeLineParts) {
    this.parts = parts;
    this.thinker = this.makeThinker();
    this.ears = this.makeEars();
  }

  /** Its connection stands or is being made. */
  get isUsable(): boolean {
    return this.session !== null;
  }

  open(): void {
    if (this.session || this.closed) return;
    this.again?.cancel();
    const { model, options } = this.parts;
    let lost = false;
    const session = model.open(
      { ...options, format: TELEPHONE_FORMAT },
      {
        opened: () => {
          this.losses = 0;
        },
        heard: (words) => this.heardWords(words),
        fault: (fault) => {
          lost = true;
          this.lost(session, fault);
        },
      },
    );
    if (!lost) this.session = session;
  }

  hear(audio: Uint8Array, audioMs: number): void {
    if (audioMs <= this.speakingUntilMs) return this.session?.push(audio, audioMs);
    this.before.push({ audio, audioMs });
    while (this.before[0] && this.before[0].audioMs < audioMs - KEPT_MS) this.before.shift();
  }

  speechStarted(audioMs: number): void {
    this.session?.speechStarted(audioMs);
    this.speakingUntilMs = Number.POSITIVE_INFINITY;
    for (const kept of this.before.splice(0)) {
      if (kept.audioMs >= audioMs - BEFORE_SPEECH_MS) this.session?.push(kept.audio, kept.audioMs);
    }
  }

  speechPaused(audioMs: number): void {
    this.speakingUntilMs = audioMs + AFTER_SPEECH_MS;
  }

  close(): void {
    this.closed = true;
    this.again?.cancel();
    this.session?.close();
    this.session = null;
  }

  private lost(session: RealtimeSession, fault: Fault): void {
    if (this.closed || (this.session !== null && this.session !== session)) return;
    this.session = null;
    this.parts.faulted(this.parts.model, fault);
    const { clock } = this.parts;
    const afterMs = Math.min(AGAIN_AT_MOST_MS, AGAIN_AFTER_MS * 2 ** this.losses);
    this.losses += 1;
    // A refused key is refused again.
    if (fault.retryable) this.again = clock.at(clock.nowMs() + afterMs, () => this.open());
  }

  private heardWords(words: Heard): void {
    this.words.push(words);
    if (this.words.length > 8) this.words.shift();
    for (const reader of this.readers) reader.final({ ...words, endOfTurn: false });
  }

  private makeThinker(): Thinker {
    const { id } = this.parts.model;
    return {
      id,
      part: "realtime",
      generate: (request, sink) => {
        if (this.session) return this.session.respond(request, sink);
        queueMicrotask(() => sink.fault(providerFault("realtime-not-open", id)));
        return { cancel: () => {} };
      },
    };
  }

  private makeEars(): Transcriber {
    return {
      id: this.parts.model.id,
      formats: [TELEPHONE_FORMAT],
      open: (_, sink) => {
        let fromMs: number | null = null;
        this.readers.add(sink);
        return {
          push: (_audio, audioMs) => {
            if (fromMs !== null) return;
            fromMs = audioMs;
            const known = this.words.filter(({ startAudioMs }) => startAudioMs >= audioMs);
            for (const words of known) queueMicrotask(() => sink.final({ ...words, endOfTurn: false }));
          },
          ...{ expect() {}, speechStarted() {}, speechPaused() {} },
          close: () => void this.readers.delete(sink),
        };
      },
    };
  }
}

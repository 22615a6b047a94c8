/** The caller's words, from the first transcriber in the list that works; the next one hears what the last had not finished. */
import type { Clock, Expectation, Fault, Heard, Timer, Transcriber, TranscriberSession } from "../ports.ts";
import { TELEPHONE_FORMAT } from "../ports.ts";

/** Audio since the last final that a replacing transcriber is given: half a minute. */
const MOST_KEPT_BYTES = 240_000;

/** With nobody left to ask, the first is asked again: soon, then more and more rarely. */
const AGAIN_AFTER_MS = 500;
const AGAIN_AT_MOST_MS = 8_000;

export interface HearingListener {
  partial(words: Heard): void;
  final(words: Heard & { endOfTurn: boolean }): void;
  transcriberFaulted(transcriberId: string, fault: Fault): void;
}

export class Hearing {
  private readonly transcribers: readonly Transcriber[];
  private readonly language: string;
  private readonly listener: HearingListener;
  private readonly clock: Clock;
  private session: TranscriberSession | null = null;
  private index = 0;
  private kept: { audio: Uint8Array; audioMs: number }[] = [];
  private keptBytes = 0;
  private expectation: Expectation | null = null;
  /** Since when the caller speaks; null: silent. */
  private speechSinceMs: number | null = null;
  /** Raised by each opening: what an earlier session still says is not heard. */
  private opening = 0;
  private again: Timer | null = null;
  private vainRounds = 0;

  constructor(transcribers: readonly Transcriber[], language: string, listener: HearingListener, clock: Clock) {
    this.transcribers = transcribers;
    this.language = language;
    this.listener = listener;
    this.clock = clock;
  }

  open(): void {
    const transcriber = this.transcribers[this.index];
    if (!transcriber) return;
    this.opening += 1;
    const mine = this.opening;
    const current = (): boolean => this.opening === mine;
    this.session = transcriber.open(
      { format: TELEPHONE_FORMAT, language: this.language },
      {
        partial: (words) => {
          if (current()) this.listener.partial(words);
        },
        final: (words) => {
          if (current()) this.finished(words);
        },
        fault: (fault) => {
          if (current()) this.next(transcriber.id, fault);
        },
      },
    );
    this.session?.expect(this.expectation);
    for (const { audio, audioMs } of this.kept) this.session?.push(audio, audioMs);
    if (this.speechSinceMs !== null) this.session?.speechStarted(this.speechSinceMs);
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.kept.push({ audio, audioMs });
    this.keptBytes += audio.length;
    while (this.keptBytes > MOST_KEPT_BYTES) this.keptBytes -= this.kept.shift()?.audio.length ?? this.keptBytes;
    this.session?.push(audio, audioMs);
  }

  expect(expectation: Expectation | null): void {
    this.expectation = expectation;
    this.session?.expect(expectation);
  }

  speechStarted(audioMs: number): void {
    this.speechSinceMs = audioMs;
    this.session?.speechStarted(audioMs);
  }

  speechPaused(audioMs: number): void {
    this.speechSinceMs = null;
    this.session?.speechPaused(audioMs);
  }

  close(): void {
    this.index = this.transcribers.length;
    this.opening += 1;
    this.again?.cancel();
    this.session?.close();
    this.session = null;
    this.kept = [];
  }

  private finished(words: Heard & { endOfTurn: boolean }): void {
    this.vainRounds = 0;
    while (this.kept[0] && this.kept[0].audioMs < words.endAudioMs)
      this.keptBytes -= this.kept.shift()?.audio.length ?? 0;
    this.listener.final(words);
  }

  private next(transcriberId: string, fault: Fault): void {
    this.session?.close();
    this.session = null;
    this.index += 1;
    this.listener.transcriberFaulted(transcriberId, fault);
    if (this.index < this.transcribers.length) return this.open();
    // A call without ears is no call: whoever may work again is asked again.
    const afterMs = Math.min(AGAIN_AT_MOST_MS, AGAIN_AFTER_MS * 2 ** this.vainRounds);
    this.vainRounds += 1;
    this.again = this.clock.at(this.clock.nowMs() + afterMs, () => {
      this.index = 0;
      this.open();
    });
  }
}

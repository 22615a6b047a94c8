/** The caller's words, from the first transcriber in the list that works; the next one hears what the last had not finished. */
import type { Expectation, Fault, Heard, Transcriber, TranscriberSession } from "../ports.ts";
import { TELEPHONE_FORMAT } from "../ports.ts";

/** Audio since the last final that a replacing transcriber is given: half a minute. */
const MOST_KEPT_BYTES = 240_000;

export interface HearingListener {
  partial(words: Heard): void;
  final(words: Heard & { endOfTurn: boolean }): void;
  transcriberFaulted(transcriberId: string, fault: Fault): void;
}

export class Hearing {
  private readonly transcribers: readonly Transcriber[];
  private readonly language: string;
  private readonly listener: HearingListener;
  private session: TranscriberSession | null = null;
  private index = 0;
  private kept: { audio: Uint8Array; audioMs: number }[] = [];
  private keptBytes = 0;
  private expectation: Expectation | null = null;

  constructor(transcribers: readonly Transcriber[], language: string, listener: HearingListener) {
    this.transcribers = transcribers;
    this.language = language;
    this.listener = listener;
  }

  open(): void {
    const transcriber = this.transcribers[this.index];
    if (!transcriber) return;
    const mine = this.index;
    const current = (): boolean => this.index === mine;
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
    this.session.expect(this.expectation);
    for (const { audio, audioMs } of this.kept) this.session.push(audio, audioMs);
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
    this.session?.speechStarted(audioMs);
  }

  speechPaused(audioMs: number): void {
    this.session?.speechPaused(audioMs);
  }

  close(): void {
    this.index = this.transcribers.length;
    this.session?.close();
    this.session = null;
    this.kept = [];
  }

  private finished(words: Heard & { endOfTurn: boolean }): void {
    while (this.kept[0] && this.kept[0].audioMs < words.endAudioMs)
      this.keptBytes -= this.kept.shift()?.audio.length ?? 0;
    this.listener.final(words);
  }

  private next(transcriberId: string, fault: Fault): void {
    this.session?.close();
    this.session = null;
    this.index += 1;
    this.listener.transcriberFaulted(transcriberId, fault);
    this.open();
  }
}

/** One transcriber at work in a call: opened with what it must know, counted by the second, closed once. */
import {
  type Expectation,
  type Heard,
  TELEPHONE_FORMAT,
  type Transcriber,
  type TranscriberSession,
  type TranscriberSink,
} from "../ports.ts";

export interface KeptAudio {
  audio: Uint8Array;
  audioMs: number;
}

/** Where the call stands: what a transcriber that comes later is told first. */
export interface SoFar {
  language: string;
  expectation: Expectation | null;
  /** What no final has covered yet. */
  kept: readonly KeptAudio[];
  /** Since when the caller speaks; null: silent. */
  speechSinceMs: number | null;
}

const BYTES_A_SECOND = 8_000;

export class Listening {
  readonly transcriber: Transcriber;
  private readonly session: TranscriberSession;
  private open = true;
  private bytes = 0;

  /** Its sink hears nothing after `close`. */
  constructor(transcriber: Transcriber, soFar: SoFar, sink: TranscriberSink) {
    this.transcriber = transcriber;
    const whileOpen = <T>(tell: (what: T) => void) => {
      return (what: T): void => {
        if (this.open) tell(what);
      };
    };
    this.session = transcriber.open(
      { format: TELEPHONE_FORMAT, language: soFar.language },
      {
        partial: whileOpen((words: Heard) => sink.partial(words)),
        final: whileOpen((words: Heard & { endOfTurn: boolean }) => sink.final(words)),
        fault: whileOpen((fault) => sink.fault(fault)),
      },
    );
    this.session.expect(soFar.expectation);
    for (const { audio, audioMs } of soFar.kept) this.push(audio, audioMs);
    if (soFar.speechSinceMs !== null) this.session.speechStarted(soFar.speechSinceMs);
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.bytes += audio.length;
    this.session.push(audio, audioMs);
  }

  expect(expectation: Expectation | null): void {
    this.session.expect(expectation);
  }

  speechStarted(audioMs: number): void {
    this.session.speechStarted(audioMs);
  }

  speechPaused(audioMs: number): void {
    this.session.speechPaused(audioMs);
  }

  /** Of audio, since they were taken last. */
  get seconds(): number {
    return this.bytes / BYTES_A_SECOND;
  }

  takeSeconds(): number {
    const { seconds } = this;
    this.bytes = 0;
    return seconds;
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.session.close();
  }
}

/**
 * The caller's words, from the first transcriber in the list that works. One that dies is replaced, and the next one hears
 * what no final has covered; one that is late with its words is raced by the next; one that recovered is gone back to.
 */
import type { Clock, Expectation, Fault, Heard, Timer, Transcriber } from "../ports.ts";
import { type KeptAudio, Listening } from "./listening.ts";
import { providerFault } from "./provider-faults.ts";
import type { ProviderOrder } from "./provider-order.ts";
import type { UsageFact } from "./usage.ts";

/** Audio since the last final that a replacing transcriber is given: half a minute. */
const MOST_KEPT_BYTES = 240_000;

/** With nobody left to ask, the first is asked again: soon, then more and more rarely. */
const AGAIN_AFTER_MS = 500;
const AGAIN_AT_MOST_MS = 8_000;
/** One connection that broke is opened again within the second; a second round in vain is no accident. */
const EXHAUSTED_AFTER_ROUNDS = 2;
/** Rounds further apart than this have nothing to do with each other. */
const IN_A_ROW_MS = 30_000;

/**
 * The caller has paused for so long and no words have come: the next transcriber is given the sentence as well. Streaming
 * vendors answer within 150–300 ms of the pause, and the core gives a turn's words up after 2 s.
 */
const WORDS_LATE_MS = 700;
/**
 * Nobody has had a word for so long: connections stand that nothing comes from, and new ones are opened. Slow transcribers,
 * whole utterances on a busy machine, take up to 4 s.
 */
const STALLED_MS = 6_000;
/** A cough needs no second opinion. */
const LEAST_SPEECH_MS = 250;
/** A final that ends so close before the pause covers it. */
const COVERED_WITHIN_MS = 200;
/** What was heard is put on the bill this often. */
const BILLED_EVERY_S = 10;

export interface HearingListener {
  partial(words: Heard): void;
  final(words: Heard & { endOfTurn: boolean }): void;
  transcriberFaulted(transcriberId: string, fault: Fault): void;
  /** All have failed, and failed again: they go on being asked. Told once until words come. */
  exhausted?(): void;
  used?(transcriberId: string, fact: UsageFact): void;
}

export interface HearingParts {
  transcribers: readonly Transcriber[];
  language: string;
  clock: Clock;
  order: ProviderOrder;
  listener: HearingListener;
}

export class Hearing {
  private readonly parts: HearingParts;
  private active: Listening | null = null;
  /** Asked as well, because the active one is late. */
  private spare: Listening | null = null;
  /** Who failed since the last final: nobody is asked twice about the same words. */
  private readonly failed = new Set<Transcriber>();
  private kept: KeptAudio[] = [];
  private keptBytes = 0;
  private expectation: Expectation | null = null;
  private speechSinceMs: number | null = null;
  private again: Timer | null = null;
  private late: Timer | null = null;
  /** Runs from the first pause that has no words; whoever speaks on does not put it off. */
  private stalled: Timer | null = null;
  /** Of the last pause: its place in the caller's stream, and when we knew of it. */
  private pausedAtMs = 0;
  private pausedAtClockMs: number | null = null;
  /** Whom the call began with. */
  private meant: Transcriber | null = null;
  private vainRounds = 0;
  private vainAtMs = 0;
  private closed = false;

  constructor(parts: HearingParts) {
    this.parts = parts;
  }

  open(): void {
    if (!this.closed) this.next();
  }

  push(audio: Uint8Array, audioMs: number): void {
    this.kept.push({ audio, audioMs });
    this.keptBytes += audio.length;
    while (this.keptBytes > MOST_KEPT_BYTES) this.keptBytes -= this.kept.shift()?.audio.length ?? this.keptBytes;
    this.active?.push(audio, audioMs);
    this.spare?.push(audio, audioMs);
  }

  expect(expectation: Expectation | null): void {
    this.expectation = expectation;
    this.active?.expect(expectation);
    this.spare?.expect(expectation);
  }

  speechStarted(audioMs: number): void {
    this.speechSinceMs = audioMs;
    this.late?.cancel();
    this.active?.speechStarted(audioMs);
    this.spare?.speechStarted(audioMs);
  }

  speechPaused(audioMs: number): void {
    const spokeMs = this.speechSinceMs === null ? 0 : audioMs - this.speechSinceMs;
    this.speechSinceMs = null;
    this.pausedAtMs = audioMs;
    this.pausedAtClockMs = this.parts.clock.nowMs();
    this.active?.speechPaused(audioMs);
    this.spare?.speechPaused(audioMs);
    this.late?.cancel();
    if (spokeMs < LEAST_SPEECH_MS) return;
    this.late = this.after(WORDS_LATE_MS, () => this.askAnother());
    this.stalled ??= this.after(STALLED_MS, () => this.openAnew());
  }

  close(): void {
    this.closed = true;
    this.again?.cancel();
    this.late?.cancel();
    this.stalled?.cancel();
    this.dismiss(this.spare, true);
    this.dismiss(this.active, false);
    this.active = null;
    this.spare = null;
    this.kept = [];
  }

  private next(): void {
    const transcriber = this.candidates()[0];
    if (!transcriber) return this.tryAgainLater();
    this.meant ??= transcriber;
    // It may fail before it is open.
    const listening: Listening = this.listen(transcriber, () => this.active === listening || this.active === null);
    if (!this.failed.has(transcriber)) this.active = listening;
  }

  private candidates(): Transcriber[] {
    const untried = this.parts.transcribers.filter((one) => !this.failed.has(one));
    return this.parts.order.best(untried);
  }

  private listen(transcriber: Transcriber, isActive: () => boolean): Listening {
    const soFar = {
      language: this.parts.language,
      expectation: this.expectation,
      kept: this.kept,
      speechSinceMs: this.speechSinceMs,
    };
    const listening: Listening = new Listening(transcriber, soFar, {
      // Two transcriptions of one sentence would contradict each other: those of the spare count when they are final.
      partial: (words) => {
        if (isActive()) this.parts.listener.partial(words);
      },
      final: (words) => this.finished(listening, words),
      fault: (fault) => this.fault(transcriber, fault),
    });
    return listening;
  }

  private finished(by: Listening, words: Heard & { endOfTurn: boolean }): void {
    if (by === this.spare) this.promote(words);
    else this.heardBy(by, words);
    this.vainRounds = 0;
    this.stalled?.cancel();
    this.stalled = null;
    while (this.kept[0] && this.kept[0].audioMs < words.endAudioMs)
      this.keptBytes -= this.kept.shift()?.audio.length ?? 0;
    if (this.covers(words)) this.late?.cancel();
    this.bill(this.active, BILLED_EVERY_S);
    this.parts.listener.final(words);
    this.goBack();
  }

  /** The active one had its words first. */
  private heardBy(by: Listening, words: Heard): void {
    if (this.covers(words)) {
      this.dismiss(this.spare, true);
      this.spare = null;
    }
    if (words.text === "") return;
    this.failed.clear();
    const { clock, order } = this.parts;
    // What a circuit wants to know: how long after the pause the words came. Those of before it, or in mid-speech, do not tell.
    const isAfterPause = this.pausedAtClockMs !== null && this.speechSinceMs === null && this.covers(words);
    const afterMs = isAfterPause ? clock.nowMs() - (this.pausedAtClockMs ?? 0) : null;
    // A second final of the same pause says nothing new.
    if (isAfterPause) this.pausedAtClockMs = null;
    order.answered(by.transcriber.id, afterMs);
  }

  /** The spare had the words first: it goes on, and the one that was late is put last. */
  private promote(words: Heard): void {
    const late = this.active;
    if (words.text === "") {
      // Neither heard a word: the active one was right to say nothing.
      this.dismiss(this.spare, true);
      this.spare = null;
      return;
    }
    this.active = this.spare;
    this.spare = null;
    if (late) this.tellFault(late.transcriber, providerFault("transcriber-late", late.transcriber.id));
    this.dismiss(late, true);
  }

  private covers(words: Heard): boolean {
    return words.endAudioMs >= this.pausedAtMs - COVERED_WITHIN_MS;
  }

  private askAnother(): void {
    if (this.spare || this.closed) return;
    const other = this.candidates().find((one) => one !== this.active?.transcriber);
    if (!other || !this.active) return;
    const spare: Listening = this.listen(other, () => this.active === spare);
    if (this.failed.has(other)) return;
    this.spare = spare;
    spare.speechPaused(this.pausedAtMs);
  }

  /** Alone in its list nobody could have been quicker: then it goes on, however late it is. */
  private openAnew(): void {
    this.stalled = null;
    const { active, spare } = this;
    if (!active || this.parts.transcribers.length < 2) return;
    for (const one of [spare, active]) {
      if (one) this.fault(one.transcriber, providerFault("transcriber-stalled", one.transcriber.id));
    }
  }

  private fault(transcriber: Transcriber, fault: Fault): void {
    this.failed.add(transcriber);
    this.tellFault(transcriber, fault);
    if (this.spare?.transcriber === transcriber) {
      this.dismiss(this.spare, true);
      this.spare = null;
      return;
    }
    this.dismiss(this.active, false);
    this.active = this.spare;
    this.spare = null;
    if (!this.active) this.next();
  }

  private tellFault(transcriber: Transcriber, fault: Fault): void {
    this.failed.add(transcriber);
    this.parts.order.failed(transcriber.id, fault);
    this.parts.listener.transcriberFaulted(transcriber.id, fault);
  }

  /** A call without ears is no call: whoever may work again is asked again. */
  private tryAgainLater(): void {
    this.active = null;
    if (this.parts.transcribers.length === 0) return;
    const nowMs = this.parts.clock.nowMs();
    if (nowMs - this.vainAtMs > IN_A_ROW_MS) this.vainRounds = 0;
    this.vainAtMs = nowMs;
    const afterMs = Math.min(AGAIN_AT_MOST_MS, AGAIN_AFTER_MS * 2 ** this.vainRounds);
    this.vainRounds += 1;
    if (this.vainRounds === EXHAUSTED_AFTER_ROUNDS) this.parts.listener.exhausted?.();
    this.again = this.after(afterMs, () => {
      this.failed.clear();
      this.open();
    });
  }

  /** Between two sentences, if a better one works again. */
  private goBack(): void {
    const { active } = this;
    if (!active || this.spare || this.speechSinceMs !== null) return;
    const best = this.parts.order.best(this.parts.transcribers)[0];
    if (!best || best === active.transcriber) return;
    // By price or latency the better one may stand anywhere: it is the one that the call began with.
    if (best !== this.meant && !this.isBefore(best, active.transcriber)) return;
    this.active = null;
    this.failed.clear();
    this.dismiss(active, false);
    this.next();
  }

  private isBefore(one: Transcriber, other: Transcriber): boolean {
    const { transcribers } = this.parts;
    return transcribers.indexOf(one) < transcribers.indexOf(other);
  }

  private dismiss(listening: Listening | null, wasted: boolean): void {
    if (!listening) return;
    this.bill(listening, 0, wasted);
    listening.close();
  }

  /** Seconds that were heard since the last bill, if there are enough for one. */
  private bill(listening: Listening | null, leastSeconds: number, wasted = false): void {
    if (!listening || listening.seconds < leastSeconds) return;
    const seconds = listening.takeSeconds();
    if (seconds === 0) return;
    const { listener } = this.parts;
    listener.used?.(listening.transcriber.id, { reported: false, usage: { seconds }, ...(wasted ? { wasted } : {}) });
  }

  private after(ms: number, run: () => void): Timer {
    const { clock } = this.parts;
    return clock.at(clock.nowMs() + ms, run);
  }
}

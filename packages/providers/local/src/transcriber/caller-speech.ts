/**
 * Which stretch of the caller's sound is speech, by the detector's hints: from a little before it to a little after the pause.
 * All times are places in the caller's stream, and no clock is read. Knows no model.
 */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import { CallerSound } from "../sound/caller-sound.ts";

export interface Stretch {
  /** The first sample that is heard. */
  fromMs: number;
  /** Where the detector says that speech began. */
  startMs: number;
  /** Null while the caller speaks. */
  pausedMs: number | null;
}

export interface SpeechEvents {
  /** Speech, and there is more of its sound than before. */
  grew(stretch: Stretch): void;
  /** The pause, and the sound after it, are there: `endMs` is where the speech ended, `toMs` where its sound does. */
  paused(stretch: Stretch, endMs: number, toMs: number): void;
  /** It was no end: the caller goes on. Only between `paused` and `finish`. */
  resumed(stretch: Stretch): void;
}

/** A detector is late to notice, and the first sound of a word is often faint. */
const LEAD_MS = 300;
/** The last sound of a word is faint as well, and recognisers want to hear it end. */
const TAIL_MS = 160;
/** A stretch that grew too long ends at the quietest place of its last while. */
const CUT_SEARCH_MS = 3_000;
const CUT_WINDOW_MS = 40;
/** Kept while nobody speaks: what a session is given at its opening is what another one had not finished. */
const KEPT_MS = 30_000;
/** Less of it is a frame or two of a call that has just begun. */
const LEAST_REST_MS = 200;

export class CallerSpeech {
  readonly sound = new CallerSound();
  private readonly events: SpeechEvents;
  private readonly mostMs: number;
  private stretch: Stretch | null = null;
  private told = false;
  private hinted = false;
  private open = true;
  /** Sound before this was heard already. */
  private doneMs = Number.NEGATIVE_INFINITY;

  /** Longer speech is told in parts. */
  constructor(events: SpeechEvents, mostMs = Number.POSITIVE_INFINITY) {
    this.events = events;
    this.mostMs = mostMs;
    queueMicrotask(() => this.opened());
  }

  push(audio: Uint8Array, audioMs: number): void {
    if (!this.open) return;
    this.sound.append(audio, audioMs);
    this.advance();
  }

  started(audioMs: number): void {
    if (!this.open) return;
    this.hinted = true;
    if (!this.stretch) this.begin(audioMs);
    else if (this.stretch.pausedMs !== null) {
      this.stretch.pausedMs = null;
      if (this.told) this.events.resumed(this.stretch);
      this.told = false;
    }
    this.advance();
  }

  stopped(audioMs: number): void {
    if (!this.open) return;
    this.hinted = true;
    // A pause without a beginning: that was before this session, which was given the sound of it.
    if (!this.stretch) this.begin(this.unheardFromMs() ?? audioMs);
    if (!this.stretch) return;
    this.stretch.pausedMs = Math.max(audioMs, this.stretch.startMs);
    this.told = false;
    this.advance();
  }

  /** Nothing of this stretch is needed any more. */
  finish(toMs: number): void {
    this.stretch = null;
    this.doneMs = toMs;
    this.sound.dropBefore(toMs);
  }

  close(): void {
    this.open = false;
  }

  private begin(audioMs: number): void {
    const fromMs = Math.max(this.doneMs, this.sound.startMs, audioMs - LEAD_MS);
    this.stretch = { fromMs, startMs: Math.max(audioMs, fromMs), pausedMs: null };
    this.told = false;
  }

  private advance(): void {
    const { stretch, sound } = this;
    if (!stretch) return sound.dropBefore(sound.endMs - KEPT_MS);
    if (stretch.pausedMs === null) {
      if (sound.endMs - stretch.fromMs >= this.mostMs) this.cut(stretch);
      else this.events.grew(stretch);
    } else if (!this.told && sound.endMs >= stretch.pausedMs + TAIL_MS) {
      this.told = true;
      this.events.paused(stretch, stretch.pausedMs, stretch.pausedMs + TAIL_MS);
    }
  }

  private cut(stretch: Stretch): void {
    const endMs = this.quietestMs(this.sound.endMs - CUT_SEARCH_MS);
    this.events.paused(stretch, endMs, endMs);
    if (this.stretch === stretch) this.finish(endMs);
    this.stretch = { fromMs: endMs, startMs: endMs, pausedMs: null };
    this.told = false;
  }

  /** Sound came at once and nobody said what it was: the rest of a sentence, whose first hearer has failed. */
  private opened(): void {
    const loud = this.open && !this.hinted ? this.sound.loudPart() : null;
    if (!loud || loud.toMs - loud.fromMs < LEAST_REST_MS) return;
    this.begin(loud.fromMs);
    if (!this.stretch) return;
    this.stretch.pausedMs = loud.toMs;
    this.told = true;
    this.events.paused(this.stretch, loud.toMs, Math.min(this.sound.endMs, loud.toMs + TAIL_MS));
  }

  /** The middle of the quietest moment from there on. */
  private quietestMs(fromMs: number): number {
    let quietest = { atMs: fromMs, levelDb: Number.POSITIVE_INFINITY };
    for (let atMs = fromMs; atMs + CUT_WINDOW_MS <= this.sound.endMs; atMs += CUT_WINDOW_MS / 2) {
      const levelDb = levelDbOfMulaw(this.sound.slice(atMs, atMs + CUT_WINDOW_MS));
      if (levelDb < quietest.levelDb) quietest = { atMs, levelDb };
    }
    return quietest.atMs + CUT_WINDOW_MS / 2;
  }

  private unheardFromMs(): number | null {
    const loud = this.sound.loudPart();
    return loud ? Math.max(this.doneMs, loud.fromMs) : null;
  }
}

/**
 * Lets the caller's speech through with a little before it, and tells of pauses that last. What lies between costs money and
 * gives recognisers something to imagine words in.
 */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import type { Clock, Timer } from "@offhook/engine/ports";
import { BYTES_PER_MS } from "./account.ts";

export interface SpeechEvents {
  /** Speech, where there was none before. */
  began(audioMs: number): void;
  /** Its sound, in order and without gaps of its own; first a little of what was before it. */
  sound(audio: Uint8Array, audioMs: number): void;
  /** The speaker has paused for a while. */
  paused(): void;
}

/** A detector needs some speech to be sure of it, and the first sound of a word is often faint. */
const BEFORE_MS = 300;
const KEPT_MS = 1_000;
/** What a session is given at its opening is what another one had not finished. */
const KEPT_AT_FIRST_MS = 30_000;
/** Less of it is a frame or two of a call that has just begun. */
const LEAST_REST_MS = 200;
/**
 * The detector tells of pauses of 96 ms, and some of those are inside a phrase: ending there would cut it and cost the words
 * after it their context. A pause of 160 ms ends speech for the core too.
 */
const LASTS_MS = 80;
/** Sound above this, where no detector has said what is speech. */
const LOUD_DB = -45;
const FRAME_BYTES = 160;

interface Piece {
  audio: Uint8Array;
  audioMs: number;
}

export class AroundSpeech {
  private readonly clock: Clock;
  private readonly events: SpeechEvents;
  private kept: Piece[] = [];
  private keptMs = KEPT_AT_FIRST_MS;
  private state: "silent" | "speaking" | "closed" = "silent";
  private hinted = false;
  private pause: Timer | null = null;

  constructor(clock: Clock, events: SpeechEvents) {
    this.clock = clock;
    this.events = events;
    queueMicrotask(() => this.opened());
  }

  push(audio: Uint8Array, audioMs: number): void {
    if (audio.length === 0 || this.state === "closed") return;
    if (this.state === "speaking") return this.events.sound(audio, audioMs);
    this.kept.push({ audio, audioMs });
    while (this.kept[0] && endOf(this.kept[0]) < audioMs - this.keptMs) this.kept.shift();
  }

  speechStarted(audioMs: number): void {
    this.hinted = true;
    this.pause?.cancel();
    if (this.state === "silent") this.begin(audioMs);
  }

  speechPaused(): void {
    this.hinted = true;
    if (this.state === "silent") this.beginWhereLoud();
    if (this.state !== "speaking") return;
    this.pause?.cancel();
    this.pause = this.clock.at(this.clock.nowMs() + LASTS_MS, () => this.end());
  }

  close(): void {
    this.state = "closed";
    this.kept = [];
    this.pause?.cancel();
  }

  /** Sound came at once and nobody said what it was: the rest of a call's sentence, whose first hearer has died. */
  private opened(): void {
    this.keptMs = KEPT_MS;
    const [first, last] = [this.kept[0], this.kept.at(-1)];
    if (this.hinted || !first || !last || endOf(last) - first.audioMs < LEAST_REST_MS) return;
    this.beginWhereLoud();
    this.end();
  }

  private beginWhereLoud(): void {
    const first = this.kept.find(({ audio }) => isLoud(audio));
    if (first) this.begin(first.audioMs + loudAt(first.audio) / BYTES_PER_MS);
  }

  private begin(audioMs: number): void {
    this.state = "speaking";
    this.events.began(audioMs);
    const fromMs = audioMs - BEFORE_MS;
    // What was let through before is not kept: nothing comes twice.
    for (const piece of this.kept.splice(0)) {
      const skip = Math.max(0, Math.round((fromMs - piece.audioMs) * BYTES_PER_MS));
      const audio = piece.audio.subarray(skip);
      if (audio.length > 0) this.events.sound(audio, piece.audioMs + skip / BYTES_PER_MS);
    }
  }

  private end(): void {
    if (this.state !== "speaking") return;
    this.state = "silent";
    this.events.paused();
  }
}

const endOf = ({ audio, audioMs }: Piece): number => audioMs + audio.length / BYTES_PER_MS;

/** -1: nowhere. */
function loudAt(audio: Uint8Array): number {
  for (let at = 0; at < audio.length; at += FRAME_BYTES) {
    if (levelDbOfMulaw(audio.subarray(at, at + FRAME_BYTES)) > LOUD_DB) return at;
  }
  return -1;
}

export const isLoud = (audio: Uint8Array): boolean => loudAt(audio) >= 0;

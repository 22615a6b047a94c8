/**
 * Puts the caller's audio in order: each sample once, at its place by the carrier's time stamps.
 * Pure; knows no socket, and of time only how long the stream lasts. Chunk numbers tell what is missing, time stamps tell
 * where it belongs, and neither makes more audio than there was time for.
 */
import type { TwilioMedia } from "./twilio-frame.ts";

export const CALLER_AUDIO_DEFAULTS = Object.freeze({
  /** Chunks held back while an earlier one is missing: 60 ms, below what a person notices. */
  heldChunks: 3,
  /** Chunk numbers count what was sent, and a connection loses nothing: one that is ten seconds ahead is not believed… */
  mostAheadChunks: 500,
  /** …unless so many follow on each other, half a second: then the stream has gone over to other numbers. */
  strayChunks: 25,
  /** Time stamps of real streams wander by a few milliseconds; below one frame it is no gap. */
  toleranceMs: 20,
  /** Longest silence put in for missing audio, and longest leap of the time stamps that is followed. */
  maxGapMs: 10_000,
  /** Silence never stands further ahead of the stream's own age than this: real time stamps are not from the future. */
  maxSilenceAheadMs: 200,
  /** Audio may come early, ten seconds at once included; more than this ahead is a flood and is dropped. */
  maxAudioAheadMs: 12_000,
});

const SAMPLES_PER_MS = 8;
const MULAW_SILENCE = 0xff;
/** Silence goes out in frames, so that nobody below has to expect ten seconds at once. */
const SILENCE_FRAME = new Uint8Array(160).fill(MULAW_SILENCE);

const GIVEN_UP_REMEMBERED = 64;

type Irregularity = `twilio-media-${"duplicate" | "late" | "gap" | "jump" | "flood"}`;

export interface CallerAudioSink {
  audio(bytes: Uint8Array, audioMs: number): void;
  irregular(what: Irregularity): void;
}

export class CallerAudio {
  private readonly sink: CallerAudioSink;
  private readonly ageMs: () => number;
  /** Came early and wait for an earlier chunk; at most `heldChunks`. */
  private readonly held = new Map<number, TwilioMedia>();
  /** Given up lately: a chunk that is here comes late, any other old one comes twice. */
  private readonly givenUp: number[] = [];
  private nextChunk: number | null = null;
  /** Chunks from elsewhere that followed on each other: how many, and which would be next. */
  private strays = 0;
  private strayNext = -1;
  private placedAny = false;
  /** Place of the next sample in the caller's stream. */
  private nextSample = 0;
  /** Added to time stamps after a leap that was not followed. */
  private shiftSamples = 0;

  /** `ageMs`: how long the stream has been open. */
  constructor(sink: CallerAudioSink, ageMs: () => number) {
    this.sink = sink;
    this.ageMs = ageMs;
  }

  push(media: TwilioMedia): void {
    // Chunks count from 1. A stream that begins far beyond has lost its beginning: there is nothing to wait for.
    this.nextChunk ??= media.chunk <= CALLER_AUDIO_DEFAULTS.heldChunks ? 1 : media.chunk;
    const ahead = media.chunk - this.nextChunk;
    if ((ahead < 0 || ahead > CALLER_AUDIO_DEFAULTS.mostAheadChunks) && this.isStray(media.chunk, ahead)) return;
    // Nearly every chunk: next in line, and nothing waits.
    if (ahead === 0 && this.held.size === 0) {
      this.nextChunk += 1;
      this.place(media);
      return;
    }
    if (this.held.has(media.chunk)) {
      this.sink.irregular("twilio-media-duplicate");
      return;
    }
    this.held.set(media.chunk, media);
    this.releaseInOrder();
    while (this.held.size > CALLER_AUDIO_DEFAULTS.heldChunks) this.giveUpWaiting();
  }

  /** The stream ended: what was held back goes out. */
  flush(): void {
    while (this.held.size > 0) this.giveUpWaiting();
  }

  private isStray(chunk: number, ahead: number): boolean {
    this.strays = chunk === this.strayNext ? this.strays + 1 : 1;
    this.strayNext = chunk + 1;
    const goneOver = this.strays >= CALLER_AUDIO_DEFAULTS.strayChunks;
    if (ahead > 0 || goneOver) this.sink.irregular("twilio-media-jump");
    else this.sink.irregular(this.givenUp.includes(chunk) ? "twilio-media-late" : "twilio-media-duplicate");
    if (!goneOver) return true;
    this.flush();
    this.strays = 0;
    this.nextChunk = chunk;
    return false;
  }

  private giveUpWaiting(): void {
    const earliest = Math.min(...this.held.keys());
    const missingFrom = Math.max(this.nextChunk ?? earliest, earliest - GIVEN_UP_REMEMBERED);
    for (let chunk = missingFrom; chunk < earliest; chunk++) this.givenUp.push(chunk);
    if (this.givenUp.length > GIVEN_UP_REMEMBERED) this.givenUp.splice(0, this.givenUp.length - GIVEN_UP_REMEMBERED);
    this.nextChunk = earliest;
    this.releaseInOrder();
  }

  private releaseInOrder(): void {
    while (this.nextChunk !== null) {
      const media = this.held.get(this.nextChunk);
      if (media === undefined) return;
      this.held.delete(this.nextChunk);
      this.nextChunk += 1;
      this.place(media);
    }
  }

  private place(media: TwilioMedia): void {
    if (!this.placedAny) this.begin(media.timestampMs * SAMPLES_PER_MS);
    const gapSamples = media.timestampMs * SAMPLES_PER_MS + this.shiftSamples - this.nextSample;
    if (gapSamples >= CALLER_AUDIO_DEFAULTS.toleranceMs * SAMPLES_PER_MS) this.fill(gapSamples);
    else if (gapSamples <= -CALLER_AUDIO_DEFAULTS.toleranceMs * SAMPLES_PER_MS) this.followOwnCount(gapSamples);
    if (this.nextSample > this.samplesUntil(CALLER_AUDIO_DEFAULTS.maxAudioAheadMs)) this.dropFlood(media.audio);
    else this.emit(media.audio);
  }

  /** The stream's own beginning is not filled: nothing was there to be heard. */
  private begin(timestampSamples: number): void {
    this.placedAny = true;
    this.nextSample = Math.min(timestampSamples, this.mostSilentSamples());
    this.shiftSamples = this.nextSample - timestampSamples;
  }

  private fill(gapSamples: number): void {
    const maxSamples = this.mostSilentSamples();
    const filled = Math.min(gapSamples, maxSamples);
    if (gapSamples > maxSamples) {
      this.shiftSamples -= gapSamples - maxSamples;
      this.sink.irregular("twilio-media-jump");
    }
    if (filled > 0) this.sink.irregular("twilio-media-gap");
    for (let left = filled; left > 0; left -= SILENCE_FRAME.length) {
      this.emit(left >= SILENCE_FRAME.length ? SILENCE_FRAME : SILENCE_FRAME.subarray(0, left));
    }
  }

  /** Time ran backwards for a chunk that is next in line: its audio is new, so our own count goes on. */
  private followOwnCount(gapSamples: number): void {
    this.shiftSamples -= gapSamples;
    this.sink.irregular("twilio-media-jump");
  }

  /** Neither longer than a leap that is followed nor into the future. */
  private mostSilentSamples(): number {
    const untilNow = this.samplesUntil(CALLER_AUDIO_DEFAULTS.maxSilenceAheadMs) - this.nextSample;
    return Math.max(0, Math.min(CALLER_AUDIO_DEFAULTS.maxGapMs * SAMPLES_PER_MS, untilNow));
  }

  private samplesUntil(aheadMs: number): number {
    return Math.floor((this.ageMs() + aheadMs) * SAMPLES_PER_MS);
  }

  /** What follows takes its place. */
  private dropFlood(audio: Uint8Array): void {
    this.shiftSamples -= audio.length;
    this.sink.irregular("twilio-media-flood");
  }

  private emit(bytes: Uint8Array): void {
    const audioMs = Math.round(this.nextSample / SAMPLES_PER_MS);
    this.nextSample += bytes.length;
    this.sink.audio(bytes, audioMs);
  }
}

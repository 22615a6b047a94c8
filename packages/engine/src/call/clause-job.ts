/** One clause on its way from words to sound: from the cache, or by the first voice that answers. */
import type { CommandOf } from "../conversation/commands.ts";
import { speakable } from "../conversation/speakable.ts";
import {
  type AudioFormat,
  type Cancellable,
  type Fault,
  TELEPHONE_FORMAT,
  type Voice,
  type WordTime,
} from "../ports.ts";
import { type Attempt, Attempts, type AttemptTimes, hedgeAfter } from "./attempts.ts";
import type { ClauseSound } from "./playout.ts";
import type { SpeakingParts } from "./speaking.ts";
import { earlier, type Guarded, VoiceAudioGuard } from "./voice-audio-guard.ts";
import { VoiceCache } from "./voice-cache.ts";
import { voiceFault } from "./voice-faults.ts";

/**
 * Voices are published to begin within 75–250 ms; whoever has not begun by 700 ms is raced by the next. The only voice of an
 * assistant may be one of a small machine: it is waited for as long as a caller can be left without a sound (rule 4).
 */
export const VOICE_TIMES: Readonly<AttemptTimes> = Object.freeze({
  ...{ hedgeMs: 700, firstMs: 1_200, stallMs: 800, aloneMs: 3_000 },
});

const AGAIN_WITHIN_MS = 400;

const FORMAT: AudioFormat = TELEPHONE_FORMAT;

/** What is said, and how. */
export type ClauseText = Pick<CommandOf<"speak">, "text" | "language" | "speed" | "generationId">;

interface JobEvents {
  finished(): void;
  mayWait(): boolean;
}

/** Where the sound belongs. */
interface Place {
  utteranceId: string;
  clause: number;
  sound: ClauseSound;
}

export class ClauseJob {
  private readonly parts: SpeakingParts;
  private readonly what: ClauseText;
  private readonly events: JobEvents;
  /** Null: the sound is made ahead, and nobody has said yet that it is wanted. */
  private place: Place | null = null;
  private attempts: Attempts<Voice> | null = null;
  private chunks: Uint8Array[] = [];
  private words: readonly WordTime[] | null = null;
  private readonly asked = new Set<Voice>();
  private startedAtMs: number | null = null;
  private isSecondRound = false;
  private state: "new" | "under-way" | "whole" | "over" = "new";

  constructor(parts: SpeakingParts, what: ClauseText, events: JobEvents) {
    this.parts = parts;
    this.what = what;
    this.events = events;
  }

  /** It makes, or has made, the sound of these words. */
  isFor({ text, language, speed, generationId }: ClauseText): boolean {
    const { what } = this;
    const same = what.text === text && what.language === language && what.speed === speed;
    return same && generationId === undefined && this.state !== "over";
  }

  /** It is wanted, here: what was made ahead is played at once. */
  speak({ utteranceId, clause }: CommandOf<"speak">, sound: ClauseSound): void {
    this.place = { utteranceId, clause, sound };
    for (const chunk of this.chunks) this.parts.playout.grow(sound, chunk, this.parts.clock.nowMs());
    if (this.state === "whole") this.hand(this.place);
  }

  start(own: Voice | null): void {
    if (this.state !== "new") return;
    this.state = "under-way";
    this.startedAtMs ??= this.parts.clock.nowMs();
    const { parts } = this;
    const ordered = parts.order.best(parts.voices);
    // The assistant's own voice from the cache first, whatever its vendor does now.
    for (const voice of own ? [] : new Set([...parts.voices.slice(0, 1), ...ordered.slice(0, 1)])) {
      const cached = parts.cache.get(this.keyOf(voice));
      if (cached) return this.play(cached.audio, cached.words);
    }
    const voices = own ? [own, ...ordered] : ordered;
    const isOnTrial = voices[0] !== undefined && parts.order.isOnTrial(voices[0].id);
    const hedgeMs = hedgeAfter(VOICE_TIMES, parts.hedge, isOnTrial);
    this.attempts = new Attempts<Voice>(voices, { ...VOICE_TIMES, hedgeMs }, parts.clock, {
      start: (voice, attempt) => this.ask(voice, attempt),
      answered: (voice, afterMs) => {
        // The cache says nothing about a vendor's health.
        if (this.asked.has(voice)) parts.order.answered(voice.id, afterMs);
      },
      hedged: (voice, ms) => this.tell(voice, voiceFault("voice-slow", voice.id, `No audio after ${ms} ms.`)),
      failed: (voice, fault, begun) => this.failed(voice, fault, begun),
      lost: (voice) => this.used(voice, true),
      broke: (_, again) => this.spokenAgain(again),
      exhausted: (tried) => {
        if (this.mayTryAgain()) return this.start(own);
        this.giveUp(voiceFault("voices-exhausted", "", `${tried} were tried.`));
      },
      mayWait: () => this.events.mayWait(),
      lateFault: ({ id }, ms) => voiceFault("voice-late", id, `No audio after ${ms} ms.`),
      stalledFault: ({ id }, ms) => voiceFault("voice-stalled", id, `No audio for ${ms} ms in mid-clause.`),
    });
    this.attempts.start();
  }

  cancel(): void {
    this.state = "over";
    this.attempts?.cancel();
    for (const voice of this.asked) this.used(voice, true);
  }

  private ask(voice: Voice, attempt: Attempt): Cancellable {
    const cached = this.parts.cache.get(this.keyOf(voice));
    if (cached && attempt.done()) {
      this.play(cached.audio, cached.words);
      return { cancel: () => {} };
    }
    const { language, speed } = this.what;
    const request = { text: this.textFor(voice), language, speed, format: FORMAT };
    const guard = new VoiceAudioGuard(request, !voice.isWritten);
    let words: readonly WordTime[] | null = null;
    this.asked.add(voice);
    return voice.synthesize(request, {
      audio: (bytes) => this.heard(guard.push(bytes), voice, attempt),
      words: (more) => {
        words = [...(words ?? []), ...more];
      },
      done: () => {
        if (!this.heard(guard.end(), voice, attempt) || !attempt.done()) return;
        this.words = earlier(this.ofWritten(words), guard.trimmedMs);
        this.done(voice);
      },
      fault: (fault) => attempt.failed(fault),
    });
  }

  /** What the guard lets through is played; what it found goes into the log. False: it was refused, the next one speaks. */
  private heard({ audio, found, refused }: Guarded, voice: Voice, attempt: Attempt): boolean {
    if (this.state !== "under-way") return false;
    for (const { code, detail } of found) this.tell(voice, voiceFault(code, voice.id, detail));
    if (refused) {
      attempt.failed(voiceFault(refused.code, voice.id, refused.detail));
      return false;
    }
    // Silence, and what may yet be a header, is no sign of life: the caller hears nothing of it.
    if (audio.length > 0 && attempt.alive()) this.grow(audio);
    return true;
  }

  private play(audio: Uint8Array, words: readonly WordTime[] | null): void {
    this.chunks = [];
    this.words = words;
    this.grow(audio);
    this.whole();
  }

  private grow(bytes: Uint8Array): void {
    const copy = bytes.slice();
    this.chunks.push(copy);
    if (this.place) this.parts.playout.grow(this.place.sound, copy, this.parts.clock.nowMs());
  }

  private done(voice: Voice): void {
    const audio = joined(this.chunks);
    if (this.parts.voices.includes(voice) && !voice.isWritten)
      this.parts.cache.set(this.keyOf(voice), { audio, words: this.words });
    this.whole();
  }

  private whole(): void {
    this.state = "whole";
    if (this.place) this.hand(this.place);
  }

  /** All of its sound is there, and wanted. */
  private hand({ utteranceId, clause, sound }: Place): void {
    this.state = "over";
    for (const voice of [...this.asked]) this.used(voice, false);
    const bytes = this.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    this.parts.listener.ready(utteranceId, clause, { durationMs: Math.round(bytes / 8), words: this.words });
    this.parts.playout.grow(sound, null, this.parts.clock.nowMs());
    this.events.finished();
  }

  private failed(voice: Voice, fault: Fault, begun: boolean): void {
    this.parts.order.failed(voice.id, fault);
    if (begun) this.used(voice, true);
    this.asked.delete(voice);
    this.tell(voice, fault);
  }

  /** This voice broke off: the clause is spoken by the next one, from its beginning. What was sent stays sent. */
  private spokenAgain(again: () => void): void {
    // What is kept for another playing must not mix two voices.
    this.chunks = [];
    if (this.place) Object.assign(this.place.sound, { chunks: [], bytes: 0, sentBytes: 0 });
    again();
  }

  /** All have refused at once, as a vendor does that is busy for a moment: nobody has waited yet. */
  private mayTryAgain(): boolean {
    const { startedAtMs } = this;
    if (this.isSecondRound || startedAtMs === null || this.chunks.length > 0) return false;
    if (this.parts.clock.nowMs() - startedAtMs > AGAIN_WITHIN_MS) return false;
    this.isSecondRound = true;
    this.state = "new";
    return true;
  }

  private giveUp(fault: Fault): void {
    this.state = "over";
    if (!this.place) return;
    const { utteranceId, clause, sound } = this.place;
    this.parts.playout.abandon(sound, this.parts.clock.nowMs());
    this.parts.listener.failed(utteranceId, clause, { code: fault.code, message: fault.message });
    this.events.finished();
  }

  private used(voice: Voice, wasted: boolean): void {
    if (!this.asked.delete(voice) || voice.isWritten || !this.parts.voices.includes(voice)) return;
    const usage = { characters: this.textFor(voice).length };
    this.parts.listener.used(voice.id, { reported: false, usage, ...(wasted ? { wasted } : {}) });
  }

  private tell(voice: Voice, fault: Fault): void {
    this.parts.listener.voiceFaulted(voice.id, fault);
  }

  private keyOf(voice: Voice): string {
    const { language, speed } = this.what;
    return VoiceCache.key(voice.id, language, speed, this.textFor(voice));
  }

  /** What a model says itself is said as it stands; a voice of the list reads it out. */
  private textFor(voice: Voice): string {
    const { text, language, generationId } = this.what;
    if (!this.parts.voices.includes(voice)) return text;
    return this.parts.pronounce(generationId ? speakable(text, language) : text);
  }

  /** Times of words that are spoken otherwise than written fit only where there are as many. */
  private ofWritten(words: readonly WordTime[] | null): readonly WordTime[] | null {
    return words && words.length === wordCount(this.what.text) ? words : null;
  }
}

const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length;

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

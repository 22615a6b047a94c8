/** Gets each clause spoken by the first voice in the list that can, in order, without gaps of our making. */
import type { CommandOf } from "../conversation/commands.ts";
import type { LoggedFault } from "../conversation/inputs.ts";
import {
  type AudioFormat,
  type Cancellable,
  type Clock,
  type Fault,
  TELEPHONE_FORMAT,
  type Timer,
  type Voice,
  type WordTime,
} from "../ports.ts";
import type { ClauseSound, Playout } from "./playout.ts";
import { earlier, type Guarded, VoiceAudioGuard } from "./voice-audio-guard.ts";
import { VoiceCache } from "./voice-cache.ts";
import { voiceFault } from "./voice-faults.ts";

/** No first audio after this: the next voice begins. */
const FIRST_AUDIO_MS = 1_200;
/** Audio began and stopped coming for this long. */
const STALL_MS = 800;

export interface SpeakingListener {
  ready(utteranceId: string, clause: number, audio: { durationMs: number; words: readonly WordTime[] | null }): void;
  failed(utteranceId: string, clause: number, fault: LoggedFault): void;
  voiceFaulted(voiceId: string, fault: Fault): void;
}

interface SpeakingParts {
  voices: readonly Voice[];
  cache: VoiceCache;
  playout: Playout;
  clock: Clock;
  listener: SpeakingListener;
}

const FORMAT: AudioFormat = TELEPHONE_FORMAT;

export class Speaking {
  private readonly parts: SpeakingParts;
  private jobs = new Set<Job>();

  constructor(parts: SpeakingParts) {
    this.parts = parts;
  }

  speak(command: CommandOf<"speak">): void {
    const sound = this.parts.playout.reserve(command.utteranceId, command.clause);
    const job = new Job(this.parts, command, sound, () => this.jobs.delete(job));
    this.jobs.add(job);
    job.start(0);
  }

  /** Everything under way is called off. */
  drop(): void {
    for (const job of this.jobs) job.cancel();
    this.jobs.clear();
  }
}

class Job {
  private readonly parts: SpeakingParts;
  private readonly command: CommandOf<"speak">;
  private readonly sound: ClauseSound;
  private readonly finished: () => void;
  private running: Cancellable | null = null;
  private watchdog: Timer | null = null;
  private chunks: Uint8Array[] = [];
  private words: readonly WordTime[] | null = null;
  private guard: VoiceAudioGuard | null = null;
  private over = false;

  constructor(parts: SpeakingParts, command: CommandOf<"speak">, sound: ClauseSound, finished: () => void) {
    this.parts = parts;
    this.command = command;
    this.sound = sound;
    this.finished = finished;
  }

  cancel(): void {
    this.over = true;
    this.stop();
  }

  start(index: number): void {
    const voice = this.parts.voices[index];
    if (!voice) return this.giveUp(voiceFault("voices-exhausted", "", `${index} were tried.`));
    const { text, language, speed } = this.command;
    const key = VoiceCache.key(voice.id, language, speed, text);
    const cached = this.parts.cache.get(key);
    if (cached) return this.play(cached.audio, cached.words);
    this.chunks = [];
    this.words = null;
    this.watch(FIRST_AUDIO_MS, "voice-late", voice, index);
    const request = { text, language, speed, format: FORMAT };
    const guard = new VoiceAudioGuard(request);
    this.guard = guard;
    const running = voice.synthesize(request, {
      audio: (bytes) => {
        if (this.guard === guard) this.heard(guard.push(bytes), voice, index);
      },
      words: (words) => {
        this.words = [...(this.words ?? []), ...words];
      },
      done: () => {
        if (this.guard === guard) this.heard(guard.end(), voice, index);
        if (this.guard === guard) this.done(key);
      },
      fault: (fault) => {
        if (this.guard === guard) this.next(fault, voice, index);
      },
    });
    // A voice may fail before it returns: by then the next one is under way.
    if (this.guard === guard && !this.over) this.running = running;
    else running.cancel();
  }

  private play(audio: Uint8Array, words: readonly WordTime[] | null): void {
    this.chunks = [audio];
    this.words = words;
    this.tellReady();
    this.parts.playout.grow(this.sound, audio, this.parts.clock.nowMs());
    this.finish();
  }

  /** What the guard lets through is played; what it found goes into the log, and the next voice speaks where it refused. */
  private heard({ audio, found, refused }: Guarded, voice: Voice, index: number): void {
    if (this.over) return;
    for (const { code, detail } of found) {
      this.parts.listener.voiceFaulted(voice.id, voiceFault(code, voice.id, detail));
    }
    if (refused) return this.next(voiceFault(refused.code, voice.id, refused.detail), voice, index);
    // Silence, and what may yet be a header, is no sign of life: the caller hears nothing of it.
    if (audio.length === 0) return;
    this.watch(STALL_MS, "voice-stalled", voice, index);
    this.grow(audio);
  }

  private grow(bytes: Uint8Array): void {
    const copy = bytes.slice();
    this.chunks.push(copy);
    this.parts.playout.grow(this.sound, copy, this.parts.clock.nowMs());
  }

  private done(key: string): void {
    if (this.over) return;
    const bytes = this.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const audio = new Uint8Array(bytes);
    let at = 0;
    for (const chunk of this.chunks) {
      audio.set(chunk, at);
      at += chunk.length;
    }
    this.words = earlier(this.words, this.guard?.trimmedMs ?? 0);
    this.parts.cache.set(key, { audio, words: this.words });
    this.tellReady();
    this.finish();
  }

  private tellReady(): void {
    const bytes = this.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const { utteranceId, clause } = this.command;
    this.parts.listener.ready(utteranceId, clause, { durationMs: Math.round(bytes / 8), words: this.words });
  }

  private finish(): void {
    this.over = true;
    this.stop();
    this.parts.playout.grow(this.sound, null, this.parts.clock.nowMs());
    this.finished();
  }

  private watch(ms: number, code: "voice-late" | "voice-stalled", voice: Voice, index: number): void {
    this.watchdog?.cancel();
    const { clock } = this.parts;
    this.watchdog = clock.at(clock.nowMs() + ms, () => {
      const detail = code === "voice-late" ? `No audio after ${ms} ms.` : `No audio for ${ms} ms in mid-clause.`;
      this.next(voiceFault(code, voice.id, detail), voice, index);
    });
  }

  /** This voice failed: the clause is spoken by the next one, from its beginning if nothing of it was heard. */
  private next(fault: Fault, voice: Voice, index: number): void {
    if (this.over) return;
    this.stop();
    this.guard = null;
    this.parts.listener.voiceFaulted(voice.id, fault);
    // What was sent stays sent; what is kept for another playing must not mix two voices.
    this.sound.chunks = this.sound.chunks.slice(0, 0);
    this.sound.bytes = 0;
    this.sound.sentBytes = 0;
    this.start(index + 1);
  }

  private giveUp(fault: Fault): void {
    this.over = true;
    this.parts.playout.abandon(this.sound, this.parts.clock.nowMs());
    const { utteranceId, clause } = this.command;
    this.parts.listener.failed(utteranceId, clause, { code: fault.code, message: fault.message });
    this.finished();
  }

  private stop(): void {
    this.watchdog?.cancel();
    this.running?.cancel();
    this.running = null;
  }
}

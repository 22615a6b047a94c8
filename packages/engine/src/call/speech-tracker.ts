/** Turns the detector's frames into the edges of speech that the core is told about. Counts in audio time only. */
import { estimatePitch, mulawToPcm } from "../audio/index.ts";
import type { Ending } from "../conversation/inputs.ts";
import type { SpeechFrame } from "../ports.ts";
import { SpeechMelody } from "./speech-melody.ts";

export interface SpeechEdges {
  started(audioMs: number): void;
  progressed(audioMs: number, features: Features): void;
  /** `endAudioMs`: where speech ended; `seenAudioMs`: where the detector is now. */
  ended(endAudioMs: number, seenAudioMs: number, features: Features & { ending: Ending | null }): void;
  /** A pause that may be the end, and how it sounds: a good moment to decode, and to think. */
  paused(audioMs: number, features: Features & { ending: Ending | null }): void;
  /** Speech after such a pause. */
  resumed(audioMs: number): void;
}

interface Features {
  speechMs: number;
  levelDb: number;
  voicedShare: number;
}

/** Silero's own recommendation: start above 0.5, go on above 0.35. */
const STARTS_AT = 0.5;
const GOES_ON_AT = 0.35;
/** Two frames: one alone is a click. */
const LEAST_SPEECH_MS = 64;
const PAUSE_MS = 96;
const END_MS = 160;
/** The last before the decision tells whose voice it is: at an onset few frames have a pitch. */
const LATER_STEPS_MS = [320, 480, 640, 700];
/**
 * Quieter than the caller's own voice by this much is somebody else: a television, a person across the room. One
 * person's utterances in a call differ by 3–4 dB (standard deviation), a room's other voices are 10–25 dB below.
 */
const FAR_BELOW_DB = 8;
/** Stretches from which the caller's own level is learned; louder ones count for more. */
const LEARNS_FROM_MS = 200;
const LEARNS_FROM_VOICED = 0.35;
/** Pitch is looked for in this much audio: two periods of the lowest voice. */
const PITCH_BYTES = 320;

export class SpeechTracker {
  private readonly edges: SpeechEdges;
  private readonly stepsMs: readonly number[];
  private onsetMs: number | null = null;
  private announced = false;
  private speechMs = 0;
  private lastSpeechEndMs = 0;
  private pausedTold = false;
  private levelSum = 0;
  private voicedFrames = 0;
  private voicedLevelSum = 0;
  /** Mean level of the caller's vowels so far; null until somebody has spoken. */
  private ownLevelDb: number | null = null;
  private frames = 0;
  private nextStep = 0;
  private recent = new Uint8Array(0);
  private readonly melody = new SpeechMelody();

  constructor(edges: SpeechEdges, bargeInMs: number) {
    this.edges = edges;
    this.stepsMs = [bargeInMs, ...LATER_STEPS_MS.filter((ms) => ms > bargeInMs)];
  }

  /** The caller's own bytes, for pitch: the last 40 ms are kept. */
  heard(audio: Uint8Array): void {
    const joined = new Uint8Array(this.recent.length + audio.length);
    joined.set(this.recent);
    joined.set(audio, this.recent.length);
    this.recent = joined.subarray(Math.max(0, joined.length - PITCH_BYTES));
  }

  frame(frame: SpeechFrame): void {
    const isSpeech = frame.probability >= (this.onsetMs === null ? STARTS_AT : GOES_ON_AT);
    if (isSpeech) this.speech(frame);
    else if (this.onsetMs !== null) this.silence(frame);
  }

  private speech(frame: SpeechFrame): void {
    if (this.onsetMs === null) this.begin(frame.audioMs);
    this.speechMs += frame.durationMs;
    this.frames += 1;
    this.levelSum += frame.levelDb;
    this.noteVoice(frame.levelDb);
    this.lastSpeechEndMs = frame.audioMs + frame.durationMs;
    if (!this.announced && this.speechMs >= LEAST_SPEECH_MS) {
      this.announced = true;
      this.edges.started(this.onsetMs ?? frame.audioMs);
    }
    if (this.pausedTold) this.edges.resumed(frame.audioMs);
    this.pausedTold = false;
    const stepMs = this.stepsMs[this.nextStep];
    // A voice from afar is told of when it has ended, and its words are; the agent does not fall silent for it.
    if (this.announced && stepMs !== undefined && this.speechMs >= stepMs && (this.nextStep > 0 || !this.isFar())) {
      this.nextStep += 1;
      this.edges.progressed(this.lastSpeechEndMs, this.features());
    }
  }

  private noteVoice(levelDb: number): void {
    const { hz } = estimatePitch(mulawToPcm(this.recent));
    this.melody.note({ hz, levelDb });
    if (hz === null) return;
    this.voicedFrames += 1;
    this.voicedLevelSum += levelDb;
  }

  private isFar(): boolean {
    if (this.ownLevelDb === null || this.voicedFrames === 0) return false;
    return this.voicedLevelSum / this.voicedFrames < this.ownLevelDb - FAR_BELOW_DB;
  }

  private learnLevel(): void {
    if (this.isFar() || this.speechMs < LEARNS_FROM_MS || this.voicedFrames / this.frames < LEARNS_FROM_VOICED) return;
    this.melody.learn();
    const levelDb = this.voicedLevelSum / this.voicedFrames;
    const known = this.ownLevelDb ?? levelDb;
    this.ownLevelDb = known + (levelDb - known) * (levelDb > known ? 0.5 : 0.25);
  }

  private begin(audioMs: number): void {
    this.onsetMs = audioMs;
    this.announced = false;
    this.pausedTold = false;
    this.speechMs = 0;
    this.frames = 0;
    this.levelSum = 0;
    this.voicedFrames = 0;
    this.voicedLevelSum = 0;
    this.nextStep = 0;
    this.melody.begin();
  }

  private silence(frame: SpeechFrame): void {
    const seenMs = frame.audioMs + frame.durationMs;
    const quietMs = seenMs - this.lastSpeechEndMs;
    if (this.announced && !this.pausedTold && quietMs >= PAUSE_MS) {
      this.pausedTold = true;
      this.edges.paused(this.lastSpeechEndMs, { ...this.features(), ending: this.ending() });
    }
    if (quietMs < END_MS) return;
    const wasAnnounced = this.announced;
    this.onsetMs = null;
    const ending = this.ending();
    this.learnLevel();
    if (!wasAnnounced) return;
    this.edges.ended(this.lastSpeechEndMs, seenMs, { ...this.features(), ending });
  }

  private ending(): Ending | null {
    return this.isFar() ? null : this.melody.ending();
  }

  private features(): Features {
    const frames = Math.max(1, this.frames);
    return {
      speechMs: Math.round(this.speechMs),
      levelDb: Math.round((this.levelSum / frames) * 10) / 10,
      // A pitch from afar is not the caller's.
      voicedShare: this.isFar() ? 0 : Math.round((this.voicedFrames / frames) * 100) / 100,
    };
  }
}

/** Hears the agent: where speech begins and ends by its level, and what was said by transcribing it at each pause. */
import { levelDbOfMulaw, MULAW_FRAME_MS, MULAW_SILENCE, mixMulaw, noise, pcmToMulaw } from "@offhook/engine/audio";
import type { Transcriber } from "@offhook/engine/ports";
import type { AgentSound } from "./body.ts";
import { transcribeOnce } from "./transcribe-once.ts";

export interface HeardSpeech {
  /** Empty: sound without words, or nobody to transcribe it. */
  text: string;
  startMs: number;
  endMs: number;
}

export interface EarOptions {
  /** Null: hears that there is speech, and no words. */
  transcriber: Transcriber | null;
  /** Told of every transcription, so that a virtual clock can wait for it. */
  hold: <T>(work: Promise<T>) => Promise<T>;
  fault(message: string): void;
  /** What is fainter is taken for the room behind the speaker; −45 where left out. */
  loudDb?: number;
}

/** Agents' voices lie around −14 dB, and their pauses at digital silence; what is fainter is the room behind them. */
const LOUD_DB = -45;
/** Shorter sounds are clicks. */
const ONSET_MS = 60;
/** Longer than any pause between an agent's sentences (≤ 200 ms in flite), so that a turn is decoded as one. */
const PAUSE_MS = 500;
/** The transcriber wants the line's own sound on both sides, and the voice's first faint frames. */
const LEAD_MS = 320;
const KEPT_BEFORE_MS = 400;
/** A twin's line is digitally silent, which no transcriber was trained on. */
const LINE_NOISE = pcmToMulaw(noise({ seed: 7, durationMs: 4_000, levelDb: -62 }));
/** A vendor that never answers must not hold the person for ever. */
const WORDS_DEADLINE_MS = 8_000;

export class Ear implements AgentSound {
  readonly heard: HeardSpeech[] = [];
  speaking = false;
  speechStartedMs: number | null = null;
  lastSoundMs: number | null = null;
  private readonly options: EarOptions;
  private loudMs = 0;
  private nowMs = 0;
  /** Frames since shortly before the speech, and the time of the first. */
  private frames: Uint8Array[] = [];
  private framesFromMs = 0;
  private pendingSinceMs: number | null = null;
  private asked = 0;

  constructor(options: EarOptions) {
    this.options = options;
  }

  get wordsPending(): boolean {
    return this.pendingSinceMs !== null && this.nowMs - this.pendingSinceMs < WORDS_DEADLINE_MS;
  }

  hear(frame: Uint8Array, nowMs: number): void {
    this.nowMs = nowMs;
    if (this.frames.length === 0) this.framesFromMs = nowMs;
    this.frames.push(this.onLine(frame, nowMs));
    const isLoud = levelDbOfMulaw(frame) > (this.options.loudDb ?? LOUD_DB);
    this.loudMs = isLoud ? this.loudMs + MULAW_FRAME_MS : 0;
    if (this.speaking && isLoud) this.lastSoundMs = nowMs + MULAW_FRAME_MS;
    if (!this.speaking && this.loudMs >= ONSET_MS) this.begin(nowMs + MULAW_FRAME_MS);
    else if (this.speaking && nowMs - (this.lastSoundMs ?? nowMs) >= PAUSE_MS) this.pause();
    else if (!this.speaking && !isLoud) this.forget();
  }

  /** The line went: what was being said until now is transcribed all the same. */
  close(): void {
    if (this.speaking) this.pause();
  }

  private begin(nowMs: number): void {
    this.speaking = true;
    this.speechStartedMs = nowMs - this.loudMs;
    this.lastSoundMs = nowMs;
  }

  private pause(): void {
    this.speaking = false;
    const [startMs, endMs] = [this.speechStartedMs ?? 0, this.lastSoundMs ?? 0];
    const speech: HeardSpeech = { text: "", startMs, endMs };
    this.heard.push(speech);
    const { transcriber, hold, fault } = this.options;
    if (!transcriber) return;
    const fromMs = Math.max(this.framesFromMs, startMs - LEAD_MS);
    const audio = Buffer.concat([...this.frames.slice((fromMs - this.framesFromMs) / MULAW_FRAME_MS), this.tail()]);
    this.pendingSinceMs = this.nowMs;
    this.asked += 1;
    const mine = this.asked;
    const words = transcribeOnce(transcriber, { audio, fromMs, startMs, endMs });
    void hold(words).then((result) => {
      if (result.ok) speech.text = result.value.trim();
      else fault(`${result.fault.message} (${result.fault.code})`);
      if (mine === this.asked) this.pendingSinceMs = null;
    });
  }

  /** A line that went has no silence after the last word. */
  private tail(): Uint8Array {
    const missingMs = PAUSE_MS - (this.nowMs - (this.lastSoundMs ?? this.nowMs));
    return this.onLine(new Uint8Array(Math.max(0, missingMs) * 8).fill(MULAW_SILENCE), 0);
  }

  private onLine(audio: Uint8Array, atMs: number): Uint8Array {
    const from = (atMs * 8) % (LINE_NOISE.length - audio.length);
    return mixMulaw(audio, LINE_NOISE.subarray(from, from + audio.length));
  }

  private forget(): void {
    const surplus = this.frames.length - KEPT_BEFORE_MS / MULAW_FRAME_MS;
    if (surplus <= 0) return;
    this.frames.splice(0, surplus);
    this.framesFromMs += surplus * MULAW_FRAME_MS;
  }
}

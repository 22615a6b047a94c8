/**
 * Where speech stands in the caller's stream, for a vendor that gives words without places: from where the call's own
 * detector heard it begin to where it heard it pause; without the detector, by the audio that was sent so far.
 */
import { BYTES_PER_MS } from "./settings.ts";

export interface Span {
  startAudioMs: number;
  endAudioMs: number;
}

export class SpeechSpan {
  private sentUntilMs = 0;
  private startedMs: number | null = null;
  private pausedMs: number | null = null;
  /** The last pause that speech went on after. */
  private resumed: { pausedMs: number; startedMs: number } | null = null;

  sent(bytes: number, audioMs: number): void {
    this.sentUntilMs = audioMs + bytes / BYTES_PER_MS;
  }

  /** By the detector; a speech that goes on after a pause is the same one until its words were taken. */
  started(audioMs: number): void {
    if (this.pausedMs !== null) this.resumed = { pausedMs: this.pausedMs, startedMs: audioMs };
    this.startedMs ??= audioMs;
    this.pausedMs = null;
  }

  paused(audioMs: number): void {
    this.pausedMs = audioMs;
  }

  get isPaused(): boolean {
    return this.pausedMs !== null;
  }

  /** The vendor hears speech: without a detector, it began about here. */
  noticed(): void {
    this.startedMs ??= Math.min(this.sentUntilMs, this.pausedMs ?? this.sentUntilMs);
  }

  soFar(): Span {
    const startAudioMs = this.startedMs ?? this.sentUntilMs;
    return { startAudioMs, endAudioMs: Math.max(startAudioMs, this.pausedMs ?? this.sentUntilMs) };
  }

  /** Its words are final: what comes next is another speech, and it may have begun before the words came. */
  take(): Span {
    const { startAudioMs, endAudioMs } = this.soFar();
    const next = this.pausedMs === null ? this.resumed : null;
    this.startedMs = next?.startedMs ?? null;
    this.pausedMs = null;
    this.resumed = null;
    return { startAudioMs, endAudioMs: next ? Math.max(startAudioMs, next.pausedMs) : endAudioMs };
  }
}

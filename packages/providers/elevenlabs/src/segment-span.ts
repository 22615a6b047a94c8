/**
 * Where speech stands in the caller's stream, between two commits: from where the call's own detector heard it begin to
 * where it heard it pause; without the detector, by the audio that was sent so far.
 */
export interface Span {
  startAudioMs: number;
  endAudioMs: number;
}

export class SegmentSpan {
  private sentUntilMs = 0;
  private startedMs: number | null = null;
  private pausedMs: number | null = null;

  sentUntil(audioMs: number): void {
    this.sentUntilMs = audioMs;
  }

  /** Speech that goes on after a pause is the same one until it was committed. */
  started(audioMs: number): void {
    this.startedMs ??= audioMs;
    this.pausedMs = null;
  }

  paused(audioMs: number): void {
    this.pausedMs = audioMs;
  }

  /** The vendor has words: without a detector, speech began about here. */
  noticed(): void {
    this.startedMs ??= Math.min(this.sentUntilMs, this.pausedMs ?? this.sentUntilMs);
  }

  soFar(): Span {
    const startAudioMs = this.startedMs ?? this.pausedMs ?? this.sentUntilMs;
    return { startAudioMs, endAudioMs: Math.max(startAudioMs, this.pausedMs ?? this.sentUntilMs) };
  }

  /** What comes from now on is the next segment's. Speech that has not paused goes on in it. */
  take(): Span {
    const span = this.soFar();
    this.startedMs = this.startedMs !== null && this.pausedMs === null ? this.sentUntilMs : null;
    this.pausedMs = null;
    return span;
  }
}

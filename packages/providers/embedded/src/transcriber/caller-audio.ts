/** The caller's µ-law since the last final, found by its place in the caller's stream. Pure; bounded by its owner. */
import { MULAW_SILENCE } from "@offhook/engine/audio";

export interface CallerAudio {
  readonly startMs: number;
  readonly endMs: number;
  /** A short gap in the time stamps becomes silence; after a long one, or a jump back, the buffer begins anew. */
  append(audio: Uint8Array, audioMs: number): void;
  /** A copy; clipped to what is there. */
  slice(fromMs: number, toMs: number): Uint8Array;
  dropBefore(audioMs: number): void;
}

const BYTES_PER_MS = 8;
const FIRST_CAPACITY_BYTES = 16_384;
/** Longer gaps are not packet loss: the stream was cut. */
const MAX_GAP_MS = 2_000;
/** Time stamps jitter by a frame without anything missing. */
const TOLERATED_DRIFT_MS = 40;

export function createCallerAudio(): CallerAudio {
  let bytes = new Uint8Array(FIRST_CAPACITY_BYTES);
  let length = 0;
  let startMs = 0;

  const endMs = () => startMs + length / BYTES_PER_MS;
  const reserve = (added: number) => {
    if (length + added <= bytes.length) return;
    const grown = new Uint8Array(Math.max(bytes.length * 2, length + added));
    grown.set(bytes.subarray(0, length));
    bytes = grown;
  };
  const fillGap = (gapMs: number) => {
    const gapBytes = Math.round(gapMs * BYTES_PER_MS);
    reserve(gapBytes);
    bytes.fill(MULAW_SILENCE, length, length + gapBytes);
    length += gapBytes;
  };
  const offsetOf = (audioMs: number) => Math.min(length, Math.max(0, Math.round((audioMs - startMs) * BYTES_PER_MS)));

  return {
    get startMs() {
      return startMs;
    },
    get endMs() {
      return endMs();
    },
    append(audio, audioMs) {
      const gapMs = audioMs - endMs();
      if (length === 0 || gapMs > MAX_GAP_MS || gapMs < -TOLERATED_DRIFT_MS) {
        length = 0;
        startMs = audioMs;
      } else if (gapMs > TOLERATED_DRIFT_MS) fillGap(gapMs);
      reserve(audio.length);
      bytes.set(audio, length);
      length += audio.length;
    },
    slice: (fromMs, toMs) => bytes.slice(offsetOf(fromMs), offsetOf(toMs)),
    dropBefore(audioMs) {
      const dropped = offsetOf(audioMs);
      if (dropped === 0) return;
      bytes.copyWithin(0, dropped, length);
      length -= dropped;
      startMs += dropped / BYTES_PER_MS;
      // A long turn's memory is given back.
      if (bytes.length > FIRST_CAPACITY_BYTES && length < FIRST_CAPACITY_BYTES / 2) {
        bytes = bytes.slice(0, FIRST_CAPACITY_BYTES);
      }
    },
  };
}

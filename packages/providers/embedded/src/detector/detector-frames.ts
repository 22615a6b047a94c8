/** Cuts a caller's stream into the detector's frames and knows where each one stands. Pure. */
import { createFramer } from "@offhook/engine/audio";

/** Silero's frame at 8 kHz, 32 ms. Source: snakers4/silero-vad, `utils_vad.py` (256 samples at 8 kHz). */
export const FRAME_SAMPLES = 256;
export const FRAME_MS = 32;
/** A jump in the carrier's time stamps above this means lost audio: the half frame before it is dropped. */
const MAX_DRIFT_MS = 40;

export interface DetectorFrames {
  push(audio: Uint8Array, audioMs: number, onFrame: (frame: Uint8Array, audioMs: number) => void): void;
}

export function createDetectorFrames(): DetectorFrames {
  const framer = createFramer(FRAME_SAMPLES);
  let expectedMs: number | null = null;
  return {
    push(audio, audioMs, onFrame) {
      if (expectedMs !== null && Math.abs(audioMs - expectedMs) > MAX_DRIFT_MS) framer.flush(0);
      let frameMs = audioMs - framer.pendingBytes / 8;
      expectedMs = audioMs + audio.length / 8;
      framer.push(audio, (frame) => {
        onFrame(frame, frameMs);
        frameMs += FRAME_MS;
      });
    },
  };
}

/**
 * A speech detector by level alone: synchronous, exact in virtual time, and the fallback where the neural one cannot
 * run. Its limits: anything that stands out from the line counts as speech (a horn, a dog, music), speech less than
 * ~8 dB above the noise is missed, and a caller who talks without a dip from the very first frame is noticed late.
 */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import type { SpeechDetector } from "@offhook/engine/ports";
import { createDetectorFrames, FRAME_MS } from "./detector-frames.ts";
import { createNoiseFloor } from "./noise-floor.ts";

/** Where a frame is as likely speech as not; telephone speech is 15–30 dB above its line. */
const EVEN_ODDS_ABOVE_FLOOR_DB = 11;
/** Decibels from even odds to 73 %. */
const SOFTNESS_DB = 1.5;

export function energySpeechDetector(): SpeechDetector {
  return {
    open(sink) {
      const frames = createDetectorFrames();
      const floor = createNoiseFloor();
      let open = true;
      return {
        push(audio, audioMs) {
          frames.push(audio, audioMs, (frame, frameMs) => {
            if (!open) return;
            const levelDb = levelDbOfMulaw(frame);
            const probability = energyProbability(levelDb, floor.push(levelDb));
            sink.frame({ audioMs: frameMs, durationMs: FRAME_MS, probability, levelDb });
          });
        },
        close() {
          open = false;
        },
      };
    },
  };
}

/** 0–1, from how far the frame stands out from the line. */
export function energyProbability(levelDb: number, floorDb: number): number {
  return 1 / (1 + Math.exp((floorDb + EVEN_ODDS_ABOVE_FLOOR_DB - levelDb) / SOFTNESS_DB));
}

/** A cough: bursts of noise that begin at once and die away, shaped as a throat does. Pure: same seed, same cough. */
import { join, samplesIn, seededRandom, silence } from "@offhook/engine/audio";
import { atLevel } from "../caller-voice.ts";

const BURST_MS = 180;
const BETWEEN_MS = 130;
const DECAY_MS = 45;
/** Coughs are as loud as speech, or louder. */
const COUGH_DB = -18;

/** 8 kHz; `bursts` 2 is a usual cough, about half a second. */
export function cough(options: { seed?: number; bursts?: number; levelDb?: number } = {}): Int16Array {
  const random = seededRandom(options.seed ?? 1);
  const pieces: Int16Array[] = [];
  for (let burst = 0; burst < (options.bursts ?? 2); burst++) {
    if (burst > 0) pieces.push(silence(BETWEEN_MS));
    pieces.push(burstOf(random, 1 - 0.25 * burst));
  }
  return atLevel(join(...pieces), options.levelDb ?? COUGH_DB);
}

/** Noise with most of its power between 300 and 2,000 Hz: one pole low-pass, and the difference of neighbours. */
function burstOf(random: () => number, loudness: number): Int16Array {
  let low = 0;
  let before = 0;
  return Int16Array.from({ length: samplesIn(BURST_MS) }, (_, index) => {
    const ms = index / 8;
    const attack = Math.min(1, ms / 8);
    low += 0.55 * (random() * 2 - 1 - low);
    const band = low - 0.8 * before;
    before = low;
    return Math.round(12_000 * loudness * attack * Math.exp(-ms / DECAY_MS) * band);
  });
}

/** "Mm-hm": two hums with a breath between, the second higher. Pure. A text voice reads "mm" as letters or words. */
import { join, samplesIn, seededRandom } from "@offhook/engine/audio";
import { atLevel } from "../caller-voice.ts";

/** Said aside: softer than speech. */
const HUM_DB = -24;
const BREATH_MS = 50;
/** A closed mouth lets the low harmonics through; the nose's own resonance stands at about 250 Hz. */
const HARMONIC_GAINS = [1, 0.8, 0.35, 0.18, 0.1, 0.06, 0.04, 0.03];

/** 8 kHz, about half a second. `pitchHz` is the person's voice. */
export function hum(options: { pitchHz?: number; seed?: number; levelDb?: number } = {}): Int16Array {
  const pitchHz = options.pitchHz ?? 115;
  const first = voiced({ fromHz: pitchHz, toHz: pitchHz * 0.9, durationMs: 200 });
  const second = voiced({ fromHz: pitchHz * 1.05, toHz: pitchHz * 1.35, durationMs: 260 });
  return atLevel(join(first, breath(options.seed ?? 1), second), options.levelDb ?? HUM_DB);
}

function voiced({ fromHz, toHz, durationMs }: { fromHz: number; toHz: number; durationMs: number }): Int16Array {
  const length = samplesIn(durationMs);
  let phase = 0;
  return Int16Array.from({ length }, (_, index) => {
    const share = index / length;
    phase += (2 * Math.PI * (fromHz + (toHz - fromHz) * share)) / 8_000;
    const envelope = Math.sin(Math.PI * share) ** 0.5;
    const wave = HARMONIC_GAINS.reduce((sum, gain, order) => sum + gain * Math.sin(phase * (order + 1)), 0);
    return Math.round(6_000 * envelope * wave);
  });
}

function breath(seed: number): Int16Array {
  const random = seededRandom(seed);
  return Int16Array.from({ length: samplesIn(BREATH_MS) }, () => Math.round(900 * (random() * 2 - 1)));
}

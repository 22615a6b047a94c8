/** From flite's raw sound to what a telephone line should carry: 8 kHz, even loudness, no dead air, no clicks. */
import { dbToGain, levelDbOfPcm, peakDbOfPcm, resample, type SampleRateHz, samplesIn } from "@offhook/engine/audio";

export interface FinishedAudio {
  /** 8 kHz. */
  pcm: Int16Array;
  /** How much was cut off in front: word times move by it. */
  trimmedMs: number;
}

const RATE_HZ = 8_000;
/** Loud and clear on a telephone, with room for µ-law's rounding. */
const PEAK_DB = -3;
/** Pauses between clauses are the conversation's decision, so the voice's own are cut to these. */
const MAX_LEADING_SILENCE_MS = 50;
const MAX_TRAILING_SILENCE_MS = 100;
/** Below this, measured from the peak, is breath and rounding noise: flite's pauses lie at −50 (rms) and lower. */
const SILENCE_BELOW_PEAK_DB = -42;
/** Judged by pieces of this length: single samples of a noisy voice reach above the threshold. */
const LEVEL_WINDOW_MS = 5;
/** Long enough that a cut in faint noise is no click. */
const FADE_MS = 5;

export function finishAudio(raw: Int16Array, sampleRateHz: number): FinishedAudio {
  const pcm = sampleRateHz === RATE_HZ ? raw : resample(raw, sampleRateHz as SampleRateHz, RATE_HZ);
  const peakDb = peakDbOfPcm(pcm);
  const speech = loudPart(pcm, peakDb + SILENCE_BELOW_PEAK_DB);
  const from = Math.max(0, speech.from - samplesIn(MAX_LEADING_SILENCE_MS));
  const to = Math.min(pcm.length, speech.to + samplesIn(MAX_TRAILING_SILENCE_MS));
  const gain = dbToGain(PEAK_DB - peakDb);
  const kept = pcm.slice(from, to).map((sample) => Math.round(sample * gain));
  fadeEdges(kept);
  return { pcm: kept, trimmedMs: (from * 1_000) / RATE_HZ };
}

/** From the first to the end of the last window above the threshold; everything if none is. */
function loudPart(pcm: Int16Array, thresholdDb: number): { from: number; to: number } {
  const window = samplesIn(LEVEL_WINDOW_MS);
  let from = pcm.length;
  let to = 0;
  for (let at = 0; at < pcm.length; at += window) {
    if (levelDbOfPcm(pcm.subarray(at, at + window)) < thresholdDb) continue;
    from = Math.min(from, at);
    to = Math.min(pcm.length, at + window);
  }
  return to > from ? { from, to } : { from: 0, to: pcm.length };
}

function fadeEdges(pcm: Int16Array): void {
  const length = Math.min(samplesIn(FADE_MS), pcm.length >> 1);
  for (let index = 0; index < length; index++) {
    const gain = index / length;
    pcm[index] = Math.round((pcm[index] as number) * gain);
    const last = pcm.length - 1 - index;
    pcm[last] = Math.round((pcm[last] as number) * gain);
  }
}

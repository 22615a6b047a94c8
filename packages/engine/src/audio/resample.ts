/**
 * Sample rate conversion between 8, 16 and 24 kHz: a polyphase Kaiser-windowed sinc of our own. Streaming: pieces of
 * any length in, whatever is ready out; the filter's delay is taken out, so output stays aligned with input.
 */

export type SampleRateHz = 8_000 | 16_000 | 24_000;

export interface Resampler {
  /** Output that is ready so far; the filter looks 3.5 ms ahead, so the last of it comes later or with `flush`. */
  push(pcm: Int16Array): Int16Array;
  /** The rest. Afterwards the resampler starts anew. */
  flush(): Int16Array;
}

/**
 * Flat to 0.42 of the lower rate (3.36 kHz at 8 kHz: a telephone line ends at 3.4), ≥ 70 dB down from one half of it.
 * Half the filter's length in periods of the lower rate by Kaiser's formula: (70 − 8) ÷ (2.285 · 2π · 0.08) ÷ 2 = 27.
 */
const HALF_WIDTH_PERIODS = 28;
const CUTOFF_SHARE = 0.46;
/** Kaiser's β for 70 dB. */
const KAISER_BETA = 6.755;

/** A whole piece at once; as long as the input lasts. */
export function resample(pcm: Int16Array, fromHz: SampleRateHz, toHz: SampleRateHz): Int16Array {
  const resampler = createResampler(fromHz, toHz);
  const head = resampler.push(pcm);
  const tail = resampler.flush();
  const out = new Int16Array(head.length + tail.length);
  out.set(head);
  out.set(tail, head.length);
  return out;
}

export function createResampler(fromHz: SampleRateHz, toHz: SampleRateHz): Resampler {
  if (fromHz === toHz) return { push: (pcm) => pcm.slice(), flush: () => new Int16Array(0) };
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const filter = makeFilter(toHz / divisor, fromHz / divisor);
  let stream = startOf(filter);
  return {
    push(pcm) {
      append(stream, pcm);
      return drain(filter, stream, Number.POSITIVE_INFINITY);
    },
    flush() {
      const outputTotal = Math.ceil((stream.inputTotal * filter.up) / filter.down);
      append(stream, new Int16Array(filter.half + 1));
      const out = drain(filter, stream, outputTotal);
      stream = startOf(filter);
      return out;
    },
  };
}

interface Filter {
  /** Output rate ÷ input rate is `up` ÷ `down`. */
  up: number;
  down: number;
  /** Taps on each side of an output sample, in input samples. */
  half: number;
  /** One row of 2 · half taps for each of the `up` places that an output sample can have between two inputs. */
  phases: Float32Array[];
}

interface Stream {
  /** Input still needed; its first sample stands at `firstInput`. */
  buffer: Float32Array;
  length: number;
  firstInput: number;
  inputTotal: number;
  outputTotal: number;
}

/** Starts with silence before the first sample. */
function startOf(filter: Filter): Stream {
  const buffer = new Float32Array(filter.half * 2 + 1_024);
  return { buffer, length: filter.half, firstInput: -filter.half, inputTotal: 0, outputTotal: 0 };
}

function append(stream: Stream, pcm: Int16Array): void {
  if (stream.length + pcm.length > stream.buffer.length) {
    const grown = new Float32Array(stream.length + pcm.length);
    grown.set(stream.buffer.subarray(0, stream.length));
    stream.buffer = grown;
  }
  stream.buffer.set(pcm, stream.length);
  stream.length += pcm.length;
  stream.inputTotal += pcm.length;
}

function drain(filter: Filter, stream: Stream, outputLimit: number): Int16Array {
  const { up, down, half, phases } = filter;
  // The last tap of output n reads input floor(n · down ÷ up) + half.
  const lastInput = stream.firstInput + stream.length - 1;
  const ready = Math.min(Math.floor(((lastInput - half + 1) * up - 1) / down) + 1, outputLimit);
  const out = new Int16Array(Math.max(0, ready - stream.outputTotal));
  for (let index = 0; index < out.length; index++) {
    const place = (stream.outputTotal + index) * down;
    const input = Math.floor(place / up);
    const taps = phases[place - input * up] as Float32Array;
    out[index] = convolve(taps, stream.buffer, input - half + 1 - stream.firstInput);
  }
  stream.outputTotal += out.length;
  dropRead(stream, Math.floor((stream.outputTotal * down) / up) - half + 1);
  return out;
}

function convolve(taps: Float32Array, samples: Float32Array, from: number): number {
  let sum = 0;
  for (let tap = 0; tap < taps.length; tap++) sum += (taps[tap] as number) * (samples[from + tap] as number);
  return Math.max(-32_768, Math.min(32_767, Math.round(sum)));
}

function dropRead(stream: Stream, firstNeeded: number): void {
  const dropped = Math.min(firstNeeded - stream.firstInput, stream.length);
  if (dropped <= 0) return;
  stream.buffer.copyWithin(0, dropped, stream.length);
  stream.length -= dropped;
  stream.firstInput += dropped;
}

function makeFilter(up: number, down: number): Filter {
  // Counted at the lower rate: going down, the filter must be wider in input samples.
  const widening = Math.max(1, down / up);
  const half = Math.ceil(HALF_WIDTH_PERIODS * widening);
  const phases = Array.from({ length: up }, (_, phase) => {
    const taps = Float32Array.from({ length: half * 2 }, (_, tap) => {
      const distance = tap - half + 1 - phase / up;
      return sinc((2 * CUTOFF_SHARE * distance) / widening) * kaiser(distance / half);
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    // Every phase passes a constant unchanged: unequal sums would be heard as a tone at the lower rate.
    return taps.map((tap) => tap / sum);
  });
  return { up, down, half, phases };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
}

/** Modified Bessel function of the first kind, order zero, by its series. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

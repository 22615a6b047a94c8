/** A fast Fourier transform of one fixed length, in place. Pure. */

export interface Fft {
  readonly length: number;
  /** Turns samples into frequencies. */
  forward(real: Float64Array, imaginary: Float64Array): void;
  /** And back, scaled so that both together change nothing. */
  inverse(real: Float64Array, imaginary: Float64Array): void;
}

/** `length` must be a power of two. Radix 2, decimation in time; the factors are made once here. */
export function createFft(length: number): Fft {
  const cosines = Float64Array.from({ length: length / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
  const sines = Float64Array.from({ length: length / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / length));
  const bits = Math.log2(length);
  const mirrored = Uint16Array.from({ length }, (_, index) => reverseBits(index, bits));

  const transform = (real: Float64Array, imaginary: Float64Array, sign: number) => {
    reorder(real, mirrored);
    reorder(imaginary, mirrored);
    for (let size = 2; size <= length; size *= 2) {
      const stride = length / size;
      for (let k = 0; k < size / 2; k++) {
        const cosine = cosines[k * stride] as number;
        const sine = sign * (sines[k * stride] as number);
        for (let top = k; top < length; top += size) butterfly(real, imaginary, top, top + size / 2, cosine, sine);
      }
    }
  };

  return {
    length,
    forward: (real, imaginary) => transform(real, imaginary, -1),
    inverse(real, imaginary) {
      transform(real, imaginary, 1);
      for (let index = 0; index < length; index++) {
        real[index] = (real[index] as number) / length;
        imaginary[index] = (imaginary[index] as number) / length;
      }
    },
  };
}

function butterfly(
  real: Float64Array,
  imaginary: Float64Array,
  top: number,
  bottom: number,
  cosine: number,
  sine: number,
): void {
  const bottomReal = real[bottom] as number;
  const bottomImaginary = imaginary[bottom] as number;
  const turnedReal = bottomReal * cosine - bottomImaginary * sine;
  const turnedImaginary = bottomReal * sine + bottomImaginary * cosine;
  real[bottom] = (real[top] as number) - turnedReal;
  imaginary[bottom] = (imaginary[top] as number) - turnedImaginary;
  real[top] = (real[top] as number) + turnedReal;
  imaginary[top] = (imaginary[top] as number) + turnedImaginary;
}

function reorder(values: Float64Array, mirrored: Uint16Array): void {
  for (let index = 0; index < values.length; index++) {
    const other = mirrored[index] as number;
    if (other <= index) continue;
    const kept = values[index] as number;
    values[index] = values[other] as number;
    values[other] = kept;
  }
}

function reverseBits(value: number, bits: number): number {
  let reversed = 0;
  for (let bit = 0; bit < bits; bit++) if (value & (1 << bit)) reversed |= 1 << (bits - 1 - bit);
  return reversed;
}

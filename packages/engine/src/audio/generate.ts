/** Tones, noise and silence, the same for the same arguments: for tests, measurements and comfort sounds. */

/** A gain in dB as a factor: 6 dB is about twice the amplitude. */
export function dbToGain(db: number): number {
  return 10 ** (db / 20);
}

/** Uniform in [0, 1), the same sequence for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function samplesIn(durationMs: number, sampleRateHz: number = 8_000): number {
  return Math.round((durationMs * sampleRateHz) / 1_000);
}

export function silence(durationMs: number, sampleRateHz: number = 8_000): Int16Array {
  return new Int16Array(samplesIn(durationMs, sampleRateHz));
}

/** A sine whose RMS level is `levelDb` (at most −3.01, where its peak is full scale). */
export function tone(options: { hz: number; durationMs: number; levelDb: number; sampleRateHz?: number }): Int16Array {
  const sampleRateHz = options.sampleRateHz ?? 8_000;
  const amplitude = 32_767 * Math.min(1, dbToGain(options.levelDb) * Math.SQRT2);
  const step = (2 * Math.PI * options.hz) / sampleRateHz;
  return Int16Array.from({ length: samplesIn(options.durationMs, sampleRateHz) }, (_, index) =>
    Math.round(amplitude * Math.sin(step * index)),
  );
}

/** White noise whose RMS level is `levelDb`. */
export function noise(options: {
  seed: number;
  durationMs: number;
  levelDb: number;
  sampleRateHz?: number;
}): Int16Array {
  const random = seededRandom(options.seed);
  // A uniform distribution over ±1 has an RMS of 1/√3.
  const amplitude = 32_767 * Math.min(1, dbToGain(options.levelDb) * Math.sqrt(3));
  return Int16Array.from({ length: samplesIn(options.durationMs, options.sampleRateHz) }, () =>
    Math.round(amplitude * (random() * 2 - 1)),
  );
}

/** Pieces one after the other. */
export function join(...pieces: readonly Int16Array[]): Int16Array {
  const out = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Sum, clipped, as long as `base`; `added` is repeated as often as needed. */
export function mixPcm(base: Int16Array, added: Int16Array): Int16Array {
  if (added.length === 0) return base.slice();
  return base.map((sample, index) =>
    Math.max(-32_768, Math.min(32_767, sample + (added[index % added.length] as number))),
  );
}

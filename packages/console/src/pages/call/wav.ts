/** Reads a two-channel recording and finds its loudness over time. Pure: bytes in, numbers out. */

export interface Wav {
  sampleRate: number;
  channels: number;
  durationMs: number;
  /** Interleaved, 16 bits. */
  samples: Int16Array;
}

/** Loudness of each bar, 0–1: the caller's and the agent's. */
export interface Peaks {
  caller: number[];
  agent: number[];
}

/** null: not a WAV file of 16-bit PCM. https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html */
export function readWav(bytes: ArrayBuffer): Wav | null {
  const view = new DataView(bytes);
  const tag = (at: number) => String.fromCharCode(...new Uint8Array(bytes, at, 4));
  if (bytes.byteLength < 12 || tag(0) !== "RIFF" || tag(8) !== "WAVE") return null;
  let format: { channels: number; sampleRate: number } | null = null;
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const [name, length] = [tag(at), view.getUint32(at + 4, true)];
    const start = at + 8;
    if (name === "fmt " && start + 16 <= bytes.byteLength) {
      const isPcm16 = view.getUint16(start, true) === 1 && view.getUint16(start + 14, true) === 16;
      if (!isPcm16) return null;
      format = { channels: view.getUint16(start + 2, true), sampleRate: view.getUint32(start + 4, true) };
    }
    if (name === "data" && format) return wavOf(bytes, start, length, format);
    // Chunks begin at even places.
    at = start + length + (length % 2);
  }
  return null;
}

/** A recording that was cut off says a longer length than there is: what is there counts. */
function wavOf(
  bytes: ArrayBuffer,
  start: number,
  length: number,
  format: { channels: number; sampleRate: number },
): Wav | null {
  const { channels, sampleRate } = format;
  if (channels < 1 || sampleRate < 1) return null;
  const frames = Math.floor(Math.min(length, bytes.byteLength - start) / (2 * channels));
  const samples = new Int16Array(bytes.slice(start, start + frames * channels * 2));
  return { sampleRate, channels, durationMs: (frames / sampleRate) * 1_000, samples };
}

export function peaksOf({ samples, channels }: Wav, bars: number): Peaks {
  const frames = Math.floor(samples.length / channels);
  const loudness = (channel: number) =>
    Array.from({ length: bars }, (_, bar) => {
      const [from, to] = [Math.floor((bar * frames) / bars), Math.floor(((bar + 1) * frames) / bars)];
      return rootMeanSquare(samples, channels, channel, from, to);
    });
  const [caller, agent] = [loudness(0), loudness(Math.min(1, channels - 1))];
  return { caller: scaled(caller), agent: channels > 1 ? scaled(agent) : agent.map(() => 0) };
}

function rootMeanSquare(samples: Int16Array, channels: number, channel: number, from: number, to: number): number {
  let sum = 0;
  for (let frame = from; frame < to; frame++) sum += ((samples[frame * channels + channel] ?? 0) / 32_768) ** 2;
  return to > from ? Math.sqrt(sum / (to - from)) : 0;
}

/** Quiet callers are drawn as tall as loud ones; a line that only hisses stays flat. */
const LEAST_FULL_SCALE = 0.02;
/** Ears hear ratios: a root makes soft syllables visible. */
const CURVE = 0.7;

function scaled(levels: number[]): number[] {
  const full = Math.max(LEAST_FULL_SCALE, ...levels);
  return levels.map((level) => (level / full) ** CURVE);
}

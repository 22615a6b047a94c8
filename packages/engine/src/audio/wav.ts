/** 16-bit PCM WAV files: writing, and reading what strangers upload. Reading never throws. */
import type { Fault, Result } from "../ports.ts";

export interface WavHeader {
  channels: number;
  /** Any rate is reported, such as 44,100. */
  sampleRateHz: number;
  bitsPerSample: number;
  /** Where the samples begin in the file, and how many bytes the header promises. */
  dataOffset: number;
  dataBytes: number;
}

export interface WavAudio extends WavHeader {
  /** Interleaved where there are two channels. */
  pcm: Int16Array;
}

const HEADER_BYTES = 44;
const FORMAT_PCM = 1;
/** Its real format stands in the first two bytes of a longer `fmt ` chunk. */
const FORMAT_EXTENSIBLE = 0xfffe;

/** The 44 bytes before `dataBytes` of samples. Call it again with the real length once a recording ends. */
export function wavHeader(options: { channels: 1 | 2; sampleRateHz?: number; dataBytes: number }): Uint8Array {
  const sampleRateHz = options.sampleRateHz ?? 8_000;
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  const blockBytes = options.channels * 2;
  putText(bytes, 0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + options.dataBytes, true);
  putText(bytes, 8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, FORMAT_PCM, true);
  view.setUint16(22, options.channels, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * blockBytes, true);
  view.setUint16(32, blockBytes, true);
  view.setUint16(34, 16, true);
  putText(bytes, 36, "data");
  view.setUint32(40, options.dataBytes, true);
  return bytes;
}

/** A whole file. Two channels: left and right, the shorter one filled up with silence. */
export function writeWav(channels: readonly [Int16Array] | readonly [Int16Array, Int16Array], sampleRateHz = 8_000) {
  const [left, right] = channels;
  const frames = Math.max(left.length, right?.length ?? 0);
  const dataBytes = frames * channels.length * 2;
  const file = new Uint8Array(HEADER_BYTES + dataBytes);
  file.set(wavHeader({ channels: channels.length, sampleRateHz, dataBytes }));
  const view = new DataView(file.buffer, HEADER_BYTES);
  for (let index = 0; index < frames; index++) {
    const at = index * channels.length * 2;
    view.setInt16(at, left[index] ?? 0, true);
    if (right) view.setInt16(at + 2, right[index] ?? 0, true);
  }
  return file;
}

/** What the file says about itself. The samples may be cut off: `parseWav` checks that. */
export function parseWavHeader(bytes: Uint8Array): Result<WavHeader> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12) return broken("wav-truncated", `the file ends after ${bytes.length} bytes, within its header`);
  if (text(bytes, 0) !== "RIFF" || text(bytes, 8) !== "WAVE") {
    return broken("wav-not-riff", "the file does not begin with RIFF and WAVE");
  }
  let format: FormatChunk | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = text(bytes, at);
    const length = view.getUint32(at + 4, true);
    const start = at + 8;
    if (name === "fmt ") {
      if (length < 16 || start + length > bytes.length) return broken("wav-truncated", "the fmt chunk is cut off");
      format = readFormat(view, start, length);
    }
    if (name === "data") return described(format, start, length);
    // Chunks are padded to even lengths.
    at = start + length + (length & 1);
  }
  return broken("wav-truncated", "the file has no data chunk");
}

/** The samples too. `sampleRateHz` refuses files of another rate. Views are copied: alignment is not the caller's worry. */
export function parseWav(bytes: Uint8Array, expected: { sampleRateHz?: number } = {}): Result<WavAudio> {
  const header = parseWavHeader(bytes);
  if (!header.ok) return header;
  const { sampleRateHz, dataOffset, dataBytes, channels } = header.value;
  if (expected.sampleRateHz && expected.sampleRateHz !== sampleRateHz) {
    return broken("wav-wrong-rate", `the file has ${sampleRateHz} Hz where ${expected.sampleRateHz} Hz are needed`);
  }
  const present = bytes.length - dataOffset;
  if (dataBytes > present) {
    return broken("wav-truncated", `the header promises ${dataBytes} bytes of samples, the file has ${present}`);
  }
  if (dataBytes % (channels * 2) !== 0) return broken("wav-truncated", "the last sample is cut off");
  const view = new DataView(bytes.buffer, bytes.byteOffset + dataOffset, dataBytes);
  const pcm = Int16Array.from({ length: dataBytes / 2 }, (_, index) => view.getInt16(index * 2, true));
  return { ok: true, value: { ...header.value, pcm } };
}

interface FormatChunk {
  encoding: number;
  channels: number;
  sampleRateHz: number;
  bitsPerSample: number;
}

function readFormat(view: DataView, start: number, length: number): FormatChunk {
  const tag = view.getUint16(start, true);
  return {
    encoding: tag === FORMAT_EXTENSIBLE && length >= 26 ? view.getUint16(start + 24, true) : tag,
    channels: view.getUint16(start + 2, true),
    sampleRateHz: view.getUint32(start + 4, true),
    bitsPerSample: view.getUint16(start + 14, true),
  };
}

function described(format: FormatChunk | null, dataOffset: number, dataBytes: number): Result<WavHeader> {
  if (!format) return broken("wav-not-pcm", "the file has samples but does not say in which format");
  const { encoding, channels, sampleRateHz, bitsPerSample } = format;
  if (encoding !== FORMAT_PCM || bitsPerSample !== 16) {
    return broken("wav-not-pcm", `the file has format ${encoding} with ${bitsPerSample} bits, not 16-bit PCM`);
  }
  if (channels < 1 || channels > 2) return broken("wav-not-pcm", `the file has ${channels} channels, not one or two`);
  if (sampleRateHz === 0) return broken("wav-wrong-rate", "the file gives a sample rate of 0 Hz");
  return { ok: true, value: { channels, sampleRateHz, bitsPerSample, dataOffset, dataBytes } };
}

function broken(code: string, message: string): { ok: false; fault: Fault } {
  return { ok: false, fault: { code, message, retryable: false } };
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function putText(bytes: Uint8Array, at: number, value: string): void {
  for (let index = 0; index < value.length; index++) bytes[at + index] = value.charCodeAt(index);
}

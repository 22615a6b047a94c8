/** Reads a WAV file as what a caller says: one channel at 8 kHz. */
import { readFileSync } from "node:fs";
import { parseWav, peakDbOfPcm, resample, type SampleRateHz, SILENCE_DB } from "@offhook/engine/audio";
import { CliError } from "../cli-error.ts";

const RATE_HZ = 8_000;
/** Outside of these a file's header is wrong rather than unusual. */
const LEAST_RATE_HZ = 4_000;
const MOST_RATE_HZ = 192_000;

export function readAudioFile(path: string): Int16Array {
  const wav = parseWav(readBytes(path));
  if (!wav.ok) throw new CliError("audio-not-wav", { path, problem: wav.fault.message, code: wav.fault.code });
  const { pcm, channels, sampleRateHz } = wav.value;
  if (sampleRateHz < LEAST_RATE_HZ || sampleRateHz > MOST_RATE_HZ) {
    throw new CliError("audio-not-wav", { path, problem: `it claims ${sampleRateHz} samples a second` });
  }
  const mono = channels === 2 ? mixDown(pcm) : pcm;
  if (peakDbOfPcm(mono) <= SILENCE_DB) throw new CliError("audio-empty", { path });
  // The type names the rates of the engine's own edges; the filter is made for any.
  return sampleRateHz === RATE_HZ ? mono : resample(mono, sampleRateHz as SampleRateHz, RATE_HZ);
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CliError("audio-unreadable", { path, problem: (error as NodeJS.ErrnoException).code ?? "unknown" });
  }
}

function mixDown(interleaved: Int16Array): Int16Array {
  return Int16Array.from({ length: interleaved.length / 2 }, (_, at) =>
    Math.round(((interleaved[at * 2] ?? 0) + (interleaved[at * 2 + 1] ?? 0)) / 2),
  );
}

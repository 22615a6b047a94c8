/** How loud a piece of audio is, in dB below full scale: 0 is the loudest, and silence is −100. */
import { mulawSample } from "./mulaw.ts";

/** Stands for no sound at all; the faintest non-zero 16-bit sample is −90 dB. */
export const SILENCE_DB = -100;

const FULL_SCALE = 32_768;
const mulawSquares = Float64Array.from({ length: 256 }, (_, byte) => mulawSample(byte) ** 2);

/** RMS level of µ-law audio. */
export function levelDbOfMulaw(bytes: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index++) sum += mulawSquares[bytes[index] as number] as number;
  return decibels(sum, bytes.length);
}

/** RMS level of 16-bit audio. */
export function levelDbOfPcm(pcm: Int16Array): number {
  let sum = 0;
  for (let index = 0; index < pcm.length; index++) sum += (pcm[index] as number) ** 2;
  return decibels(sum, pcm.length);
}

/** Level of the single loudest sample. */
export function peakDbOfPcm(pcm: Int16Array): number {
  let peak = 0;
  for (let index = 0; index < pcm.length; index++) peak = Math.max(peak, Math.abs(pcm[index] as number));
  return decibels(peak * peak, 1);
}

function decibels(sumOfSquares: number, count: number): number {
  if (sumOfSquares === 0 || count === 0) return SILENCE_DB;
  return 10 * Math.log10(sumOfSquares / count / (FULL_SCALE * FULL_SCALE));
}

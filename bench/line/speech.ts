/** What the callers say: one sentence without a pause, made once, with its places known. */
import { dbToGain, levelDbOfPcm, mixPcm, noise, pcmToMulaw, silence, join as together } from "@offhook/engine/audio";
import { speak } from "@offhook/provider-embedded/testing";

export interface Utterance {
  /** Whole frames of µ-law on a quiet line, the speech's onset at its very beginning. */
  audio: Uint8Array;
  speechMs: number;
}

const CALLER_DB = -20;
const LINE_DB = -62;
const FRAME_SAMPLES = 160;
/** Below this, 10 ms are not yet speech. */
const AUDIBLE_DB = -42;

/** Another seed, another line noise. */
export async function utterance(text: string, seed = 1): Promise<Utterance> {
  const speech = atLevel(trimmed(await speak(text, "rms")));
  const rest = silence((FRAME_SAMPLES - (speech.length % FRAME_SAMPLES)) / 8);
  const whole = together(speech, rest);
  const hiss = noise({ seed, durationMs: whole.length / 8, levelDb: LINE_DB });
  return { audio: pcmToMulaw(mixPcm(whole, hiss)), speechMs: speech.length / 8 };
}

/** A minute of the line's own sound. */
export const lineSound = (): Uint8Array => pcmToMulaw(noise({ seed: 7, durationMs: 60_000, levelDb: LINE_DB }));

function atLevel(pcm: Int16Array): Int16Array {
  const gain = dbToGain(CALLER_DB - levelDbOfPcm(pcm));
  return pcm.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))));
}

/** The labelled onset is the first audible 10 ms, at a caller's level; likewise the end. */
function trimmed(speech: Int16Array): Int16Array {
  const pcm = atLevel(speech);
  const audible = (at: number): boolean => levelDbOfPcm(pcm.subarray(at, at + 80)) > AUDIBLE_DB;
  let from = 0;
  while (from + 80 < pcm.length && !audible(from)) from += 80;
  let to = pcm.length - 80;
  while (to > from && !audible(to)) to -= 80;
  return pcm.subarray(from, to + 80);
}

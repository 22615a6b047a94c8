/** The voice's worker thread: text in, finished µ-law out. */
import { pcmToMulaw } from "@offhook/engine/audio";
import type { WordTime } from "@offhook/engine/ports";
import { fliteWasmPath } from "../models.ts";
import { serve } from "../workers/serve.ts";
import { finishAudio } from "./finish-audio.ts";
import { type FliteVoice, loadFlite } from "./flite.ts";
import { createWordTimer } from "./word-times.ts";

export interface VoiceJob {
  voice: FliteVoice;
  text: string;
  speed: number;
}

export interface VoiceSpeech {
  audio: Uint8Array;
  /** Null where the words could not be matched to the sound. */
  words: WordTime[] | null;
}

const flite = loadFlite(fliteWasmPath());
const timeWords = createWordTimer(flite);

serve("voice-failed", ({ voice, text, speed }: VoiceJob): VoiceSpeech => {
  const speech = flite(text, { voice, speed });
  const { pcm, trimmedMs } = finishAudio(speech.pcm, speech.sampleRateHz);
  const lastMs = pcm.length / 8;
  const inside = (ms: number) => Math.round(Math.min(lastMs, Math.max(0, ms - trimmedMs)));
  const words = timeWords(text, speech.phones)?.map(({ word, startMs, endMs }) => ({
    word,
    startMs: inside(startMs),
    endMs: inside(endMs),
  }));
  return { audio: pcmToMulaw(pcm), words: words ?? null };
});

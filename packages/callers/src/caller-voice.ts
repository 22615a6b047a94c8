/** Turns words into the caller's speech: another voice than the agent's, at a telephone's usual level. */
import { dbToGain, levelDbOfPcm, mulawToPcm } from "@offhook/engine/audio";
import { TELEPHONE_FORMAT, type Voice } from "@offhook/engine/ports";
import { embeddedVoice } from "@offhook/provider-embedded";

/** Telephone speech lies between −30 and −15 dB; the same level as in the figures of the embedded transcriber. */
export const SPEECH_DB = -20;

export interface CallerVoice {
  /** 8 kHz. The same text is spoken once and kept. */
  speak(text: string): Promise<Int16Array>;
}

export function callerVoice(options: { voice?: "rms" | "kal16"; speed?: number } = {}): CallerVoice {
  const voice = embeddedVoice({ voice: options.voice ?? "rms" });
  const spoken = new Map<string, Promise<Int16Array>>();
  return {
    speak(text) {
      const known = spoken.get(text) ?? synthesize(voice, text, options.speed ?? 1);
      spoken.set(text, known);
      return known;
    },
  };
}

function synthesize(voice: Voice, text: string, speed: number): Promise<Int16Array> {
  const pieces: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    voice.synthesize(
      { text, language: "en", format: TELEPHONE_FORMAT, speed },
      {
        audio: (bytes) => void pieces.push(bytes),
        words: () => {},
        done: () => resolve(atLevel(mulawToPcm(Buffer.concat(pieces)), SPEECH_DB)),
        fault: (fault) => reject(new Error(`${fault.message} (${fault.code}) Not spoken: "${text}"`)),
      },
    );
  });
}

export function atLevel(pcm: Int16Array, levelDb: number): Int16Array {
  const gain = dbToGain(levelDb - levelDbOfPcm(pcm));
  return pcm.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))));
}

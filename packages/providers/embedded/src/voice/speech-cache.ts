/** Sentences already spoken, shared by all calls; the longest unused goes first. */
import type { VoiceSpeech } from "./voice-worker.ts";

export interface SpeechCache {
  get(key: string): VoiceSpeech | undefined;
  set(key: string, speech: VoiceSpeech): void;
  readonly bytes: number;
}

export function createSpeechCache(maxBytes: number): SpeechCache {
  // A Map keeps insertion order: what is used is put in again, so the first is the longest unused.
  const entries = new Map<string, VoiceSpeech>();
  let bytes = 0;
  const sizeOf = (key: string, speech: VoiceSpeech) => speech.audio.length + key.length * 2;
  const drop = (key: string) => {
    const speech = entries.get(key);
    if (!speech) return;
    entries.delete(key);
    bytes -= sizeOf(key, speech);
  };
  return {
    get(key) {
      const speech = entries.get(key);
      if (speech) {
        entries.delete(key);
        entries.set(key, speech);
      }
      return speech;
    },
    set(key, speech) {
      drop(key);
      entries.set(key, speech);
      bytes += sizeOf(key, speech);
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
    get bytes() {
      return bytes;
    },
  };
}

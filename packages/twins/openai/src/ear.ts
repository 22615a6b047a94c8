/** What the twin takes speech for: scripted texts, one an utterance, or what a function makes of the sound. */
import { levelDbOfMulaw } from "@offhook/engine/audio";

/** µ-law at 8 kHz to text; empty: no words. */
export type Hear = (audio: Uint8Array) => string;

/** Quieter than any telephone speech. */
const SILENT_DB = -50;
const FRAME_BYTES = 160;

export class Ear {
  private readonly script: string[] = [];
  private hear: Hear | null = null;

  /** One an utterance; after them, no words are heard. */
  says(...texts: readonly string[]): void {
    this.script.push(...texts);
  }

  /** Instead of a script. */
  hears(hear: Hear): void {
    this.hear = hear;
  }

  /** Silence has no words, and takes none from the script. */
  words(audio: Uint8Array): string {
    if (!isLoud(audio)) return "";
    return this.hear ? this.hear(audio) : (this.script.shift() ?? "");
  }
}

function isLoud(audio: Uint8Array): boolean {
  for (let at = 0; at < audio.length; at += FRAME_BYTES) {
    if (levelDbOfMulaw(audio.subarray(at, at + FRAME_BYTES)) > SILENT_DB) return true;
  }
  return false;
}

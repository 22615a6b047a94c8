/** What the twin takes speech for: scripted texts, one an utterance, or what a function makes of the sound. */

/** µ-law at the stream's own rate to text; empty: no words. */
export type Hear = (audio: Uint8Array) => string | Promise<string>;

export interface Spoken {
  /** Speech so far. */
  loudMs: number;
  /** Its speaker pauses: all of what was begun has been said. */
  isWhole: boolean;
  audio(): Uint8Array;
}

/** The words of one utterance, as far as they are known. */
export type Ear = (spoken: Spoken) => Promise<string[]>;

/** A word of a script is known after so much speech. */
const WORD_MS = 320;

export const scriptedEar =
  (text: string): Ear =>
  async ({ loudMs, isWhole }) => {
    const words = wordsIn(text);
    return words.slice(0, isWhole ? words.length : Math.floor(loudMs / WORD_MS));
  };

export const listeningEar =
  (hear: Hear): Ear =>
  async ({ audio }) =>
    wordsIn(await hear(audio()));

const wordsIn = (text: string): string[] => text.match(/\S+/g) ?? [];

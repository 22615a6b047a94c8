/** What the twin takes speech for: scripted texts, one an utterance, or what a function makes of the sound. */

/** µ-law at 8 kHz to text; empty: no words. */
export type Hear = (audio: Uint8Array) => string | Promise<string>;

export interface Utterance {
  /** Speech so far. */
  loudMs: number;
  /** Its speaker pauses: all of what was begun has been said. */
  isWhole: boolean;
  /** Words that were given as final before. */
  given: number;
  /** What was not yet given words for. */
  audio(): Uint8Array;
}

export interface Ear {
  /** The words that come after the given ones, as far as they are known. */
  words(utterance: Utterance): Promise<string[]>;
}

/** A word of a script is known after so much speech. */
const WORD_MS = 320;

export const scriptedEar = (text: string): Ear => ({
  async words({ loudMs, isWhole, given }) {
    const words = wordsIn(text);
    return words.slice(given, isWhole ? words.length : Math.floor(loudMs / WORD_MS));
  },
});

export const listeningEar = (hear: Hear): Ear => ({
  async words({ audio }) {
    return wordsIn(await hear(audio()));
  },
});

const wordsIn = (text: string): string[] => text.match(/\S+/g) ?? [];

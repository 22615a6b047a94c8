/** Words and phrases that are likely now, as each model takes them. */

/** Whisper reads 224 tokens of a prompt and no more. */
const MOST_CHARACTERS = 600;
const MOST_PHRASES = 100;

/** Each once; what goes beyond is left out. */
export function likelyPhrases(phrases: readonly string[]): string[] {
  let left = MOST_CHARACTERS;
  const plain = phrases.map((phrase) => phrase.replace(/[\s,]+/g, " ").trim()).filter(Boolean);
  return [...new Set(plain)].slice(0, MOST_PHRASES).filter((phrase) => {
    left -= phrase.length + 2;
    return left >= 0;
  });
}

export interface Hints {
  keywords?: string[];
  prompt?: string;
}

/** The two newest models have a list of their own for this; the others read it as the text before; one takes neither. */
export function hintsFor(model: string, phrases: readonly string[]): Hints {
  const likely = likelyPhrases(phrases);
  if (likely.length === 0 || model === "gpt-realtime-whisper" || model.includes("diarize")) return {};
  const takesKeywords = model === "gpt-transcribe" || model === "gpt-live-transcribe";
  return takesKeywords ? { keywords: likely } : { prompt: likely.join(", ") };
}

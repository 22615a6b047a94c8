/** Which of the intended words were heard. Pure. */
import type { Turn } from "@offhook/api-client";

export interface Heard {
  heard: string;
  /** Meant to follow, and not heard; empty: all was heard. */
  unheard: string;
}

/** The transcript's text is what was heard; the rest of what was meant comes after it. */
export function heardOf({ text, intendedText }: Pick<Turn, "text" | "intendedText">): Heard {
  if (!intendedText || intendedText.trim() === text.trim()) return { heard: text, unheard: "" };
  const [heardWords, meantWords] = [wordsOf(text), wordsOf(intendedText)];
  let place = 0;
  // A clause said again after a false interruption stands once in the text: words are looked for in order, none is skipped back.
  for (const word of heardWords) {
    const found = meantWords.findIndex((meant, index) => index >= place && bare(meant) === bare(word));
    if (found !== -1) place = found + 1;
  }
  return { heard: text, unheard: meantWords.slice(place).join(" ") };
}

/** About how long the unheard words would have taken, at the pace of the heard ones. */
export function unheardMs(turn: Turn): number {
  const { heard, unheard } = heardOf(turn);
  if (!turn.interrupted || unheard === "" || heard === "") return 0;
  return ((turn.endMs - turn.startMs) / heard.length) * unheard.length;
}

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);
const bare = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

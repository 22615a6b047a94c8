/** A reply of the session itself, as far as the record of the conversation is concerned. */

export interface OwnReply {
  /** The vendor's items of it, in order; none until it has begun. */
  itemIds: string[];
  /** Ids of the tool calls in it. */
  callIds: string[];
  /** Its words as the vendor gave them, heard or not. */
  text: string;
  /** It is over, or was called off: nothing more comes of it. */
  isSettled: boolean;
}

/** A stretch of what the agent said: by the session itself, or by somebody else. */
export type Stretch = { own: OwnReply } | { text: string };

/** A word or two are the same by chance. */
const LEAST_WORDS = 3;

/**
 * What the agent said, as the call remembers it, taken apart: own replies are found by their words, of which the caller may
 * have heard only the beginning. What is left was said by others.
 */
export function takeApart(said: string, replies: readonly OwnReply[]): Stretch[] {
  const stretches: Stretch[] = [];
  let words = wordsIn(said);
  for (const own of replies) {
    const { at, length } = longestStart(wordsIn(own.text), words);
    if (length === 0) continue;
    if (at > 0) stretches.push({ text: words.slice(0, at).join(" ") });
    stretches.push({ own });
    words = words.slice(at + length);
  }
  if (words.length > 0) stretches.push({ text: words.join(" ") });
  return stretches;
}

/** Where the longest beginning of `own` stands in `words`. */
function longestStart(own: readonly string[], words: readonly string[]): { at: number; length: number } {
  let best = { at: 0, length: 0 };
  for (let at = 0; at < words.length; at += 1) {
    let length = 0;
    while (length < own.length && own[length] === words[at + length] && at + length < words.length) length += 1;
    const isMeant = length === own.length || length >= LEAST_WORDS || at === 0;
    if (isMeant && length > best.length) best = { at, length };
  }
  return best;
}

const wordsIn = (text: string): string[] => text.match(/\S+/g) ?? [];

/** Words that a caller is likely to say now, as Deepgram takes them. */

/** Deepgram takes about a hundred. */
const MOST_KEYTERMS = 100;
/** A sentence is no term. */
const MOST_CHARACTERS = 60;

/** The assistant's own first, then what the dialogue expects; each once. */
export function keytermsOf(own: readonly string[], expected: readonly string[]): string[] {
  const terms = [...own, ...expected].map((term) => term.replace(/\s+/g, " ").trim());
  const fit = terms.filter((term) => term !== "" && term.length <= MOST_CHARACTERS);
  return [...new Set(fit)].slice(0, MOST_KEYTERMS);
}

/** Older models know weighted single `keywords` only, and refuse this. */
export const takesKeyterms = (model: string): boolean => model.startsWith("nova-3") || model.startsWith("flux-");

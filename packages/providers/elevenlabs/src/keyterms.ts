/** Words that a caller is likely to say now, as Scribe takes them: fifty terms of twenty characters each. */

const MOST_KEYTERMS = 50;
const MOST_CHARACTERS = 20;
/** A longer name is given by its words; a whole sentence is no term. */
const MOST_WORDS = 3;
/** Shorter ones are in every sentence. */
const LEAST_CHARACTERS = 4;

/** The assistant's own first, then what the dialogue expects; each once. */
export function keytermsOf(own: readonly string[], expected: readonly string[]): string[] {
  const terms = [...own, ...expected].map((term) => term.replace(/\s+/g, " ").trim());
  return [...new Set(terms.flatMap(fitting))].slice(0, MOST_KEYTERMS);
}

function fitting(term: string): string[] {
  if (term.length <= MOST_CHARACTERS) return term === "" ? [] : [term];
  const words = term.split(" ");
  if (words.length > MOST_WORDS) return [];
  return words.filter((word) => word.length >= LEAST_CHARACTERS && word.length <= MOST_CHARACTERS);
}

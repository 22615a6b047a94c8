/** Words that a caller is likely to say now, as Cartesia takes them: a hundred terms of 1,200 characters in all. */

const MOST_KEYTERMS = 100;
const MOST_CHARACTERS = 1_200;
/** A sentence is no term. */
const MOST_IN_ONE = 60;

/** The assistant's own first, then what the dialogue expects; each once. */
export function keytermsOf(own: readonly string[], expected: readonly string[]): string[] {
  const terms = [...own, ...expected].map((term) => term.replace(/\s+/g, " ").trim());
  const fit = [...new Set(terms)].filter((term) => term !== "" && term.length <= MOST_IN_ONE).slice(0, MOST_KEYTERMS);
  let characters = 0;
  return fit.filter((term) => {
    characters += term.length;
    return characters <= MOST_CHARACTERS;
  });
}

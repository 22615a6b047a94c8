/** Tells the vendor's own words from others' in what the caller heard. */

/** A beginning that two answers have in common by chance is shorter. */
const LEAST_SAME_WORDS = 3;

/**
 * What of `heard` the vendor did not say itself: nothing where it is `own` or its beginning, else what was added after it. All
 * of it where it begins otherwise.
 */
export function restOfOwn(heard: string, own: string): string {
  const heardWords = wordsIn(heard);
  const ownWords = wordsIn(own);
  let same = 0;
  while (same < heardWords.length && heardWords[same]?.plain === ownWords[same]?.plain) same += 1;
  const isOwn = same > 0 && (same >= LEAST_SAME_WORDS || same === heardWords.length || same === ownWords.length);
  const rest = isOwn ? heardWords.slice(same) : heardWords;
  return rest.map(({ word }) => word).join(" ");
}

const wordsIn = (text: string): { word: string; plain: string }[] =>
  (text.match(/\S+/g) ?? []).map((word) => ({ word, plain: word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") }));

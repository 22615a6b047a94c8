/** Text as vendors' voices take it: without what nobody can say, in pieces that no vendor finds too long. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNSPEAKABLE = /[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/g;
/** Letters or digits of any script. */
const SPEAKABLE = /[\p{L}\p{N}]/u;

/** Empty where nothing is left to say. Joined by spaces, the pieces are the text again. */
export function speakablePieces(text: string, mostCharacters: number): string[] {
  let rest = text.replace(UNSPEAKABLE, " ").replace(/\s+/g, " ").trim();
  if (!SPEAKABLE.test(rest)) return [];
  const pieces: string[] = [];
  while (rest.length > mostCharacters) {
    const cut = placeToCut(rest.slice(0, mostCharacters + 1), mostCharacters);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

/** After a sentence if there is one, else after a word, else anywhere but inside a letter. */
function placeToCut(head: string, most: number): number {
  const sentence = Math.max(head.lastIndexOf(". "), head.lastIndexOf("! "), head.lastIndexOf("? "));
  if (sentence > 0) return sentence + 1;
  const word = head.lastIndexOf(" ");
  if (word > 0) return word;
  const low = head.charCodeAt(most);
  return low >= 0xdc00 && low <= 0xdfff ? most - 1 : most;
}

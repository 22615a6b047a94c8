/** How an unknown word sounds, in the closed transcriber's phones: flite's letter-to-sound rules, translated. */
import type { Flite } from "../voice/flite.ts";

/** The acoustic model has no reduced vowel; the dictionary writes it as AH. */
const TRANSLATIONS: Readonly<Record<string, string>> = { ax: "AH", axr: "ER", el: "AH L", em: "AH M", en: "AH N" };

/** Null for a word without a sound. */
export function pronounce(flite: Flite, word: string): string | null {
  const phones = flite(word, { voice: "kal" })
    .phones.filter(({ name }) => name !== "pau")
    .map(({ name }) => TRANSLATIONS[name] ?? name.toUpperCase());
  return phones.length > 0 ? phones.join(" ") : null;
}

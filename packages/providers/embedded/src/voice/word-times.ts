/**
 * When each word of a sentence is spoken. flite prints phones with times but not which word they belong to; how many
 * phones a word has is found by having the small `kal` voice read the words apart, with a pause after each.
 */
import type { WordTime } from "@offhook/engine/ports";
import type { Flite, Phone } from "./flite.ts";

/** Enough for every word an assistant uses. */
const MAX_WORDS_REMEMBERED = 20_000;

export function createWordTimer(flite: Flite): (text: string, phones: readonly Phone[]) => WordTime[] | null {
  const phoneCounts = new Map<string, number>();
  return (text, phones) => {
    const words = text.split(" ").filter((word) => /[a-z0-9]/i.test(word));
    const unknown = [...new Set(words.map(bare))].filter((word) => !phoneCounts.has(word));
    if (unknown.length > 0) {
      if (phoneCounts.size > MAX_WORDS_REMEMBERED) phoneCounts.clear();
      for (const [index, count] of (countPhones(flite, unknown) ?? []).entries()) {
        phoneCounts.set(unknown[index] as string, count);
      }
    }
    return assign(words, phones, phoneCounts);
  };
}

/** Without the punctuation around it, which would move the pauses. */
function bare(word: string): string {
  return word.toLowerCase().replace(/^[^a-z0-9$]+|[^a-z0-9%]+$/g, "");
}

function countPhones(flite: Flite, words: readonly string[]): number[] | null {
  const { phones } = flite(words.join(", "), { voice: "kal" });
  const groups: number[] = [];
  let count = 0;
  for (const phone of phones) {
    if (phone.name !== "pau") count++;
    else if (count > 0) {
      groups.push(count);
      count = 0;
    }
  }
  if (count > 0) groups.push(count);
  // A number read with a pause inside gives more groups than words: then nothing is known.
  return groups.length === words.length ? groups : null;
}

/** Null where the counts do not add up ("Dr." is read differently alone): no times are better than wrong ones. */
function assign(words: readonly string[], phones: readonly Phone[], counts: Map<string, number>): WordTime[] | null {
  const times: WordTime[] = [];
  let at = 0;
  for (const word of words) {
    while (phones[at]?.name === "pau") at++;
    const count = counts.get(bare(word));
    const last = phones[at + (count ?? 0) - 1];
    if (!count || !last) return null;
    if (phones.slice(at, at + count).some((phone) => phone.name === "pau")) return null;
    times.push({ word, startMs: phones[at - 1]?.endMs ?? 0, endMs: last.endMs });
    at += count;
  }
  return phones.slice(at).every((phone) => phone.name === "pau") ? times : null;
}

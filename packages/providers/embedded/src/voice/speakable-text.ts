/** What flite can read: ASCII letters, digits and common punctuation. Says why where nothing is left. */
import type { EmbeddedFaultCode } from "../faults.ts";

export type Speakable = { ok: true; text: string } | { ok: false; code: EmbeddedFaultCode };

const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/[‘’ʼ]/g, "'"],
  [/[“”«»]/g, '"'],
  [/[–—−]/g, " - "],
  [/…/g, "..."],
  [/ß/g, "ss"],
  [/[æÆ]/g, "ae"],
  [/[øØ]/g, "o"],
  [/&/g, " and "],
];

export function speakableText(text: string): Speakable {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latinLetters = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  // A text mostly in another script would come out as a few stray syllables: say so instead.
  if (letters > latinLetters * 2) return { ok: false, code: "voice-language-unsupported" };
  const ascii = REPLACEMENTS.reduce((result, [from, to]) => result.replace(from, to), text)
    .normalize("NFD")
    .replace(/[^\x20-\x7e]+/g, (skipped) => (/^\p{M}+$/u.test(skipped) ? "" : " "))
    .replace(/[<>{}[\]\\^`|~_*#]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return /[a-z0-9]/i.test(ascii) ? { ok: true, text: ascii } : { ok: false, code: "voice-nothing-to-say" };
}

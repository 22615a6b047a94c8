/** What Scribe's word times say of a segment: where it stands, and how sure its words are. */
import type { ScribeWord } from "./scribe-message.ts";
import type { Span } from "./segment-span.ts";

/** The detector and the vendor see the same word begin within this of each other. */
const SAME_WORD_MS = 1_500;

/**
 * From the first word on, and up to the pause that was committed: nothing more is to come for this sound. Times that lie
 * elsewhere are not believed, since only the vendor knows from where it counts.
 */
export function spanOfWords(words: readonly ScribeWord[] | null, heard: Span, place: (ms: number) => number): Span {
  const [first, last] = [words?.[0], words?.at(-1)];
  if (!first || !last) return heard;
  const startAudioMs = place(first.startS * 1_000);
  const endAudioMs = Math.max(place(last.endS * 1_000), heard.endAudioMs);
  const believed =
    Math.abs(startAudioMs - heard.startAudioMs) <= SAME_WORD_MS && endAudioMs <= heard.endAudioMs + SAME_WORD_MS;
  return believed && startAudioMs <= endAudioMs ? { startAudioMs, endAudioMs } : heard;
}

/** The words' geometric mean; null where none is told. */
export function probabilityOf(words: readonly ScribeWord[] | null): number | null {
  const told = (words ?? []).flatMap(({ probability }) => (probability === null ? [] : [probability]));
  if (told.length === 0) return null;
  return Math.exp(told.reduce((sum, one) => sum + Math.log(Math.max(one, Number.MIN_VALUE)), 0) / told.length);
}

/**
 * Where a clause ends in the sound of a reply that was made in one piece: by its share of the letters, counted in sound
 * that is not silence, and then at the pause nearest to that place. Pure; knows 20 ms frames and letters.
 */

export const CUT_FRAME_MS = 20;

export interface SoundSoFar {
  /** Frame by frame: is it sound, or a pause? */
  sounds: readonly boolean[];
  /** No more sound will come. */
  complete: boolean;
}

export interface ClausePlace {
  /** Frame at which this clause begins. */
  fromFrame: number;
  /** Letters of this clause, without spaces. */
  letters: number;
  /** Letters from this clause to the end of the reply, if all its words are known. */
  lettersToEnd: number | null;
  /** It ends a sentence, or has a comma: a pause is likely there. */
  endsInPause: boolean;
}

/** Sound frames a letter, pauses left out: English speech at 13 to 17 letters a second. */
export const FRAMES_A_LETTER = 3.2;
/** A pause is looked for so far before and after the place that the letters give: a quarter of a long clause, at least this. */
const LEAST_REACH_FRAMES = 20;
const REACH_SHARE = 0.25;
/** In a word or two there is no pause, and its sound should not wait for what comes after it. */
const SHORT_REACH_SHARE = 0.5;
/** Shorter silences are within words. */
const LEAST_PAUSE_FRAMES = 4;

/**
 * The frame at which the clause ends; null: not enough sound is there to tell. `sureUpTo`: up to here the sound is this
 * clause's whatever comes.
 */
export function cutClause(
  { sounds, complete }: SoundSoFar,
  { fromFrame, letters, lettersToEnd, endsInPause }: ClausePlace,
  framesALetter: number = FRAMES_A_LETTER,
): { endFrame: number | null; sureUpTo: number } {
  const isLast = lettersToEnd !== null && letters >= lettersToEnd;
  if (isLast) return { endFrame: complete ? sounds.length : null, sureUpTo: sounds.length };
  const whole = complete && lettersToEnd !== null;
  const soundLeft = whole ? count(sounds, fromFrame, sounds.length) : 0;
  const wanted = whole ? (soundLeft * letters) / lettersToEnd : letters * framesALetter;
  const target = placeOf(sounds, fromFrame, wanted);
  const least = Math.min(LEAST_REACH_FRAMES, Math.round(wanted * SHORT_REACH_SHARE));
  const reach = Math.max(least, Math.round(wanted * REACH_SHARE));
  const sureUpTo = Math.min(sounds.length, Math.max(fromFrame, Math.min(target, sounds.length) - reach));
  if (!complete && target + reach > sounds.length) return { endFrame: null, sureUpTo };
  const from = Math.max(fromFrame + 1, target - reach);
  const to = Math.min(sounds.length, target + reach);
  return { endFrame: pauseEnd(sounds, from, to, target, endsInPause) ?? Math.min(target, sounds.length), sureUpTo };
}

/** The frame by which so much sound has been; beyond the end if there is not so much. */
function placeOf(sounds: readonly boolean[], fromFrame: number, wanted: number): number {
  let left = wanted;
  for (let frame = fromFrame; frame < sounds.length; frame++) {
    if (sounds[frame]) left -= 1;
    if (left <= 0) return frame + 1;
  }
  return sounds.length + Math.ceil(left);
}

/** The end of the longest pause within reach, or of the nearest where no pause is due. */
function pauseEnd(
  sounds: readonly boolean[],
  from: number,
  to: number,
  target: number,
  longest: boolean,
): number | null {
  let best: { end: number; worth: number } | null = null;
  for (let frame = from; frame < to; frame++) {
    if (sounds[frame] || (frame > from && !sounds[frame - 1])) continue;
    let end = frame;
    while (end < sounds.length && !sounds[end]) end++;
    const length = end - frame;
    if (length < LEAST_PAUSE_FRAMES) continue;
    const worth = longest ? length - Math.abs(frame - target) / 4 : -Math.abs(frame - target);
    if (!best || worth > best.worth) best = { end, worth };
  }
  return best?.end ?? null;
}

function count(sounds: readonly boolean[], from: number, to: number): number {
  let sum = 0;
  for (let frame = from; frame < to; frame++) if (sounds[frame]) sum += 1;
  return sum;
}

export const lettersOf = (text: string): number => text.replace(/\s+/g, "").length;
export const endsInPause = (text: string): boolean => /[.,;:!?…—–]["')\]]*$/.test(text.trim());

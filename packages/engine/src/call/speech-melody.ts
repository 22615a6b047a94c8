/**
 * How a stretch of speech ends, beside the caller's own voice: finished sentences end low and die away, a pause in the
 * middle of one keeps the voice up. Counts frames; knows no clock and no words.
 */
import type { Ending } from "../conversation/inputs.ts";

/** A frame of speech as the tracker sees it; `hz` is null where nothing periodic was found. */
export interface VoiceFrame {
  hz: number | null;
  levelDb: number;
}

/** 20 s of frames of the caller's voice tell its middle; longer stretches are noise. */
const MOST_FRAMES = 625;
/** The last tenth of a second that has a pitch. */
const LAST_VOICED = 3;
/** Further from the middle than this is an octave error of the estimate, not a voice. */
const OCTAVE_ERROR_SEMITONES = 10;

export class SpeechMelody {
  private frames: VoiceFrame[] = [];
  /** Pitches of earlier stretches, as they came and from low to high: asked for at each pause, of each of many calls. */
  private known: number[] = [];
  private knownSorted: readonly number[] = [];

  begin(): void {
    this.frames = [];
  }

  note(frame: VoiceFrame): void {
    this.frames.push(frame);
    if (this.frames.length > MOST_FRAMES) this.frames.shift();
  }

  /** The present stretch was the caller's: its pitches tell the middle of the voice from now on. */
  learn(): void {
    this.known = [...this.known, ...pitchesOf(this.frames)].slice(-MOST_FRAMES);
    this.knownSorted = sorted(this.known);
  }

  /** Null where too little of it has a pitch. */
  ending(): Ending | null {
    const pitches = pitchesOf(this.frames);
    if (pitches.length < LAST_VOICED) return null;
    const middle = middleOf(this.knownSorted, sorted(pitches));
    const last = pitches.filter((one) => Math.abs(one - middle) < OCTAVE_ERROR_SEMITONES).slice(-LAST_VOICED);
    const levels = this.frames.map((one) => one.levelDb);
    return {
      pitchSemitones: tenths(last.length > 0 ? median(last) - middle : 0),
      fadeDb: tenths(mean(levels.slice(-LAST_VOICED)) - mean(levels)),
    };
  }
}

/** Semitones above 100 Hz. */
const pitchesOf = (frames: readonly VoiceFrame[]): number[] =>
  frames.flatMap(({ hz }) => (hz === null ? [] : [12 * Math.log2(hz / 100)]));

const sorted = (values: readonly number[]): number[] => [...values].sort((one, other) => one - other);

/** The median of both, each from low to high. */
function middleOf(one: readonly number[], other: readonly number[]): number {
  let [at, otherAt, middle] = [0, 0, 0];
  for (let place = (one.length + other.length) >> 1; place >= 0; place -= 1) {
    const [low = Number.POSITIVE_INFINITY, otherLow = Number.POSITIVE_INFINITY] = [one[at], other[otherAt]];
    middle = Math.min(low, otherLow);
    if (low <= otherLow) at += 1;
    else otherAt += 1;
  }
  return middle;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number => middleOf([], sorted(values));
const tenths = (value: number): number => Math.round(value * 10) / 10;

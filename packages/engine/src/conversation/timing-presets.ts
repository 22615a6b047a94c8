/**
 * Named sets of timing values for three kinds of callers and lines. Each gives only what differs from `DEFAULT_TIMING`; the
 * console offers them, and an assistant that takes one keeps the numbers, not the name. Knows no call.
 */
import type { Timing } from "./defaults.ts";

export type TimingPresetId = "brisk" | "patient" | "noisy-line";

export interface TimingPreset {
  readonly id: TimingPresetId;
  /** Milliseconds, but for `idlePrompts`, which counts. */
  readonly timing: Readonly<Partial<Timing>>;
}

/**
 * Short answers to short questions, by callers who know what they want. Not measured as a set. The median wait hangs on
 * `waitCompleteMs` alone: `waitUnsureMs` 700 left it where it was (455 ms for 456) and cut off 8.5 % of turns for 6.0 %
 * (docs/turn-taking.md, "quick"). So the sure end is answered 100 ms sooner, and more callers are cut off than in that row.
 * `waitIncompleteMs` stays above 1.2 s, a usual pause within a dictated number: at 800 every fifth turn was cut off ("hasty").
 */
const BRISK: TimingPreset = {
  id: "brisk",
  timing: {
    waitCompleteMs: 240,
    waitUsualMs: 350,
    waitUnsureMs: 700,
    waitIncompleteMs: 1_300,
    idlePromptMs: 6_000,
  },
};

/**
 * Callers who think while they speak, older people, a language that is not theirs. The waits are those of the row "patient"
 * of docs/turn-taking.md (4.0 % of turns cut off, 715 ms at the median), `waitUsualMs` and `waitIncompleteMs` included, which
 * are the defaults there. The other three have no part in a turn's end: more time before a silent caller is asked, or keys count.
 */
const PATIENT: TimingPreset = {
  id: "patient",
  timing: {
    waitCompleteMs: 600,
    waitUnsureMs: 1_300,
    idlePromptMs: 12_000,
    idlePrompts: 3,
    keysPauseMs: 5_000,
  },
};

/**
 * A street, a car, a television behind the caller. Not measured as a set; its wait is that of the row "calm" (4.5 % cut off,
 * 565 ms). 280 ms of speech before the agent falls silent instead of 160: coughs and doors are mostly shorter, and the caller
 * waits 120 ms longer for it. Where noise keeps the detector at "speech", a turn ends 2 s after its last word instead of 3;
 * after a sound that was long enough to be meant and has no words the agent goes on after 2.5 s instead of 5.
 */
const NOISY_LINE: TimingPreset = {
  id: "noisy-line",
  timing: {
    waitCompleteMs: 450,
    bargeInMs: 280,
    wordsQuietMs: 2_000,
    wordlessMs: 2_500,
  },
};

export const TIMING_PRESETS: readonly TimingPreset[] = Object.freeze([BRISK, PATIENT, NOISY_LINE]);

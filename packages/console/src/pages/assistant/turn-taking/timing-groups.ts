/** Every number of the timing, in the order in which a call meets them. Pure. */
import type { Timing } from "../../../data/assistants.ts";

export type TimingName = keyof Timing;

export const TIMING_GROUPS = {
  turnEnd: [
    "waitCompleteMs",
    "waitUsualMs",
    "waitUnsureMs",
    "waitIncompleteMs",
    "wordsQuietMs",
    "transcriptLateMs",
    "keysPauseMs",
  ],
  interruption: ["bargeInMs", "bargeInDecisionMs", "wordlessMs"],
  answer: ["firstFillerMs", "nextFillerMs", "toolSilentMs", "replyOverdueMs", "voiceOverdueMs", "markOverdueMs"],
  silence: ["idlePromptMs", "idlePrompts"],
  line: ["transferRingMs", "transferOutcomeMs", "resumeWindowMs", "goodbyeGraceMs", "almostOverMs", "maxDurationMs"],
} as const satisfies Record<string, readonly TimingName[]>;

export type TimingGroup = keyof typeof TIMING_GROUPS;

/** A count; all others are milliseconds. */
export const isCount = (name: TimingName): boolean => name === "idlePrompts";

/** As the server takes them: a day at most. Nothing typed: the default. */
export function readTiming(text: string): string | null {
  // A comma before three digits parts thousands; "1,5" is no whole number.
  const plain = text.replace(/[\s\u00a0\u202f]|,(?=\d{3}(?!\d))/g, "");
  if (plain === "") return "";
  return /^\d{1,8}$/.test(plain) && Number(plain) <= 86_400_000 ? String(Number(plain)) : null;
}

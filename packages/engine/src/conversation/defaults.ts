/** The timing table. Each number is a setting of the assistant; these are its defaults. Milliseconds unless said. */
export interface Timing {
  /** Endpointing waits after the end of speech, by how complete the words are. */
  waitCompleteMs: number;
  waitUsualMs: number;
  /** The words are whole, but the voice stayed up: somebody thinks about what comes next. */
  waitUnsureMs: number;
  waitIncompleteMs: number;
  /** Words known, the detector still says speech: end after this long without a new word. */
  wordsQuietMs: number;
  /** Speech ended, no words yet: how long the transcriber may still be late. */
  transcriptLateMs: number;
  bargeInMs: number;
  /** From the onset of speech to the decision at the latest. */
  bargeInDecisionMs: number;
  firstFillerMs: number;
  nextFillerMs: number;
  toolSilentMs: number;
  replyOverdueMs: number;
  idlePromptMs: number;
  idlePrompts: number;
  goodbyeGraceMs: number;
  keysPauseMs: number;
  resumeWindowMs: number;
  transferRingMs: number;
  /** Back from dialling: how long the outcome may be missing. */
  transferOutcomeMs: number;
  maxDurationMs: number;
  almostOverMs: number;
  /** A mark is overdue this long after its audio should have been played. */
  markOverdueMs: number;
  /** Nothing of a clause has left this long after it was its turn: it will not be spoken. */
  voiceOverdueMs: number;
  /** Silent for a caller whose words do not come: then the agent goes on. */
  wordlessMs: number;
}

export const DEFAULT_TIMING: Readonly<Timing> = Object.freeze({
  // "yes", a full date, a sentence that ends: at 240 ms 8 % of turns were cut off, at 340 ms 5 % (docs/turn-taking.md)
  waitCompleteMs: 340,
  waitUsualMs: 450,
  waitUnsureMs: 1_000, // chosen on the curve of docs/turn-taking.md
  // "my number is five five five…" and 1.2 s of silence: the detector hears 1.35 s, and the next onset 0.1 s late
  waitIncompleteMs: 1_500,
  wordsQuietMs: 3_000, // a partial transcription may be this late on a busy machine; a live speaker must not be cut
  transcriptLateMs: 2_000,
  bargeInMs: 160,
  bargeInDecisionMs: 700,
  firstFillerMs: 1_200,
  nextFillerMs: 3_400, // with the filler's own start-up this keeps every silence under 4 s
  toolSilentMs: 1_500,
  replyOverdueMs: 12_000,
  idlePromptMs: 8_000,
  idlePrompts: 2,
  goodbyeGraceMs: 1_000,
  keysPauseMs: 3_000,
  resumeWindowMs: 15_000,
  transferRingMs: 20_000,
  transferOutcomeMs: 1_000,
  maxDurationMs: 900_000,
  almostOverMs: 30_000,
  markOverdueMs: 1_500,
  voiceOverdueMs: 3_500,
  wordlessMs: 5_000,
});

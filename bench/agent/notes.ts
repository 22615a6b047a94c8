/** When things happened in the measured process, on the machine's clock. */

export interface Noted {
  what:
    | "model-asked"
    | "model-answered"
    | "voice-asked"
    | "voice-answered"
    | "fault"
    | "words-came"
    | "turn-ended"
    | "caller-speech-ended"
    | "barge-in-trigger";
  atMs: number;
  /** Which provider, or for a turn's end the reason. */
  by?: string;
  /** For a turn's end: what endpointing wanted to wait. */
  policyMs?: number;
  /** Place in the caller's stream, from the stream's start. */
  audioMs?: number;
}

export type Note = (noted: Noted) => void;

/** What a speaking model's process is asked, and what it answers. */

export type SpeakingJob =
  /** Load the model, so that the first clause does not wait for it. */
  { do: "load" } | { do: "speak"; text: string; speaker: number; speed: number };

export interface SpokenSound {
  /** µ-law at 8 kHz. */
  audio: Uint8Array;
}

/** What a hearing model's process is asked, and what it answers. */

export type HearingJob =
  /** Load the model, so that the first caller does not wait for it. */
  | { do: "load" }
  /** A whole utterance, µ-law. */
  | { do: "decode"; audio: Uint8Array }
  /** The next sound of a stream, µ-law; a number not seen before begins one, `end` ends it. */
  | { do: "stream"; stream: number; audio: Uint8Array; end: boolean }
  /** Nobody waits for this stream any more. */
  | { do: "forget"; stream: number };

export interface HearingWords {
  text: string;
}

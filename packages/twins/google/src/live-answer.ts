/** What a live session of the twin is told to answer. */

export interface LiveToolCall {
  /** Default `function-call-` and a number that counts the session's calls. */
  id?: string;
  name: string;
  args?: Readonly<Record<string, unknown>>;
}

export interface LiveAnswer {
  text?: string;
  /** After the text. With a blocking declaration the turn waits for the results, and goes on with the next answer. */
  calls?: readonly LiveToolCall[];
  /** As `turnCompleteReason`, such as `RESPONSE_REJECTED`. */
  endsBecause?: string;
  /** Instead of the seeded latencies. */
  firstReplyMs?: number;
  betweenReplyMs?: number;
  /** After so many pieces of sound nothing more comes of this answer, and the session lives on. */
  hangsAfter?: number;
}

export const asLiveAnswer = (answer: LiveAnswer | string): LiveAnswer =>
  typeof answer === "string" ? { text: answer } : answer;

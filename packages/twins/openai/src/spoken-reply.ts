/** What a realtime twin is told to answer. */
import type { TwinToolCall } from "./answers.ts";

export interface RealtimeAnswer {
  text?: string;
  calls?: readonly TwinToolCall[];
  /** It does not come to its end: the sound made so far is all there is. */
  endsAs?: "max_output_tokens" | "content_filter" | { failed: string };
  /** Instead of the seeded latencies. */
  firstReplyMs?: number;
  betweenReplyMs?: number;
  /** Nothing at all after `response.created`. */
  hangs?: boolean;
}

export const asRealtimeAnswer = (answer: RealtimeAnswer | string): RealtimeAnswer =>
  typeof answer === "string" ? { text: answer } : answer;

/** What the twin is told to answer: words, tool calls, and what can go wrong on the way. */
import type { LineTrouble } from "@offhook/twin-kit";

export interface TwinAnswer {
  text?: string;
  /** Thought before the answer: sent as a part of its own where the request asks for thoughts, counted always. */
  thoughts?: string;
  calls?: readonly TwinToolCall[];
  /** Default `STOP`. */
  finishReason?: string;
  /** The prompt is blocked: no candidates at all. */
  blockReason?: string;
  /** Of the prompt, as found in a cache. */
  cachedTokens?: number;
  /** Instead of the seeded latencies: to the first chunk, and between chunks. */
  firstTokenMs?: number;
  betweenTokensMs?: number;
  /** Its messages are chunks. */
  trouble?: LineTrouble;
}

export interface TwinToolCall {
  /** Left out, as the API does now and then, with `null`. */
  id?: string | null;
  name: string;
  args: Readonly<Record<string, unknown>>;
}

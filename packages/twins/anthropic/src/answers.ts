/** What the twin is told to answer: words, tool calls, and what can go wrong on the way. */
import type { LineTrouble } from "@offhook/twin-kit";

export interface TwinAnswer {
  text?: string;
  /** Thought before the answer, in a block of its own. */
  thinking?: string;
  calls?: readonly TwinToolCall[];
  /** Default: `tool_use` if there are calls, else `end_turn`. */
  stopReason?: string;
  /** A `ping` after each event. */
  pings?: boolean;
  /** Instead of the seeded latencies: to the first word, and between words. */
  firstTokenMs?: number;
  betweenTokensMs?: number;
  /** Its messages are events. `message_start` is the first, the beginning of a block the second. */
  trouble?: LineTrouble;
}

export interface TwinToolCall {
  id?: string;
  name: string;
  input: Readonly<Record<string, unknown>>;
}

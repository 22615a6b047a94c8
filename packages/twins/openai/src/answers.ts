/** What the twin is told to answer: words, tool calls, and everything that can go wrong on the way. */
import type { REFUSALS } from "./refusals.ts";

export interface TwinAnswer {
  text?: string;
  calls?: readonly TwinToolCall[];
  /** Default: `tool_calls` if there are calls, else `stop`. */
  finishReason?: "stop" | "length" | "tool_calls" | "content_filter";
  /** Instead of the seeded latencies: to the first piece, and between pieces. */
  firstTokenMs?: number;
  betweenTokensMs?: number;
  trouble?: TwinTrouble;
}

export interface TwinToolCall {
  id?: string;
  name: string;
  /** An object, or a string that goes out as it stands, broken or not. */
  arguments: Record<string, unknown> | string;
}

export type TwinTrouble =
  /** Refused before any stream: the body as OpenAI writes it. */
  | { type: "refuse"; status: keyof typeof REFUSALS; code?: string; message?: string; retryAfterS?: number }
  /** After this many content pieces … nothing more comes, and the connection stays open. */
  | { type: "stall"; afterPieces: number }
  /** … the socket is closed: `politely` with an end of the stream, otherwise reset. */
  | { type: "close"; afterPieces: number; politely?: boolean }
  /** … an error comes instead of a chunk. */
  | { type: "error"; afterPieces: number; code?: string; message?: string; named?: boolean }
  /** … a line comes that is no JSON. */
  | { type: "garbage"; afterPieces: number }
  /** … a piece comes whose bytes are no UTF-8. */
  | { type: "broken-bytes"; afterPieces: number }
  /** Every chunk is sent twice. */
  | { type: "double" }
  /** The last text piece is repeated for ever. */
  | { type: "endless" }
  /** Not even headers come. */
  | { type: "silent" };

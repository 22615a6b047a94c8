/** What can be set about an OpenAI-compatible model, and the defaults. */
import type { Clock } from "@offhook/engine/ports";

export interface ModelTimeouts {
  /** From the request to the answer's headers. */
  connectMs: number;
  /** From the request to the first piece of text or of a tool call. */
  firstTokenMs: number;
  /** Between two pieces. */
  stallMs: number;
  /** From the request to the answer's end. */
  endMs: number;
}

/**
 * A little under the call's own watchdogs (4 s for a first token, 3 s for a stall), so that the log names what really
 * happened. A reply of 400 tokens takes 4–10 s from usual servers; the end leaves room for slow local ones.
 */
export const DEFAULT_TIMEOUTS: Readonly<ModelTimeouts> = Object.freeze({
  connectMs: 3_500,
  firstTokenMs: 3_800,
  stallMs: 2_800,
  endMs: 30_000,
});

/** `finish_reason` has come, the usage chunk or `[DONE]` has not: nothing more is worth a longer wait. */
export const AFTER_FINISH_MS = 500;

export const OPENAI_BASE_URL = "https://api.openai.com/v1";

export interface OpenAiCompatibleOptions {
  /** Up to and without `/chat/completions`; default OpenAI's own. */
  baseUrl?: string;
  /** Local servers need none. Sent as a bearer token, kept out of every message. */
  apiKey?: string;
  model: string;
  /** How this model is named in logs and faults; default `openai/<model>`. */
  id?: string;
  timeouts?: Partial<ModelTimeouts>;
  /** Older servers know `max_tokens` only. */
  outputLimitField?: "max_completion_tokens" | "max_tokens";
  /** Sent with every request as they stand, such as `{ temperature: 0.3 }` or `{ reasoning_effort: "low" }`. */
  extraBody?: Readonly<Record<string, unknown>>;
  /** For tests: another way to the server. */
  fetch?: FetchLike;
  /** For tests: another time. */
  clock?: Clock;
}

export type FetchLike = (url: string, init: FetchInit) => Promise<Response>;

export interface FetchInit {
  method: "POST";
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
  redirect: "manual";
}

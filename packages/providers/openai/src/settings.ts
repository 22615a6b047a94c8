/** What can be set about an OpenAI-compatible model, and the defaults. */
import type { Clock } from "@offhook/engine/ports";
import type { ModelTimeouts } from "@offhook/provider-kit";

export { MODEL_TIMEOUTS as DEFAULT_TIMEOUTS, type ModelTimeouts } from "@offhook/provider-kit";

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

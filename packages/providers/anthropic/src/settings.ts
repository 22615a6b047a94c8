/** What can be set about Anthropic, and the defaults. */
import type { Clock } from "@offhook/engine/ports";
import type { PostFetch } from "@offhook/provider-kit";

export const ANTHROPIC_BASE_URL = "https://api.anthropic.com";
/** As the vendor's SDK 1.12.0 sends it. */
const API_VERSION = "2026-10-21";

export interface AnthropicAccount {
  /** Kept out of every message. */
  apiKey: string;
  /** Without `/v1`; default Anthropic's own. */
  baseUrl?: string;
  /** For tests: another way to the server. */
  fetch?: PostFetch;
  /** For tests: another time. */
  clock?: Clock;
}

/** Null: the address that was set is none. */
export function messagesUrl({ baseUrl }: AnthropicAccount): string | null {
  const url = `${(baseUrl ?? ANTHROPIC_BASE_URL).replace(/\/+$/, "")}/v1/messages`;
  return /^https?:\/\/[^/]/.test(url) && URL.canParse(url) ? url : null;
}

/** With this version of the API the SDK sends its key as a bearer token; `x-api-key` is the older way. */
export const headersOf = ({ apiKey }: AnthropicAccount): Record<string, string> => ({
  authorization: `Bearer ${apiKey}`,
  "anthropic-version": API_VERSION,
});

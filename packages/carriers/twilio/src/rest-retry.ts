/**
 * When a request to Twilio may be made again. Its POSTs have no idempotency key, so a POST is repeated only if it surely
 * did nothing: refused with 429, or never connected. A GET may always be repeated.
 */
import type { RestExchange, RestOutcome, RestRequest } from "./rest-exchange.ts";

/** Full jitter, from 100 ms doubling to 3 s, as npm `twilio` does it. */
export const RETRY_DEFAULTS = Object.freeze({ attempts: 4, firstDelayMs: 100, maxDelayMs: 3_000 });

export interface RetryTools {
  exchange: RestExchange;
  /** 0 ≤ x < 1. */
  random(): number;
  sleep(ms: number): Promise<void>;
}

export async function exchangeWithRetries(
  request: RestRequest,
  tools: RetryTools,
  attempts: number = RETRY_DEFAULTS.attempts,
): Promise<RestOutcome> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await tools.exchange(request);
    if (attempt === attempts || !mayRepeat(request, outcome)) return outcome;
    await tools.sleep(delayMs(attempt, tools.random()));
  }
}

function mayRepeat(request: RestRequest, outcome: RestOutcome): boolean {
  if (outcome.kind === "not-connected") return true;
  if (outcome.kind === "answered" && outcome.status === 429) return true;
  if (request.method === "POST") return false;
  return outcome.kind === "lost" || outcome.status >= 500;
}

function delayMs(attempt: number, random: number): number {
  const longestMs = Math.min(RETRY_DEFAULTS.maxDelayMs, RETRY_DEFAULTS.firstDelayMs * 2 ** attempt);
  return Math.floor(longestMs * random);
}

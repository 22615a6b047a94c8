/** What a provider costs in a minute of a call, from its price list and from how much of it a minute uses. Pure. */
import type { ProviderModel } from "@offhook/api-client";

/**
 * A minute of a usual call. People speak 14 to 21 characters a second (Tauroza and Allison 1990); the agent has the floor
 * half of the time and answers four times, with some twenty-five words each. A transcriber hears the whole minute.
 */
export const USUAL_MINUTE = Object.freeze({
  heardSeconds: 60,
  spokenSeconds: 30,
  spokenCharacters: 450,
  answers: 4,
  /** Of the conversation so far and the tools, read with each answer beside the prompt. */
  historyTokens: 500,
  writtenTokens: 130,
});

interface Priced {
  amount: string;
  per: string;
}

/** US dollars; null: no price is known for something that it needs. */
export function priceAMinute(
  { kind, prices }: Pick<ProviderModel, "kind" | "prices">,
  promptTokens: number,
): number | null {
  const { heardSeconds, spokenSeconds, spokenCharacters, answers, historyTokens, writtenTokens } = USUAL_MINUTE;
  if (kind === "model") {
    const read = priceOf(prices, "input-token", answers * (promptTokens + historyTokens));
    const written = priceOf(prices, "output-token", writtenTokens);
    return read === null || written === null ? null : read + written;
  }
  const seconds = kind === "transcriber" ? heardSeconds : spokenSeconds;
  return (
    priceOf(prices, "second", seconds) ??
    priceOf(prices, "minute", seconds / 60) ??
    priceOf(prices, "hour", seconds / 3_600) ??
    (kind === "voice" ? priceOf(prices, "character", spokenCharacters) : null)
  );
}

/** `per` is `minute` or `1000 characters`. */
function priceOf(prices: readonly Priced[], unit: string, quantity: number): number | null {
  for (const { amount, per } of prices) {
    const [, count = "1", name = ""] = /^(?:(\d+) )?(.+?)s?$/.exec(per) ?? [];
    if (name === unit) return (Number(amount) * quantity) / Number(count || 1);
  }
  return null;
}

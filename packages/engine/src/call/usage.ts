/** What a call used of a provider, as it is billed: reported by the provider, or else counted by us. */
import type { ModelMessage, ModelUsage, Usage } from "../ports.ts";

export interface UsageFact {
  /** The provider said so; otherwise it was counted or estimated here. */
  reported: boolean;
  usage: Usage;
  /** Paid for and not heard: the loser of a race, a thought that was given up. */
  wasted?: boolean;
}

/** The vendors' own rule of thumb for English text; other scripts take more. */
const CHARACTERS_A_TOKEN = 4;

/** A model that did not say, or was called off before it could. */
export function estimatedTokens(messages: readonly ModelMessage[], written: string): Usage {
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  return { inputTokens: tokensOf(characters), cachedTokens: 0, outputTokens: tokensOf(written.length) };
}

const tokensOf = (characters: number): number => Math.ceil(characters / CHARACTERS_A_TOKEN);

/** `null`: the model did not say. */
export function usageOfModel(usage: ModelUsage | null, messages: readonly ModelMessage[], written: string): UsageFact {
  return usage
    ? { reported: true, usage: { ...usage } }
    : { reported: false, usage: estimatedTokens(messages, written) };
}

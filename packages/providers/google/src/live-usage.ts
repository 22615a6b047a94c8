/** Tokens of a live session by what they are of: sound costs several times what text does. */
import type { ModelUsage } from "@offhook/engine/ports";
import { number, records } from "@offhook/provider-kit";

type Fields = Record<string, unknown>;

/** Google tells nothing of what is put into a cache. */
export const NO_USAGE: Readonly<Required<Omit<ModelUsage, "cacheWriteTokens">>> = Object.freeze({
  ...{ inputTokens: 0, cachedTokens: 0, outputTokens: 0 },
  ...{ audioInputTokens: 0, cachedAudioInputTokens: 0, audioOutputTokens: 0 },
});

export function liveUsage(usage: Fields | null): ModelUsage | null {
  if (!usage) return null;
  const prompt = byModality(usage.promptTokensDetails, usage.promptTokenCount, "text");
  const cached = byModality(usage.cacheTokensDetails, usage.cachedContentTokenCount, "text");
  const tools = byModality(usage.toolUsePromptTokensDetails, usage.toolUsePromptTokenCount, "text");
  // Without details: a session whose answers are sound.
  const response = byModality(usage.responseTokensDetails, usage.responseTokenCount, "audio");
  return {
    inputTokens: prompt.text + tools.text,
    cachedTokens: cached.text,
    // Thoughts are billed as what is written.
    outputTokens: response.text + count(usage.thoughtsTokenCount),
    audioInputTokens: prompt.audio + tools.audio,
    cachedAudioInputTokens: cached.audio,
    audioOutputTokens: response.audio,
  };
}

export function addUsage(one: ModelUsage, other: ModelUsage): ModelUsage {
  const sums = Object.keys(NO_USAGE).map((name) => {
    const key = name as keyof ModelUsage;
    return [key, (one[key] ?? 0) + (other[key] ?? 0)];
  });
  return Object.fromEntries(sums) as Required<ModelUsage>;
}

interface ByModality {
  text: number;
  audio: number;
}

function byModality(details: unknown, total: unknown, otherwise: keyof ByModality): ByModality {
  const found = { text: 0, audio: 0 };
  const rows = records(details);
  if (rows.length === 0) found[otherwise] = count(total);
  for (const { modality, tokenCount } of rows) found[modality === "AUDIO" ? "audio" : "text"] += count(tokenCount);
  return found;
}

/** Whole and not negative; 0 where it is missing. */
const count = (value: unknown): number => Math.max(0, Math.round(number(value) ?? 0));

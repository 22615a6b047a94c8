/** Tokens of one response, as the vendor counts them: the whole conversation each time, what was there before as cached. */
import type { Item } from "./conversation-items.ts";

const CHARACTERS_A_TOKEN = 4;
/** A tenth of a second of the caller's sound, a twentieth of the model's own. */
const CALLER_MS = 100;
const OWN_MS = 50;

export interface Tokens {
  text: number;
  audio: number;
}

export function tokensOf(items: readonly Item[]): Tokens {
  const sum = { text: 0, audio: 0 };
  for (const item of items) {
    const words = [item.arguments, item.output, ...(item.content ?? []).map(({ text }) => text)].join("");
    sum.text += Math.ceil(words.length / CHARACTERS_A_TOKEN);
    for (const { audioMs = 0, transcript } of item.content ?? []) {
      sum.audio += Math.ceil(audioMs / (item.role === "user" ? CALLER_MS : OWN_MS));
      if (item.role === "assistant") sum.text += Math.ceil((transcript ?? "").length / CHARACTERS_A_TOKEN);
    }
  }
  return sum;
}

/** `before` is what the response before this one had: no more of it is cached than is still there. */
export function usageOf(input: Tokens, before: Tokens, output: Tokens): Record<string, unknown> {
  const cached = { text: Math.min(input.text, before.text), audio: Math.min(input.audio, before.audio) };
  const cachedTokens = cached.text + cached.audio;
  return {
    total_tokens: input.text + input.audio + output.text + output.audio,
    input_tokens: input.text + input.audio,
    output_tokens: output.text + output.audio,
    input_token_details: {
      ...{ text_tokens: input.text, audio_tokens: input.audio, image_tokens: 0, cached_tokens: cachedTokens },
      cached_tokens_details: { text_tokens: cached.text, audio_tokens: cached.audio, image_tokens: 0 },
    },
    output_token_details: { text_tokens: output.text, audio_tokens: output.audio },
  };
}

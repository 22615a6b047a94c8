/** Prompts up to a mark are remembered, and cost less when they come again. */
import { blocksOf, type MessageRequest } from "./message-request.ts";

export interface CountedPrompt {
  input_tokens: number;
  cache_creation_input_tokens: number;
  cache_read_input_tokens: number;
}

/** Shorter prefixes are not kept; 4,096 tokens is Haiku 4.5's limit, others' are lower. */
const LEAST_TOKENS = 4_096;

/** Four characters a token is near enough for a stand-in. */
export const tokensIn = (text: string): number => Math.ceil(text.length / 4);

export class PromptCache {
  private readonly known = new Set<string>();

  /** Counts, and remembers. Prompts are tools, then instructions, then messages. */
  count(request: MessageRequest): CountedPrompt {
    const { model, tools = [], system, messages } = request;
    const blocks = [...tools, ...blocksOf(system), ...messages.flatMap(({ content }) => blocksOf(content))];
    let text = model;
    let read = 0;
    let written = 0;
    for (const { cache_control: mark, ...block } of blocks) {
      text += JSON.stringify(block);
      const tokens = tokensIn(text);
      if (!mark || tokens < LEAST_TOKENS) continue;
      if (this.known.has(text)) read = tokens;
      else written = tokens - read;
      this.known.add(text);
    }
    return {
      input_tokens: tokensIn(text) - read - written,
      cache_creation_input_tokens: written,
      cache_read_input_tokens: read,
    };
  }
}

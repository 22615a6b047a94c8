/** The conversation as a model reads it: the caller's words, and of the agent's only what was heard. */
import type { ModelMessage } from "../ports.ts";

/** Adds heard words; a stretch of speech without a caller's turn between is one message. */
export function addHeard(history: readonly ModelMessage[], text: string): readonly ModelMessage[] {
  const last = history.at(-1);
  if (last?.role === "assistant" && !last.toolCalls) {
    return [...history.slice(0, -1), { role: "assistant", content: `${last.content} ${text}` }];
  }
  return [...history, { role: "assistant", content: text }];
}

export const addCaller = (history: readonly ModelMessage[], text: string): readonly ModelMessage[] => [
  ...history,
  { role: "user", content: text },
];

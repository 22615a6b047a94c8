/** Asks a model of any kind and waits for its whole answer: in virtual time, thinking takes as long as it is told to. */
import type { Model, ModelMessage, ModelToolCall, ModelUsage, ToolDescription } from "@offhook/engine/ports";

export interface WholeAnswer {
  pieces: readonly string[];
  calls: readonly ModelToolCall[];
  end: { ok: true; because: string; usage: ModelUsage | null } | { ok: false; code: string; message: string };
}

/** About what one spoken reply may have, as in a live call. */
const MOST_OUTPUT_TOKENS = 400;

export function wholeAnswer(
  model: Model,
  messages: readonly ModelMessage[],
  tools: readonly ToolDescription[],
): Promise<WholeAnswer> {
  return new Promise((resolve) => {
    const pieces: string[] = [];
    const calls: ModelToolCall[] = [];
    model.generate(
      { messages, tools, maxOutputTokens: MOST_OUTPUT_TOKENS },
      {
        text: (delta) => pieces.push(delta),
        toolCall: (call) => calls.push(call),
        done: ({ because, usage }) => resolve({ pieces, calls, end: { ok: true, because, usage } }),
        fault: ({ code, message }) => resolve({ pieces, calls, end: { ok: false, code, message } }),
      },
    );
  });
}

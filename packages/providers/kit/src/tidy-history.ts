/**
 * Puts a conversation into the order that servers insist on: after the message that called tools come the results of
 * all those calls, at once. A caller who talks while a tool runs leaves calls without a result, or a result further
 * down; OpenAI answers both with 400, and then every later turn of the call would fail.
 */
import type { ModelMessage, ModelToolCall } from "@offhook/engine/ports";

type ToolResult = Extract<ModelMessage, { role: "tool" }>;

const UNFINISHED = "Not finished yet: the result is not known.";

export function tidyHistory(messages: readonly ModelMessage[]): ModelMessage[] {
  const results = new Map<string, ToolResult>();
  for (const message of messages) if (message.role === "tool") results.set(message.toolCallId, message);
  return messages.flatMap((message): ModelMessage[] => {
    if (message.role === "tool") return []; // stands right after its call instead
    if (message.role !== "assistant" || !message.toolCalls?.length) return [message];
    const calls = message.toolCalls.map(readable);
    const answers = calls.map(
      ({ id }): ToolResult => results.get(id) ?? { role: "tool", toolCallId: id, content: UNFINISHED },
    );
    return [{ ...message, toolCalls: calls }, ...answers];
  });
}

/** Servers parse old arguments again, and some fail on what the model itself once wrote wrong. */
function readable(call: ModelToolCall): ModelToolCall {
  try {
    const value: unknown = JSON.parse(call.argumentsJson);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return call;
  } catch {
    // not JSON: falls through
  }
  return { ...call, argumentsJson: "{}" };
}

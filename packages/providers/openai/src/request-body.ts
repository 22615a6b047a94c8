/** Writes a chat completion request. */
import type { ModelMessage, ModelRequest, ToolDescription } from "@offhook/engine/ports";
import { tidyHistory } from "@offhook/provider-kit";
import type { OpenAiCompatibleOptions } from "./settings.ts";

export function requestBody(request: ModelRequest, options: OpenAiCompatibleOptions): string {
  const { messages, tools, maxOutputTokens } = request;
  return JSON.stringify({
    model: options.model,
    messages: tidyHistory(messages).map(wireMessage),
    stream: true,
    stream_options: { include_usage: true },
    [options.outputLimitField ?? "max_completion_tokens"]: maxOutputTokens,
    // An empty list is refused by some servers.
    ...(tools.length > 0 ? { tools: tools.map(wireTool), tool_choice: "auto" } : {}),
    ...options.extraBody,
  });
}

function wireMessage(message: ModelMessage): Record<string, unknown> {
  if (message.role === "tool") return { role: "tool", tool_call_id: message.toolCallId, content: message.content };
  if (message.role !== "assistant" || !message.toolCalls?.length) {
    return { role: message.role, content: message.content };
  }
  const calls = message.toolCalls.map(({ id, name, argumentsJson }) => ({
    id,
    type: "function",
    function: { name, arguments: argumentsJson },
  }));
  return { role: "assistant", content: message.content || null, tool_calls: calls };
}

/** Only what the wire knows: a pinned tool has more fields than that. */
const wireTool = ({ name, description, parameters }: ToolDescription) => ({
  type: "function",
  function: { name, description, parameters },
});

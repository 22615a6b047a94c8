/** Items of a realtime conversation, as they are written into it by the client. */
import type { ModelToolCall, ToolDescription } from "@offhook/engine/ports";

export interface WireItem {
  type: "message" | "function_call" | "function_call_output";
  [field: string]: unknown;
}

/** The agent's words are output, everybody else's are input. */
export const messageItem = (role: "system" | "user" | "assistant", text: string): WireItem => ({
  type: "message",
  role,
  content: [{ type: role === "assistant" ? "output_text" : "input_text", text }],
});

export const callItem = ({ id, name, argumentsJson }: ModelToolCall): WireItem => ({
  ...{ type: "function_call", call_id: id, name, arguments: argumentsJson },
});

export const resultItem = (callId: string, output: string): WireItem => ({
  ...{ type: "function_call_output", call_id: callId, output },
});

/** Flat, unlike in chat completions. */
export const wireTool = ({ name, description, parameters }: ToolDescription) => ({
  ...{ type: "function", name, description, parameters },
});

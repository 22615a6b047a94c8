import type { ModelMessage } from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import { requestBody } from "./request-body.ts";

const call = (id: string) => ({ id, name: "findOrder", argumentsJson: "{}" });
const asked: ModelMessage = { role: "assistant", content: "", toolCalls: [call("a"), call("b")] };
const result = (toolCallId: string): ModelMessage => ({ role: "tool", toolCallId, content: toolCallId });
const user: ModelMessage = { role: "user", content: "hello?" };

describe("a chat completion request", () => {
  it("writes only what the wire knows", () => {
    const pinned = { name: "findOrder", description: "d", parameters: {}, effect: true, deadlineMs: 8_000 };
    const request = { messages: [user, asked, result("a")], tools: [pinned], maxOutputTokens: 400 };
    const body = JSON.parse(requestBody(request, { model: "m" })) as Record<string, unknown>;
    expect(body.tools).toEqual([
      { type: "function", function: { name: "findOrder", description: "d", parameters: {} } },
    ]);
    expect(body).toMatchObject({ stream: true, stream_options: { include_usage: true }, max_completion_tokens: 400 });
    expect(body.messages).toMatchObject([user, { content: null }, { tool_call_id: "a" }, { tool_call_id: "b" }]);
  });
});

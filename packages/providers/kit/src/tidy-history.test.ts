import type { ModelMessage } from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import { tidyHistory } from "./tidy-history.ts";

const call = (id: string, argumentsJson = "{}") => ({ id, name: "findOrder", argumentsJson });
const asked: ModelMessage = { role: "assistant", content: "", toolCalls: [call("a"), call("b")] };
const result = (toolCallId: string): ModelMessage => ({ role: "tool", toolCallId, content: toolCallId });
const user: ModelMessage = { role: "user", content: "hello?" };

describe("the history that servers accept", () => {
  it("moves a late result up to its call, past what the caller said meanwhile", () => {
    const tidy = tidyHistory([asked, result("a"), user, result("b")]);
    expect(tidy).toEqual([asked, result("a"), result("b"), user]);
  });

  it("gives an unfinished call an honest result", () => {
    const tidy = tidyHistory([asked, result("a"), user]);
    expect(tidy[2]).toMatchObject({ role: "tool", toolCallId: "b", content: expect.stringContaining("Not finished") });
  });

  it("drops a result without its call", () => {
    expect(tidyHistory([user, result("z")])).toEqual([user]);
  });

  it("does not send back arguments that are no JSON", () => {
    const wrong: ModelMessage = { role: "assistant", content: "", toolCalls: [call("a", "{day:"), call("b", "[1]")] };
    const [message] = tidyHistory([wrong]);
    expect(message).toMatchObject({ toolCalls: [{ argumentsJson: "{}" }, { argumentsJson: "{}" }] });
  });
});

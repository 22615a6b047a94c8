import type { ModelSink } from "@offhook/engine/ports";
import { ModelAnswer } from "@offhook/provider-kit";
import { describe, expect, it } from "vitest";
import { ChatDialect } from "./chat-dialect.ts";
import { modelFault } from "./faults.ts";

const encoder = new TextEncoder();

function read(chunks: readonly unknown[], maxOutputTokens = 400) {
  const said: string[] = [];
  const ends: unknown[] = [];
  const calls: unknown[] = [];
  const sink: ModelSink = {
    text: (delta) => said.push(delta),
    toolCall: (call) => calls.push(call),
    done: (end) => ends.push(end),
    fault: () => {},
  };
  const reader = new ModelAnswer({
    ...{ sink, maxOutputTokens, dialect: new ChatDialect("openai/m") },
    fault: (_, detail) => modelFault("model-answer-malformed", "openai/m", detail),
  });
  let fault: unknown = null;
  for (const chunk of chunks) {
    const data = typeof chunk === "string" ? chunk : JSON.stringify(chunk);
    const { progress, fault: found } = reader.push(encoder.encode(`data: ${data}\n\n`));
    fault = found ?? null;
    if (found || progress === "over") break;
  }
  return { said: said.join(""), pieces: said, calls, ends, fault };
}

const delta = (content: unknown, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta: content, finish_reason }],
});
const piece = (index: number | undefined, id: string | undefined, name: string | undefined, part: string) =>
  delta({ tool_calls: [{ index, id, function: { name, arguments: part } }] });

describe("an answer", () => {
  it("joins interleaved tool calls by their index", () => {
    const { calls, ends } = read([
      piece(0, "a", "findOrder", '{"n'),
      piece(1, "b", "weather", '{"day'),
      piece(0, undefined, undefined, '":1}'),
      piece(1, undefined, undefined, '":2}'),
      delta({}, "tool_calls"),
      {
        choices: [],
        usage: {
          prompt_tokens: 9,
          completion_tokens: 3,
          prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 3 },
        },
      },
      "[DONE]",
    ]);
    expect(calls).toEqual([
      { id: "a", name: "findOrder", argumentsJson: '{"n":1}' },
      { id: "b", name: "weather", argumentsJson: '{"day":2}' },
    ]);
    expect(ends).toEqual([
      { because: "tool-calls", usage: { inputTokens: 9, cachedTokens: 4, cacheWriteTokens: 3, outputTokens: 3 } },
    ]);
  });

  it("understands servers that give no index, and say `stop` after a tool call", () => {
    const { calls, ends } = read([
      piece(undefined, "a", "one", "{}"),
      piece(undefined, "b", "two", '{"x"'),
      piece(undefined, undefined, undefined, ":1}"),
      delta({}, "stop"),
      "[DONE]",
    ]);
    expect(calls).toMatchObject([{ id: "a" }, { id: "b", argumentsJson: '{"x":1}' }]);
    expect(ends).toMatchObject([{ because: "tool-calls" }]);
  });

  it("drops a call that was cut short: it could do something else than was meant", () => {
    const { calls, ends } = read([piece(0, "a", "bookSlot", ""), delta({}, "length"), "[DONE]"]);
    expect(calls).toEqual([]);
    expect(ends).toEqual([{ because: "length", usage: null }]);
  });

  it("keeps a letter whole that came in two halves, and drops what nobody can speak or store", () => {
    const { said, pieces } = read([
      '{"choices":[{"delta":{"content":"Hi \\ud83d"}}]}',
      '{"choices":[{"delta":{"content":"\\ude00\\u0000 there\\ufffd \\udc00."}}]}',
      "[DONE]",
    ]);
    expect(said).toBe("Hi 😀 there .");
    expect(pieces[0]).toBe("Hi ");
  });

  it("stops listening to an answer without end", () => {
    const { said, ends } = read(Array.from({ length: 5_000 }, () => delta({ content: "word ".repeat(10) })));
    expect(said.length).toBe(6_400);
    expect(ends).toEqual([{ because: "length", usage: null }]);
  });

  it("takes an empty answer as one", () => {
    expect(read([delta({ role: "assistant", content: null }), delta({}, "stop"), "[DONE]"])).toMatchObject({
      said: "",
      ends: [{ because: "stop", usage: null }],
      fault: null,
    });
  });

  it.each([["<html>"], ["null"], ["[]"], ["{}"], ['{"choices":7}'], ['"text"']])("calls %s malformed", (data) => {
    expect(read([data]).fault).toMatchObject({ code: "model-answer-malformed", provider: "openai/m" });
  });

  it("knows an error that comes in mid-stream", () => {
    const limited = { error: { message: "slow down", code: "rate_limit_exceeded" } };
    expect(read([delta({ content: "Well" }), limited])).toMatchObject({
      said: "Well",
      fault: { code: "model-rate-limited", retryable: true },
    });
  });
});

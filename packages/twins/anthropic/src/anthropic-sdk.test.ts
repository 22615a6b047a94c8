/** Anthropic's own SDK, unmodified, works against the twin: it is the oracle of the twin's shapes. */
import Anthropic from "@anthropic-ai/sdk";
import { type ServedTwin, serveHttpTwin } from "@offhook/twin-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AnthropicTwin } from "./anthropic-twin.ts";
import { NO_LATENCIES } from "./latencies.ts";
import { errorEvent } from "./refusals.ts";

const ASKED: Anthropic.MessageCreateParamsNonStreaming = {
  ...{ model: "claude-haiku-4-5", max_tokens: 100, system: "Be brief." },
  messages: [{ role: "user", content: "When are you open?" }],
};
const TOOL: Anthropic.Tool = { name: "findOrder", input_schema: { type: "object", properties: { n: {} } } };

describe("the vendor's SDK", () => {
  const twin = new AnthropicTwin({ apiKey: "K", latencies: NO_LATENCIES });
  let served: ServedTwin;
  beforeAll(async () => {
    served = await serveHttpTwin(twin);
  });
  afterAll(() => served.close());

  const client = (apiKey = "K"): Anthropic => new Anthropic({ apiKey, baseURL: served.baseUrl, maxRetries: 0 });

  it("gets an answer at once", async () => {
    twin.next({ text: "From nine.", calls: [{ name: "findOrder", input: { n: 1 } }] });
    const message = await client().messages.create({ ...ASKED, tools: [TOOL] });
    expect(message.content).toMatchObject([
      { type: "text", text: "From nine." },
      { type: "tool_use", name: "findOrder", input: { n: 1 } },
    ]);
    expect(message.stop_reason).toBe("tool_use");
  });

  it("puts a stream together again: thoughts, words, calls with their arguments, and tokens", async () => {
    const calls = [
      { name: "findOrder", input: { n: 12_345, note: 'größer "als"' } },
      { name: "findOrder", input: {} },
    ];
    twin.next({ thinking: "They ask for two.", text: "One moment, please.", calls, pings: true });
    const stream = client().messages.stream({ ...ASKED, tools: [TOOL] });
    const words: string[] = [];
    stream.on("text", (delta) => void words.push(delta));
    const message = await stream.finalMessage();
    expect(words).toEqual(["One", " moment,", " please."]);
    expect(message.content.map(({ type }) => type)).toEqual(["thinking", "text", "tool_use", "tool_use"]);
    const inputs = message.content.flatMap((block) => (block.type === "tool_use" ? [block.input] : []));
    expect(inputs).toEqual(calls.map(({ input }) => input));
    expect(message.usage.output_tokens).toBeGreaterThan(10);
    expect(message.stop_reason).toBe("tool_use");
  });

  it("lists the models", async () => {
    const ids: string[] = [];
    for await (const { id } of client().models.list()) ids.push(id);
    expect(ids).toContain("claude-haiku-4-5");
  });

  it.each([
    [401, Anthropic.AuthenticationError],
    [403, Anthropic.PermissionDeniedError],
    [404, Anthropic.NotFoundError],
    [429, Anthropic.RateLimitError],
    [529, Anthropic.InternalServerError],
  ] as const)("knows a refusal with %i for what it is", async (status, type) => {
    twin.next({ trouble: { type: "refuse", status } });
    await expect(client().messages.create(ASKED)).rejects.toBeInstanceOf(type);
  });

  it("is told what is wrong with a key, a request, a history", async () => {
    await expect(client("other").messages.create(ASKED)).rejects.toThrow(/invalid x-api-key/);
    const odd = { ...ASKED, temperature: 1 } as Anthropic.MessageCreateParamsNonStreaming;
    await expect(client().messages.create(odd)).rejects.toThrow(/Extra inputs are not permitted/);
    const call: Anthropic.MessageParam = {
      role: "assistant",
      content: [{ type: "tool_use", id: "toolu_1", name: "findOrder", input: {} }],
    };
    const unanswered = { ...ASKED, messages: [...ASKED.messages, call, { role: "user" as const, content: "Hello?" }] };
    await expect(client().messages.create(unanswered)).rejects.toThrow(/without `tool_result` blocks/);
    await expect(client().messages.create({ ...ASKED, model: "claude-9" })).rejects.toThrow(/model: claude-9/);
  });

  it("hears an error in the middle of a stream", async () => {
    const text = errorEvent("overloaded_error", "Overloaded");
    twin.next({ text: "We are open.", trouble: { type: "garbage", afterMessages: 3, text } });
    await expect(client().messages.stream(ASKED).finalMessage()).rejects.toThrow(/Overloaded/);
  });
});

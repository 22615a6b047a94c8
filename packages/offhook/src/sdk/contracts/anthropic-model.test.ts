/** Claude over its twin: the contract, the history that it insists on, its cache, and every trouble of a server. */
import type { ModelMessage } from "@offhook/engine/ports";
import { VirtualClock } from "@offhook/engine/testing";
import { ANTHROPIC_FAULTS, type ClaudeModelOptions, claudeModel, modelFromChoice } from "@offhook/provider-anthropic";
import { AnthropicTwin, errorEvent, NO_LATENCIES, serveTwin, type TwinAnswer } from "@offhook/twin-anthropic";
import type { LineTrouble } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { generateInVirtualTime } from "./generate-in-virtual-time.ts";
import { CONTRACT_REQUEST, hearGeneration } from "./heard-generation.ts";
import type { ModelScene } from "./model-clauses.ts";
import { describeModelContract } from "./model-contract.ts";

const KEY = "sk-ant-secret-key";
const BASE_URL = "http://twin.example";
const TEXT = "We are open from nine to five.";

/** `message_start` and the block's beginning come before the words. */
const eventsBefore = (text: string): number => 2 + text.split(" ").length;

function answerFor(scene: ModelScene): TwinAnswer {
  switch (scene.does) {
    case "says":
      return { text: scene.text };
    case "calls":
      return { calls: scene.calls.map(({ id, name, args }) => ({ id, name, input: args })) };
    case "refuses":
      return { trouble: { type: "refuse", status: 529 } };
    case "breaks-off":
      return { text: `${scene.after} and`, trouble: { type: "reset", afterMessages: eventsBefore(scene.after) } };
    case "stalls":
      return { text: `${scene.after} and`, trouble: { type: "stall", afterMessages: eventsBefore(scene.after) } };
  }
}

describeModelContract("anthropic/claude-haiku-4-5 over its twin", (...scenes) => {
  const twin = new AnthropicTwin({ apiKey: KEY, latencies: NO_LATENCIES }).next(...scenes.map(answerFor));
  return claudeModel({ apiKey: KEY, baseUrl: BASE_URL, fetch: twin.fetch, timeouts: { stallMs: 60 } });
});

function conversation(options: Partial<ClaudeModelOptions> = {}) {
  const clock = new VirtualClock();
  const twin = new AnthropicTwin({ clock, apiKey: KEY });
  const model = claudeModel({ apiKey: KEY, baseUrl: BASE_URL, fetch: twin.fetch, clock, ...options });
  const generate = (messages?: readonly ModelMessage[]) =>
    generateInVirtualTime(model, clock, messages ? { ...CONTRACT_REQUEST, messages } : CONTRACT_REQUEST);
  return { twin, generate };
}

function generate(answer: TwinAnswer, options: Partial<ClaudeModelOptions> = {}) {
  const { twin, generate } = conversation(options);
  twin.next(answer);
  return generate();
}

const caller = (content: string): ModelMessage => ({ role: "user", content });
const calling = (content: string, ...ids: string[]): ModelMessage => ({
  ...{ role: "assistant", content },
  toolCalls: ids.map((id) => ({ id, name: "findOrder", argumentsJson: '{"n":1}' })),
});
const result = (toolCallId: string, content = '{"state":"left"}'): ModelMessage => ({
  ...{ role: "tool", toolCallId, content },
});

describe("Claude is asked", () => {
  it("with marks for its cache on the tools and on the instructions", async () => {
    const { twin, generate } = conversation({ extraBody: { service_tier: "auto" } });
    await generate();
    const cache_control = { type: "ephemeral" };
    expect(twin.seen[0]?.request).toEqual({
      ...{ model: "claude-haiku-4-5", max_tokens: 200, stream: true, service_tier: "auto" },
      system: [{ type: "text", text: "Answer briefly.", cache_control }],
      tools: [
        {
          ...{ name: "findOrder", description: "Finds an order.", cache_control },
          input_schema: { type: "object", properties: {} },
        },
      ],
      messages: [{ role: "user", content: [{ type: "text", text: "When are you open?" }] }],
    });
    expect(twin.seen[0]).toMatchObject({ aborted: false, headers: { "anthropic-version": "2026-10-21" } });
  });

  it("with all results of a turn first, and what the caller said meanwhile after them", async () => {
    const { twin, generate } = conversation();
    const messages = [caller("Two orders, please."), calling("Let me look.", "a", "b:2"), result("a")];
    const said = await generate([...messages, caller("Are you there?"), result("b:2", ""), caller("Hello?")]);
    expect(said).toMatchObject({ text: "Hello.", end: { type: "done" } });
    expect(twin.seen[0]?.request.messages.slice(1)).toEqual([
      {
        role: "assistant",
        content: [
          { type: "text", text: "Let me look." },
          { type: "tool_use", id: "a", name: "findOrder", input: { n: 1 } },
          { type: "tool_use", id: "b_2", name: "findOrder", input: { n: 1 } },
        ],
      },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "a", content: '{"state":"left"}' },
          { type: "tool_result", tool_use_id: "b_2" },
          { type: "text", text: "Are you there?\nHello?" },
        ],
      },
    ]);
  });

  it("although the agent greeted first, although a tool has not finished, although nobody has spoken since", async () => {
    const { generate } = conversation();
    const messages = [{ role: "assistant" as const, content: "Front desk." }, caller("Hm."), calling("", "a")];
    expect(await generate(messages)).toMatchObject({ end: { type: "done" } });
    expect(await generate([...messages, result("a"), { role: "assistant", content: "Done." }])).toMatchObject({
      end: { type: "done" },
    });
  });

  it("turn after turn, and finds what it has read before in its cache", async () => {
    const { generate } = conversation();
    const system: ModelMessage = { role: "system", content: "Answer briefly. ".repeat(1_200) };
    const first = await generate([system, caller("Hi.")]);
    const second = await generate([system, caller("Hi."), { role: "assistant", content: "Hello." }, caller("When?")]);
    const usage = [first, second].map(({ end }) => (end?.type === "done" ? end.usage : null));
    expect(usage[0]?.cachedTokens).toBe(0);
    expect(usage[1]?.cachedTokens).toBeGreaterThan(4_096);
    // Cached ones are among the input.
    expect(usage[1]?.inputTokens).toBeGreaterThan(usage[0]?.inputTokens ?? 0);
  });

  it.each([
    ["claude-haiku-4-5", {}, 200],
    ["claude-sonnet-4-6", {}, 200],
    ["claude-haiku-5-5", { thinking: { type: "disabled" } }, 200],
    ["claude-sonnet-5-5", { thinking: { type: "between_tools" }, output_config: { effort: "low" } }, 1_224],
    ["claude-opus-5-5", { output_config: { effort: "low" } }, 4_296],
  ])("%s to think as little as it can", async (model, fields, max_tokens) => {
    const { twin, generate } = conversation({ model });
    expect(await generate()).toMatchObject({ end: { type: "done" } });
    const asked = Object.entries(twin.seen[0]?.request ?? {}).filter(([name]) => /thinking|output|max/.test(name));
    expect(Object.fromEntries(asked)).toEqual({ ...fields, max_tokens });
  });
});

describe("Claude answers", () => {
  it("between pings, without its thoughts being spoken", async () => {
    const heard = await generate({ text: TEXT, thinking: "They ask for the hours.", pings: true });
    expect(heard.text).toBe(TEXT);
    expect(heard.end).toMatchObject({ because: "stop", usage: { outputTokens: 14, cachedTokens: 0 } });
  });

  it.each([
    ["max_tokens", "length"],
    ["model_context_window_exceeded", "length"],
    ["refusal", "content-filter"],
    ["stop_sequence", "stop"],
    ["pause_turn", "stop"],
    ["something_new", "stop"],
  ])("and stops for %s: %s", async (stopReason, because) => {
    expect(await generate({ text: TEXT, stopReason })).toMatchObject({ end: { type: "done", because }, ends: 1 });
  });

  it("a call that was cut short: it is dropped", async () => {
    const calls = [{ name: "findOrder", input: { n: 1 } }];
    const { events } = await generate({ calls, stopReason: "max_tokens" });
    expect(events.map(({ type }) => type)).toEqual(["done"]);
  });

  it.each([
    [{ type: "refuse", status: 400 }, "anthropic-request-refused"],
    [{ type: "refuse", status: 401 }, "anthropic-key-refused"],
    [{ type: "refuse", status: 402 }, "anthropic-quota-exhausted"],
    [{ type: "refuse", status: 403 }, "anthropic-not-allowed"],
    [{ type: "refuse", status: 404 }, "anthropic-model-unknown"],
    [{ type: "refuse", status: 413 }, "anthropic-request-refused"],
    [{ type: "refuse", status: 429 }, "anthropic-rate-limited"],
    [{ type: "refuse", status: 500 }, "anthropic-unavailable"],
    [{ type: "refuse", status: 503 }, "anthropic-unavailable"],
    [{ type: "refuse", status: 529 }, "anthropic-unavailable"],
    [{ type: "silent" }, "anthropic-connect-late"],
    [{ type: "stall", afterMessages: 0 }, "anthropic-first-word-late"],
    [{ type: "stall", afterMessages: 2 }, "anthropic-first-word-late"],
    [{ type: "stall", afterMessages: 4 }, "anthropic-stalled"],
    [{ type: "reset", afterMessages: 4 }, "anthropic-connection-lost"],
    [{ type: "close", afterMessages: 4, code: 1_000 }, "anthropic-connection-lost"],
    [{ type: "garbage", afterMessages: 4, text: "data: <html>\n\n" }, "anthropic-answer-malformed"],
    [{ type: "garbage", afterMessages: 4, text: errorEvent("overloaded_error", "Busy") }, "anthropic-unavailable"],
    [{ type: "garbage", afterMessages: 4, text: errorEvent("odd_error", "Odd") }, "anthropic-connection-lost"],
    [{ type: "late", byMs: 9_000 }, "anthropic-first-word-late"],
  ] as [LineTrouble, string][])("%j: %s, once", async (trouble, code) => {
    const heard = await generate({ text: TEXT, trouble });
    expect(heard).toMatchObject({ end: { fault: { code, provider: "anthropic/claude-haiku-4-5" } }, ends: 1 });
    expect(heard.tookMs).toBeLessThanOrEqual(4_500);
  });

  it("when to come back", async () => {
    const { end } = await generate({ trouble: { type: "refuse", status: 429 } });
    expect(end).toMatchObject({ fault: { code: "anthropic-rate-limited", retryAfterMs: 12_000 } });
  });

  it("whole although its last word never comes", async () => {
    const events = 2 + TEXT.split(" ").length + 2;
    const heard = await generate({ text: TEXT, trouble: { type: "stall", afterMessages: events } });
    expect(heard).toMatchObject({ text: TEXT, end: { type: "done", because: "stop" }, ends: 1 });
  });

  it("every event twice: it still ends once", async () => {
    expect(await generate({ text: TEXT, trouble: { type: "double" } })).toMatchObject({ ends: 1 });
  });

  it.each([
    [{ apiKey: "sk-ant-wrong-key" }, "anthropic-key-refused"],
    [{ apiKey: "" }, "anthropic-key-missing"],
    [{ model: "claude-9" }, "anthropic-model-unknown"],
    [{ baseUrl: "nowhere" }, "anthropic-base-url-invalid"],
    [{ extraBody: { temperature: 1 } }, "anthropic-request-refused"],
  ])("with %j: %s, and no key in it", async (options, code) => {
    const { events } = await generate({ text: TEXT }, options);
    expect(events).toMatchObject([{ fault: { code, retryable: false } }]);
    expect(JSON.stringify(events)).not.toMatch(/sk-ant-(secret|wrong)/);
  });
});

it("Claude is asked turn after turn over one connection, and let go when called off", async () => {
  const twin = new AnthropicTwin({ apiKey: KEY, latencies: NO_LATENCIES });
  const served = await serveTwin(twin);
  const model = modelFromChoice(
    { id: "claude-haiku-5-5" },
    { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: served.baseUrl },
  );
  expect(model.id).toBe("anthropic/claude-haiku-5-5");
  for (let turn = 0; turn < 4; turn += 1) {
    const heard = hearGeneration(model);
    await heard.ended;
    expect(heard.text).toBe("Hello.");
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(served.connections).toBeLessThanOrEqual(2);
  twin.next({ text: TEXT, trouble: { type: "stall", afterMessages: 4 } });
  const cancelled = hearGeneration(model);
  await expect.poll(() => cancelled.text).toBe("We are");
  cancelled.job.cancel();
  await expect.poll(() => twin.seen.at(-1)?.aborted).toBe(true);
  expect(cancelled.events.every(({ type }) => type === "text")).toBe(true);
  await served.close();
});

it("every fault of Anthropic's says what it is and how to fix it", () => {
  for (const [code, { says, fix }] of Object.entries(ANTHROPIC_FAULTS)) {
    expect(code).toMatch(/^anthropic(-[a-z]+)+$/);
    expect(says).toMatch(/Anthropic.*\.$/);
    expect(fix).toMatch(/\.$/);
  }
});

/** Gemini as a language model over its twin: the contract, the history that it insists on, and every trouble of a server. */
import type { ModelMessage } from "@offhook/engine/ports";
import { VirtualClock } from "@offhook/engine/testing";
import { type GeminiModelOptions, geminiModel } from "@offhook/provider-google";
import { GoogleTwin, NO_LATENCIES, serveTwin, type TwinAnswer } from "@offhook/twin-google";
import type { LineTrouble } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { generateInVirtualTime } from "./generate-in-virtual-time.ts";
import { CONTRACT_REQUEST, hearGeneration } from "./heard-generation.ts";
import type { ModelScene } from "./model-clauses.ts";
import { describeModelContract } from "./model-contract.ts";

const KEY = "gm-secret-key";
const BASE_URL = "http://twin.example";
const TEXT = "We are open from nine to five.";

function answerFor(scene: ModelScene): TwinAnswer {
  switch (scene.does) {
    case "says":
      return { text: scene.text };
    case "calls":
      return { calls: scene.calls };
    case "refuses":
      return { trouble: { type: "refuse", status: 503 } };
    case "breaks-off":
      return { text: `${scene.after} and`, trouble: { type: "reset", afterMessages: scene.after.split(" ").length } };
    case "stalls":
      return { text: `${scene.after} and`, trouble: { type: "stall", afterMessages: scene.after.split(" ").length } };
  }
}

describeModelContract("google/gemini-3.8-flash over its twin", (...scenes) => {
  const twin = new GoogleTwin({ apiKey: KEY, latencies: NO_LATENCIES }).next(...scenes.map(answerFor));
  return geminiModel({ apiKey: KEY, baseUrl: BASE_URL, fetch: twin.fetch, timeouts: { stallMs: 60 } });
});

function conversation(options: Partial<GeminiModelOptions> = {}) {
  const clock = new VirtualClock();
  const twin = new GoogleTwin({ clock, apiKey: KEY });
  const model = geminiModel({ apiKey: KEY, baseUrl: BASE_URL, fetch: twin.fetch, clock, ...options });
  const generate = (messages?: readonly ModelMessage[]) =>
    generateInVirtualTime(model, clock, messages ? { ...CONTRACT_REQUEST, messages } : CONTRACT_REQUEST);
  return { twin, generate };
}

function generate(answer: TwinAnswer, options: Partial<GeminiModelOptions> = {}) {
  const { twin, generate } = conversation(options);
  twin.next(answer);
  return generate();
}

const caller = (content: string): ModelMessage => ({ role: "user", content });
const agent = (content: string): ModelMessage => ({ role: "assistant", content });
const called = (toolCalls: Extract<ModelMessage, { role: "assistant" }>["toolCalls"], content = ""): ModelMessage => ({
  ...{ role: "assistant", content, toolCalls },
});
const result = (toolCallId: string, content = '{"state":"left"}'): ModelMessage => ({
  ...{ role: "tool", toolCallId, content },
});

/** What the model called, as the next request has it in its history. */
async function callsOf(generated: ReturnType<typeof generate>) {
  const { events } = await generated;
  return events.flatMap((event) => (event.type === "tool-call" ? [event.call] : []));
}

describe("Gemini is asked", () => {
  it("with instructions apart, tools as JSON Schema, and as little thinking as there is", async () => {
    const { twin, generate } = conversation({ extraConfig: { temperature: 0.3 } });
    await generate();
    const [seen] = twin.seen;
    expect(seen?.request).toEqual({
      contents: [{ role: "user", parts: [{ text: "When are you open?" }] }],
      systemInstruction: { parts: [{ text: "Answer briefly." }] },
      tools: [{ functionDeclarations: [{ name: "findOrder", description: "Finds an order." }] }],
      generationConfig: {
        ...{ maxOutputTokens: 328, thinkingConfig: { thinkingLevel: "MINIMAL" }, temperature: 0.3 },
      },
    });
    expect(seen?.aborted).toBe(false);
  });

  it("of version 2.5 not to think at all", async () => {
    const { twin, generate } = conversation({ model: "models/gemini-2.5-flash" });
    expect(await generate()).toMatchObject({ ends: 1, text: "Hello." });
    expect(twin.seen[0]?.request.generationConfig?.thinkingConfig).toEqual({ thinkingBudget: 0 });
  });

  it("with its own tool calls signed as it signed them, and results right after them", async () => {
    const { twin, generate } = conversation();
    twin.next({
      text: "Let me look.",
      calls: [
        { name: "findOrder", args: { n: 1 } },
        { name: "findOrder", args: {} },
      ],
    });
    const calls = await callsOf(generate([caller("Two orders, please.")]));
    twin.next("Both have left.");
    const said = await generate([
      ...[caller("Two orders, please."), called(calls, "Let me look."), result(calls[0]?.id ?? "")],
      ...[caller("Are you there?"), result(calls[1]?.id ?? "", "not found")],
    ]);
    expect(said).toMatchObject({ text: "Both have left.", end: { type: "done" } });
    const { contents } = twin.seen[1]?.request ?? { contents: [] };
    const signature = Buffer.from("thoughts of twin-1").toString("base64");
    expect(contents.map(({ role }) => role)).toEqual(["user", "model", "user", "user"]);
    expect(contents[1]?.parts).toMatchObject([
      { text: "Let me look." },
      { functionCall: { name: "findOrder", args: { n: 1 } }, thoughtSignature: signature },
      { functionCall: { name: "findOrder", args: {} } },
    ]);
    expect(contents[2]?.parts).toMatchObject([
      { functionResponse: { name: "findOrder", response: { output: { state: "left" } } } },
      { functionResponse: { response: { output: "not found" } } },
    ]);
  });

  it("with calls that another model made, which nobody signed", async () => {
    const { twin, generate } = conversation();
    const calls = [{ id: "call_openai", name: "findOrder", argumentsJson: "{broken" }];
    const said = await generate([agent("Hello!"), caller("My order?"), called(calls), result("call_openai")]);
    expect(said).toMatchObject({ ends: 1, end: { type: "done" } });
    expect(twin.seen[0]?.request.contents.map(({ parts }) => parts[0]?.text)).toEqual([
      ...["(The call begins.)", "Hello!", "My order?", undefined, undefined],
    ]);
  });

  it("tells two calls apart that came without ids, those of earlier turns too", async () => {
    const { twin, generate } = conversation();
    const unnamed = { id: null, name: "findOrder", args: {} };
    twin.next({ calls: [unnamed, unnamed] }, { calls: [unnamed] });
    const first = await callsOf(generate());
    const second = await callsOf(generate());
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(3);
    expect(first.every(({ id }) => id !== "")).toBe(true);
  });
});

describe("Gemini answers", () => {
  it("with tokens counted, thoughts among the output and cached ones among the input", async () => {
    const { end } = await generate({ text: TEXT, thoughts: "x".repeat(40), cachedTokens: 7 });
    expect(end).toMatchObject({ type: "done", because: "stop", usage: { cachedTokens: 7, outputTokens: 8 + 10 } });
  });

  it("without its thoughts being spoken", async () => {
    const extraConfig = { thinkingConfig: { includeThoughts: true } };
    const heard = await generate({ text: TEXT, thoughts: "They ask for the hours." }, { extraConfig });
    expect(heard.text).toBe(TEXT);
  });

  it.each([
    [
      { text: TEXT, finishReason: "MAX_TOKENS" },
      { type: "done", because: "length" },
    ],
    [
      { text: TEXT, finishReason: "SAFETY" },
      { type: "done", because: "content-filter" },
    ],
    [
      { text: "", blockReason: "PROHIBITED_CONTENT" },
      { type: "done", because: "content-filter" },
    ],
    [
      { text: TEXT, finishReason: "OTHER" },
      { type: "done", because: "stop" },
    ],
    [{ text: "", finishReason: "OTHER" }, { fault: { code: "google-answer-unfinished", retryable: true } }],
    [{ text: "", finishReason: "MALFORMED_FUNCTION_CALL" }, { fault: { code: "google-tool-call-malformed" } }],
  ] as [TwinAnswer, object][])("%j as what it means", async (answer, end) => {
    expect(await generate(answer)).toMatchObject({ end, ends: 1 });
  });

  it("a call that was cut short: it is dropped", async () => {
    const calls = [{ name: "findOrder", args: {} }];
    const { events } = await generate({ calls, finishReason: "MAX_TOKENS" });
    expect(events.map(({ type }) => type)).toEqual(["done"]);
  });

  it.each([
    [{ type: "refuse", status: 400 }, "google-request-refused"],
    [{ type: "refuse", status: 401 }, "google-key-refused"],
    [{ type: "refuse", status: 402 }, "google-quota-exhausted"],
    [{ type: "refuse", status: 403 }, "google-not-allowed"],
    [{ type: "refuse", status: 404 }, "google-model-unknown"],
    [{ type: "refuse", status: 429 }, "google-rate-limited"],
    [{ type: "refuse", status: 500 }, "google-unavailable"],
    [{ type: "refuse", status: 503 }, "google-unavailable"],
    [{ type: "refuse", status: 529 }, "google-unavailable"],
    [{ type: "silent" }, "google-connect-late"],
    [{ type: "stall", afterMessages: 0 }, "google-first-word-late"],
    [{ type: "stall", afterMessages: 2 }, "google-stalled"],
    [{ type: "reset", afterMessages: 2 }, "google-connection-lost"],
    [{ type: "close", afterMessages: 2, code: 1_000 }, "google-connection-lost"],
    [{ type: "garbage", afterMessages: 2, text: "data: <html>\n\n" }, "google-answer-malformed"],
    [{ type: "garbage", afterMessages: 1, text: 'data: {"error":{"code":503}}\n\n' }, "google-unavailable"],
    [{ type: "late", byMs: 9_000 }, "google-first-word-late"],
  ] as [LineTrouble, string][])("%j: %s, once", async (trouble, code) => {
    const heard = await generate({ text: TEXT, trouble });
    expect(heard).toMatchObject({
      end: { type: "fault", fault: { code, provider: "google/gemini-3.8-flash" } },
      ends: 1,
    });
    expect(heard.tookMs).toBeLessThanOrEqual(4_000);
  });

  it("when to come back", async () => {
    const { end } = await generate({ trouble: { type: "refuse", status: 429 } });
    expect(end).toMatchObject({ fault: { code: "google-rate-limited", retryAfterMs: 20_000 } });
  });

  it("every chunk twice: it still ends once", async () => {
    expect(await generate({ text: TEXT, trouble: { type: "double" } })).toMatchObject({
      end: { type: "done" },
      ends: 1,
    });
  });

  it.each([
    [{ apiKey: "gm-wrong-key" }, "google-key-refused"],
    [{ apiKey: "" }, "google-key-missing"],
    [{ model: "gemini-9" }, "google-model-unknown"],
    [{ baseUrl: "nowhere" }, "google-base-url-invalid"],
    [{ extraConfig: { temprature: 1 } }, "google-request-refused"],
  ])("with %j: %s, and no key in it", async (options, code) => {
    const { events } = await generate({ text: TEXT }, options);
    expect(events).toMatchObject([{ fault: { code, retryable: false } }]);
    expect(JSON.stringify(events)).not.toMatch(/gm-(secret|wrong)-key/);
  });
});

it("Gemini is asked turn after turn over one connection, and let go when called off", async () => {
  const twin = new GoogleTwin({ apiKey: KEY, latencies: NO_LATENCIES });
  const served = await serveTwin(twin);
  const model = geminiModel({ apiKey: KEY, baseUrl: `${served.baseUrl}/` });
  for (let turn = 0; turn < 4; turn += 1) {
    const heard = hearGeneration(model);
    await heard.ended;
    expect(heard.text).toBe("Hello.");
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(served.connections).toBeLessThanOrEqual(2);
  twin.next({ text: TEXT, trouble: { type: "stall", afterMessages: 2 } });
  const cancelled = hearGeneration(model);
  await expect.poll(() => cancelled.text).toBe("We are");
  cancelled.job.cancel();
  await expect.poll(() => twin.seen.at(-1)?.aborted).toBe(true);
  expect(cancelled.events.every(({ type }) => type === "text")).toBe(true);
  await served.close();
});

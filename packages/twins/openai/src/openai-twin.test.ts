import { VirtualClock } from "@offhook/engine/testing";
import type { ServedTwin } from "@offhook/twin-kit";
import { afterEach, describe, expect, it } from "vitest";
import type { TwinAnswer } from "./answers.ts";
import { NO_LATENCIES } from "./latencies.ts";
import { OpenAiTwin } from "./openai-twin.ts";
import { serveTwin } from "./serve-twin.ts";

const QUESTION = { model: "twin-model", messages: [{ role: "user", content: "when are you open?" }] };
const STREAMED = { ...QUESTION, stream: true, stream_options: { include_usage: true } };

const post = (twin: OpenAiTwin, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  twin.fetch("http://twin.example/v1/chat/completions", { body: JSON.stringify(body), headers });

const linesOf = (text: string): string[] => text.split("\n\n").filter(Boolean);
const jsonOf = (line: string) => JSON.parse(line.replace(/^data: /, "")) as Record<string, unknown>;

async function streamed(answer: TwinAnswer | string): Promise<string[]> {
  const twin = new OpenAiTwin({ latencies: NO_LATENCIES }).next(answer);
  return linesOf(await (await post(twin, STREAMED)).text());
}

describe("the twin's stream", () => {
  it("has the role first, then words, a finish, usage without choices, and [DONE]", async () => {
    const lines = await streamed("Nine to five.");
    expect(lines.at(-1)).toBe("data: [DONE]");
    const chunks = lines.slice(0, -1).map(jsonOf);
    const choices = chunks.map((chunk) => (chunk.choices as { delta: unknown; finish_reason: unknown }[])[0]);
    expect(choices.map((choice) => choice?.delta)).toEqual([
      { role: "assistant", content: "" },
      { content: "Nine" },
      { content: " to" },
      { content: " five." },
      {},
      undefined,
    ]);
    expect(choices.at(-2)?.finish_reason).toBe("stop");
    expect(chunks.at(-1)).toMatchObject({ object: "chat.completion.chunk", usage: { completion_tokens: 4 } });
  });

  it("gives a tool call's id and name once, then its arguments in parts", async () => {
    const lines = await streamed({ calls: [{ id: "call_1", name: "findOrder", arguments: { orderNumber: "12345" } }] });
    const deltas = lines.slice(0, -1).flatMap((line) => {
      const [choice] = jsonOf(line).choices as { delta: { tool_calls?: Record<string, unknown>[] } }[];
      return choice?.delta.tool_calls ?? [];
    });
    expect(deltas[0]).toEqual({
      index: 0,
      id: "call_1",
      type: "function",
      function: { name: "findOrder", arguments: "" },
    });
    expect(deltas.slice(1).every((delta) => !("id" in delta))).toBe(true);
    const parts = deltas.map((delta) => (delta.function as { arguments: string }).arguments);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.join("")).toBe('{"orderNumber":"12345"}');
  });

  it("answers as a whole to whoever does not stream", async () => {
    const response = await post(new OpenAiTwin().next("Hello."), QUESTION);
    expect(await response.json()).toMatchObject({
      object: "chat.completion",
      choices: [{ message: { role: "assistant", content: "Hello." }, finish_reason: "stop" }],
    });
  });
});

describe("the twin's refusals", () => {
  it("refuses wrong keys, unknown models and wrong requests in OpenAI's words", async () => {
    const twin = new OpenAiTwin({ apiKey: "sk-right" });
    const key = { authorization: "Bearer sk-right" };
    const answers = await Promise.all([
      post(twin, STREAMED, { Authorization: "Bearer sk-wrong" }),
      post(twin, { ...STREAMED, model: "gpt-9" }, key),
      post(twin, { model: "twin-model" }, key),
      post(twin, { ...STREAMED, tools: [] }, key),
    ]);
    expect(answers.map((one) => one.status)).toEqual([401, 404, 400, 400]);
    const bodies = (await Promise.all(answers.map((one) => one.json()))) as { error: { code: string | null } }[];
    expect(bodies.map((body) => body.error.code)).toEqual(["invalid_api_key", "model_not_found", null, null]);
  });

  it("insists on a result for every tool call, at once", async () => {
    const twin = new OpenAiTwin();
    const call = { id: "a", type: "function", function: { name: "f", arguments: "{}" } };
    const messages = [
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "user", content: "hello?" },
    ];
    expect((await post(twin, { ...STREAMED, messages })).status).toBe(400);
    const answered = [messages[0], { role: "tool", tool_call_id: "a", content: "7" }];
    expect((await post(twin, { ...STREAMED, messages: answered })).status).toBe(200);
  });

  it("says when to come again", async () => {
    const twin = new OpenAiTwin().next({ trouble: { type: "refuse", status: 429, retryAfterS: 2 } });
    const response = await post(twin, STREAMED);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "2"]);
  });
});

describe("the twin's time", () => {
  it("takes the same seeded time on every run", async () => {
    const tookMs = async (seed: number) => {
      const clock = new VirtualClock();
      let text: string | null = null;
      const twin = new OpenAiTwin({ clock, seed }).next("one two three four");
      void post(twin, STREAMED)
        .then((response) => response.text())
        .then((all) => {
          text = all;
        });
      while (text === null) {
        await new Promise((resolve) => setImmediate(resolve));
        clock.runNext(Number.POSITIVE_INFINITY);
      }
      return clock.nowMs();
    };
    const first = await tookMs(7);
    expect(first).toBeGreaterThanOrEqual(480);
    expect(await tookMs(7)).toBe(first);
    expect(await tookMs(8)).not.toBe(first);
  });
});

describe("the twin over HTTP", () => {
  let served: ServedTwin | null = null;
  afterEach(() => served?.close());

  it("serves models and streams, and sees a client that goes", async () => {
    const twin = new OpenAiTwin({ latencies: NO_LATENCIES }).next("Hello there.", {
      text: "a b c d",
      trouble: { type: "stall", afterPieces: 2 },
    });
    served = await serveTwin(twin);
    const models = (await (await fetch(`${served.baseUrl}/models`)).json()) as { data: { id: string }[] };
    expect(models.data.map((one) => one.id)).toEqual(["twin-model"]);
    const url = `${served.baseUrl}/chat/completions`;
    const whole = await fetch(url, { method: "POST", body: JSON.stringify(STREAMED) });
    expect(linesOf(await whole.text()).at(-1)).toBe("data: [DONE]");
    const abort = new AbortController();
    const stalled = await fetch(url, { method: "POST", body: JSON.stringify(STREAMED), signal: abort.signal });
    await stalled.body?.getReader().read();
    abort.abort();
    await expect.poll(() => twin.seen[1]?.aborted).toBe(true);
    expect(twin.seen[0]?.aborted).toBe(false);
    expect((await fetch(`${served.baseUrl}/embeddings`)).status).toBe(404);
  });
});

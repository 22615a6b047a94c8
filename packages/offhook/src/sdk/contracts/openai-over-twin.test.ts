/** The adapter against its twin: every trouble that a server can make, in virtual time, and the socket's own over HTTP. */
import { VirtualClock } from "@offhook/engine/testing";
import { openaiCompatible } from "@offhook/provider-openai";
import { OpenAiTwin, serveTwin, type TwinAnswer, type TwinTrouble } from "@offhook/twin-openai";
import { describe, expect, it } from "vitest";
import { CONTRACT_REQUEST, hearGeneration } from "./heard-generation.ts";

const TEXT = "We are open from nine to five.";

/** One generation in virtual time, to its end and a minute beyond. */
async function generate(answer: TwinAnswer, apiKey = "sk-right") {
  const clock = new VirtualClock();
  const twin = new OpenAiTwin({ clock, apiKey: "sk-right" }).next(answer);
  const model = openaiCompatible({
    ...{ baseUrl: "http://twin.example/v1", model: "twin-model", apiKey, fetch: twin.fetch, clock },
  });
  const heard = hearGeneration(model);
  let ended = false;
  void heard.ended.then(() => {
    ended = true;
  });
  while (!ended) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!ended && !clock.runNext(60_000)) break;
  }
  const tookMs = clock.nowMs();
  while (clock.runNext(120_000)) await new Promise((resolve) => setImmediate(resolve));
  return { ...heard, text: heard.text, end: heard.events.at(-1), tookMs, twin };
}

const trouble = (what: TwinTrouble) => generate({ text: TEXT, trouble: what });
const ends = (heard: { events: { type: string }[] }) =>
  heard.events.filter(({ type }) => type === "done" || type === "fault").length;

describe("the adapter meets", () => {
  it("an answer as it should be", async () => {
    const heard = await generate({ text: TEXT });
    expect(heard.text).toBe(TEXT);
    expect(heard.end).toMatchObject({ type: "done", because: "stop", usage: { outputTokens: 8 } });
    expect(heard.twin.seen[0]).toMatchObject({ aborted: false, request: { stream: true, tools: [{}] } });
  });

  it("a wrong key, and never repeats it", async () => {
    const heard = await generate({ text: TEXT }, "sk-wrong");
    expect(heard.end).toMatchObject({ type: "fault", fault: { code: "model-key-refused", retryable: false } });
    expect(JSON.stringify(heard.events)).not.toContain("sk-wrong");
  });

  it.each([
    [{ type: "refuse", status: 404 }, "model-unknown"],
    [{ type: "refuse", status: 429, retryAfterS: 3 }, "model-rate-limited"],
    [{ type: "refuse", status: 429, code: "insufficient_quota" }, "model-quota-exhausted"],
    [{ type: "refuse", status: 500 }, "model-unavailable"],
    [{ type: "refuse", status: 503 }, "model-unavailable"],
    [{ type: "error", afterPieces: 2 }, "model-unavailable"],
    [{ type: "error", afterPieces: 2, code: "odd" }, "model-unavailable"],
    [{ type: "error", afterPieces: 2, named: true, code: "rate_limit_exceeded" }, "model-rate-limited"],
    [{ type: "close", afterPieces: 2 }, "model-stream-broken"],
    [{ type: "close", afterPieces: 2, politely: true }, "model-stream-broken"],
    [{ type: "garbage", afterPieces: 2 }, "model-answer-malformed"],
    [{ type: "stall", afterPieces: 2 }, "model-stalled"],
    [{ type: "stall", afterPieces: 0 }, "model-late"],
    [{ type: "silent" }, "model-connect-late"],
  ] as [TwinTrouble, string][])("%j as %s, once", async (what, code) => {
    const heard = await trouble(what);
    expect(heard.end).toMatchObject({ type: "fault", fault: { code } });
    expect(ends(heard)).toBe(1);
    expect(heard.tookMs).toBeLessThanOrEqual(4_000);
  });

  it("Retry-After, and hands it on", async () => {
    const heard = await trouble({ type: "refuse", status: 429, retryAfterS: 3 });
    expect(heard.end).toMatchObject({ fault: { retryAfterMs: 3_000 } });
  });

  it("a first token that takes too long", async () => {
    const heard = await generate({ text: TEXT, firstTokenMs: 9_000 });
    expect(heard.end).toMatchObject({ fault: { code: "model-late" } });
    expect(heard.tookMs).toBe(3_800);
    expect(heard.twin.seen[0]?.aborted).toBe(true);
  });

  it("words without end: it stops listening, and the connection goes", async () => {
    const heard = await trouble({ type: "endless" });
    expect(heard.end).toMatchObject({ type: "done", because: "length" });
    expect(heard.text.length).toBeLessThanOrEqual(3_200);
    expect(heard.twin.seen[0]?.aborted).toBe(true);
  });

  it("bytes that are no UTF-8, and speaks the rest", async () => {
    const heard = await trouble({ type: "broken-bytes", afterPieces: 2 });
    expect(heard.text.replace(/\s+/g, " ")).toBe("We are caf open from nine to five.");
    expect(heard.end).toMatchObject({ type: "done" });
  });

  it("every chunk twice: words double, and still it ends once", async () => {
    const heard = await trouble({ type: "double" });
    expect(ends(heard)).toBe(1);
    expect(heard.end).toMatchObject({ type: "done" });
  });

  it("an empty answer", async () => {
    const heard = await generate({ text: "" });
    expect(heard.events).toMatchObject([{ type: "done", because: "stop" }]);
  });
});

describe("over real HTTP, the adapter", () => {
  it("keeps one connection for turn after turn", async () => {
    const twin = new OpenAiTwin({ latencies: { firstTokenMs: () => 1, betweenTokensMs: () => 1 } });
    const served = await serveTwin(twin.answers((messages) => `You said: ${messages.at(-1)?.content}`));
    const model = openaiCompatible({ baseUrl: served.baseUrl, model: "twin-model" });
    for (let turn = 0; turn < 4; turn += 1) {
      const heard = hearGeneration(model);
      await heard.ended;
      expect(heard.text).toBe("You said: When are you open?");
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(served.connections).toBeLessThanOrEqual(2);
    await served.close();
  });

  it("hangs up on the server when cancelled, and tells a reset and an absent server apart", async () => {
    const twin = new OpenAiTwin({ latencies: { firstTokenMs: () => 1, betweenTokensMs: () => 1 } });
    twin.next({ text: TEXT, trouble: { type: "stall", afterPieces: 2 } });
    twin.next({ text: TEXT, trouble: { type: "close", afterPieces: 2 } });
    const served = await serveTwin(twin);
    const model = openaiCompatible({ baseUrl: served.baseUrl, model: "twin-model" });
    const cancelled = hearGeneration(model);
    await expect.poll(() => cancelled.text).toBe("We are");
    cancelled.job.cancel();
    await expect.poll(() => twin.seen[0]?.aborted).toBe(true);
    expect(cancelled.events.every(({ type }) => type === "text")).toBe(true);
    const cut = hearGeneration(model);
    await cut.ended;
    expect(cut.events.at(-1)).toMatchObject({ fault: { code: "model-stream-broken" } });
    await served.close();
    const absent = hearGeneration(model, CONTRACT_REQUEST);
    await absent.ended;
    expect(absent.events).toMatchObject([{ fault: { code: "model-connect-failed" } }]);
  });
});

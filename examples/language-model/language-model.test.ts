import { modelFromChoice } from "@offhook/provider-openai";
import { type ChatMessage, OpenAiTwin, serveTwin } from "@offhook/twin-openai";
import { caller, type ModelScript, simulate } from "offhook/testing";
import { describe, expect, it } from "vitest";
import assistant, { orderDesk } from "./assistant.ts";

const asking = () => caller().says("where is my order one two three four five?").says("thank you, goodbye");

describe("with a scripted model, in virtual time", () => {
  const script: ModelScript = (messages) => {
    const last = messages.at(-1);
    if (last?.role === "tool") return `Your order ${(JSON.parse(last.content) as { state: string }).state}.`;
    if (last?.content.includes("goodbye")) return { text: "Goodbye!", calls: [{ name: "end_call", args: {} }] };
    return { calls: [{ name: "findOrder", args: { orderNumber: "12345" } }] };
  };

  it("looks the order up and tells", async () => {
    const call = await simulate(assistant, asking(), { model: script });
    expect(call).toHaveHeard("Your order left our house on Friday.");
    expect(call.ended).toBe("agent-hung-up");
    expect(call.longestSilenceMs).toBeLessThan(4_000);
  });

  it("apologises for a model that gives up, and the call goes on", async () => {
    let tries = 0;
    const shaky: ModelScript = (...asked) =>
      ++tries <= 2 ? { fault: { code: "model-unavailable" } } : script(...asked);
    const call = await simulate(assistant, asking().says("where is order one two three four five?"), { model: shaky });
    expect(call).toHaveHeard("I can't answer that right now");
    expect(call.ended).not.toBe("failed");
  });
});

describe("with a real client, over HTTP to a twin of the server", () => {
  const answer = (messages: readonly ChatMessage[]) => {
    const last = messages.at(-1);
    if (last?.role === "tool") return `Your order ${(JSON.parse(last.content ?? "{}") as { state: string }).state}.`;
    if (last?.content?.includes("goodbye")) return { text: "Goodbye!", calls: [{ name: "end_call", arguments: {} }] };
    return { calls: [{ name: "findOrder", arguments: { orderNumber: "12345" } }] };
  };

  it("holds the same conversation", async () => {
    const twin = new OpenAiTwin({ latencies: { firstTokenMs: () => 5, betweenTokensMs: () => 1 } }).answers(answer);
    const served = await serveTwin(twin);
    const desk = orderDesk(served.baseUrl);
    const [choice] = desk.definition.model;
    if (!choice) throw new Error("The order desk has a model");
    const call = await simulate(desk, asking(), { model: modelFromChoice(choice) });
    await served.close();
    expect(call).toHaveHeard("Your order left our house on Friday.");
    expect(call.ended).toBe("agent-hung-up");
    const { request } = twin.seen[0] ?? {};
    expect(request).toMatchObject({
      model: "twin-model",
      stream: true,
      tools: [{ function: { name: "findOrder" } }, { function: { name: "end_call" } }],
    });
    expect(request?.messages[0]?.content).toContain("Today is 2026-11-22");
  });
});

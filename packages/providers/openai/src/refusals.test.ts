import { describe, expect, it } from "vitest";
import { MODEL_FAULTS } from "./faults.ts";
import { faultOfRefusal } from "./http-fault.ts";
import { modelFromChoice } from "./model-from-choice.ts";
import { openaiCompatible } from "./openai-compatible.ts";

const refused = (status: number, error: Record<string, unknown> | string = {}, retryAfter: string | null = null) =>
  faultOfRefusal(
    { status, retryAfter, body: typeof error === "string" ? error : JSON.stringify({ error }) },
    "openai/m",
  );

describe("refusals", () => {
  it.each([
    [401, {}, "model-key-refused", false],
    [403, {}, "model-key-refused", false],
    [404, { code: "model_not_found" }, "model-unknown", false],
    [400, { message: "bad tools" }, "model-request-refused", false],
    [307, {}, "model-request-refused", false],
    [429, { code: "rate_limit_exceeded" }, "model-rate-limited", true],
    [429, { type: "insufficient_quota" }, "model-quota-exhausted", false],
    [500, {}, "model-unavailable", true],
    [503, "<html>bad gateway</html>", "model-unavailable", true],
  ])("HTTP %i %j is %s", (status, error, code, retryable) => {
    expect(refused(status, error)).toMatchObject({ code, retryable, provider: "openai/m" });
  });

  it("keeps what Retry-After says, in milliseconds, and the message short", () => {
    expect(refused(429, { message: "x".repeat(5_000) }, "1.5").retryAfterMs).toBe(1_500);
    expect(refused(429, {}, "Wed, 21 Oct 2026 07:28:00 GMT")).not.toHaveProperty("retryAfterMs");
    expect(refused(429, { message: "x".repeat(5_000) }).message.length).toBeLessThan(400);
    expect(refused(503, "<html>secret proxy page</html>").message).not.toContain("html");
  });

  it("says for every code what it is and how to fix it", () => {
    for (const [code, { says, fix }] of Object.entries(MODEL_FAULTS)) {
      expect(code).toMatch(/^model(-[a-z]+)+$/);
      expect(says).toMatch(/\.$/);
      expect(fix).toMatch(/\.$/);
    }
  });
});

describe("a model by its choice", () => {
  const environment = { OPENAI_API_KEY: "sk-own", OPENAI_BASE_URL: "http://127.0.0.1:1/v1", GROQ_API_KEY: "gsk" };

  it("is named by provider and model", () => {
    expect(modelFromChoice({ provider: "openai", id: "gpt-6-luna" }, environment).id).toBe("openai/gpt-6-luna");
  });

  it("needs a name, and an address where it is not OpenAI's", () => {
    expect(() => modelFromChoice({ provider: "openai" }, environment)).toThrow("no name");
    expect(() => modelFromChoice({ provider: "openai-compatible", id: "llama" }, environment)).toThrow("baseUrl");
    expect(() => openaiCompatible({ model: "m", baseUrl: "file:///etc" })).toThrow("http");
  });

  it("says at once that OpenAI's key is missing, without asking anybody", async () => {
    const model = modelFromChoice({ provider: "openai", id: "gpt-6-luna" }, {});
    const fault = await new Promise((resolve) => {
      const sink = { text() {}, toolCall() {}, done() {}, fault: resolve };
      model.generate({ messages: [], tools: [], maxOutputTokens: 1 }, sink);
    });
    expect(fault).toMatchObject({ code: "model-key-missing", retryable: false });
  });
});

/** Which of two providers is cheaper, roughly. */
import { expect, it } from "vitest";
import { priceList } from "./price-list.ts";
import { typicalMinute } from "./typical-minute.ts";

const list = priceList();

it("orders what the sheets order", () => {
  const of = (part: "voice" | "model" | "transcriber", id: string) => typicalMinute(list, part, id) ?? Number.NaN;
  expect(of("transcriber", "embedded")).toBe(0);
  expect(of("transcriber", "deepgram/nova-3")).toBeCloseTo(0.0077, 6);
  expect(of("voice", "elevenlabs/Rachel")).toBeGreaterThan(of("voice", "deepgram/aura-2-thalia-en"));
  expect(of("model", "openai/gpt-6-luna")).toBeLessThan(of("model", "anthropic/claude-haiku-4-5"));
});

it("says so where nobody knows", () => {
  expect(typicalMinute(list, "model", "openai-compatible/llama3")).toBeNull();
});

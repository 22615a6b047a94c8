import type { Provider } from "@offhook/api-client";
import { expect, it } from "vitest";
import { choicesOf, latencyOf } from "./offers.ts";

const model = (id: string, kind: string, endOfLife: string | null = null) => ({ id, kind, name: id, endOfLife });
const PROVIDERS = [
  { id: "a", name: "A", configured: false, models: [model("a-voice", "voice"), model("a-model", "model")] },
  { id: "b", name: "B", configured: true, models: [model("b-voice", "voice"), model("b-old", "voice", "2026-01-01")] },
] as unknown as Provider[];

it("offers what fits the slot, what can be used now first, and nothing that has ended", () => {
  expect(choicesOf(PROVIDERS, "voice", "2026-11-23").map(({ id }) => id)).toEqual(["b-voice", "a-voice"]);
  expect(choicesOf(PROVIDERS, "model", "2026-11-23").map(({ id }) => id)).toEqual(["a-model"]);
  expect(choicesOf(PROVIDERS, "voice", "2025-12-31").map(({ id }) => id)).toContain("b-old");
});

it("says unknown by null, never by nought", () => {
  expect(latencyOf(undefined)).toBeNull();
  expect(latencyOf(choicesOf(PROVIDERS, "voice")[0])).toBeNull();
});

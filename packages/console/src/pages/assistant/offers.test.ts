import type { Provider } from "@offhook/api-client";
import { expect, it } from "vitest";
import { choicesOf, chosenAs, chosenOffer, latencyOf, modelIn } from "./offers.ts";

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

it("keeps apart whose voice it is and the model that speaks, where a vendor has many voices", () => {
  const model = { id: "eleven_flash_v2_5", kind: "voice", name: "Flash", endOfLife: null };
  const vendor = { id: "elevenlabs", name: "ElevenLabs", configured: true, models: [model] };
  const providers = [vendor] as unknown as Provider[];
  const [offer] = choicesOf(providers, "voice");
  if (!offer) throw new Error("no offer");
  expect(chosenAs("voice", offer, undefined)).toEqual({ provider: "elevenlabs", model: "eleven_flash_v2_5" });
  const named = { provider: "elevenlabs", id: "Rachel" };
  const chosen = chosenAs("voice", offer, named);
  expect(chosen).toEqual({ ...named, model: "eleven_flash_v2_5" });
  expect([modelIn("voice", chosen), modelIn("voice", named), modelIn("model", { provider: "a", id: "m" })]).toEqual([
    "eleven_flash_v2_5",
    undefined,
    "m",
  ]);
  expect(chosenOffer(providers, "voice", named)?.id).toBe("eleven_flash_v2_5");
});

import { expect, it } from "vitest";
import { tokenEstimate } from "./token-estimate.ts";

it("counts about as models do, to two figures", () => {
  expect(tokenEstimate("")).toBe(0);
  // 44 letters: nine words and a full stop are ten tokens for most.
  expect(tokenEstimate("The quick brown fox jumps over the lazy dog.")).toBe(11);
  expect(tokenEstimate("It is {{now}} now.")).toBe(5);
  expect(tokenEstimate("a".repeat(4_930))).toBe(1_200);
  expect(tokenEstimate("ж".repeat(100))).toBeGreaterThan(tokenEstimate("z".repeat(100)));
});

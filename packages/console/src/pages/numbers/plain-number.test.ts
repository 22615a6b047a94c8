import { expect, it } from "vitest";
import { plainNumber } from "./plain-number.ts";

it.each([
  ["+1 (415) 555-0100", "+14155550100"],
  ["00372 555 0100", "+3725550100"],
  ["+7 495 123‑45‑67", "+74951234567"],
  ["  +14155550100 ", "+14155550100"],
  // What is not a number is left for the server to refuse in words.
  ["front desk", "frontdesk"],
])("%s is %s", (written, plain) => {
  expect(plainNumber(written)).toBe(plain);
});

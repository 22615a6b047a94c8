import { expect, it } from "vitest";
import { readCompared, writeCompared } from "./compared-value.ts";

it("reads truths, numbers and words, and writes each so that it is read again as what it was", () => {
  expect(["true", "3.5", "3,5", "-2", "ten", '"true"', '"3"', " x ", ""].map(readCompared)).toEqual([
    ...[true, 3.5, 3.5, -2, "ten", "true", "3", "x", ""],
  ]);
  for (const value of [true, false, 0, 12.5, "true", "3", "ten", '"q"', "", " spaced "]) {
    expect(readCompared(writeCompared(value))).toBe(value);
  }
});

import { expect, it } from "vitest";
import { readDollars, readMinutes } from "./amounts.ts";

it("takes dollars as they are typed, and nothing that is none", () => {
  expect(["0.50", "$ 12", "3,5", " ", "999999.9999"].map(readDollars)).toEqual([
    ...["0.50", "12", "3.5", "", "999999.9999"],
  ]);
  expect(["-1", "1.23456", "1,000.00", "free", "1e3"].filter((text) => readDollars(text) !== null)).toEqual([]);
});

it("takes minutes up to a day", () => {
  expect(["15", "1,5", "", "1440"].map(readMinutes)).toEqual(["15", "1.5", "", "1440"]);
  expect(["0", "0.5", "1441", "-3", "ten"].filter((text) => readMinutes(text) !== null)).toEqual([]);
});

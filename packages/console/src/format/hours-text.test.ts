import { expect, it } from "vitest";
import { readSpans, writeSpans, writeWeek } from "./hours-text.ts";

it.each([
  ["9-17", "09:00–17:00"],
  ["9:00 – 12, 13.30—17:05", "09:00–12:00, 13:30–17:05"],
  ["18-24", "18:00–00:00"],
  ["22:00-2", "22:00–02:00"],
  ["  ", ""],
])("%s is read as %s", (typed, read) => {
  expect(writeSpans(readSpans(typed) ?? undefined)).toBe(read);
});

it.each(["nine to five", "9", "9-", "25-26", "9:60-10", "9-12,"])("%s is not understood", (typed) => {
  expect(readSpans(typed)).toBeNull();
});

it("a week is written in a line, days with the same hours together", () => {
  const day = [{ from: "09:00", until: "17:00" }];
  const nameOf = (number: number): string => "Mo Tu We Th Fr Sa Su".split(" ")[number - 1] ?? "";
  const days = { "1": day, "2": day, "3": day, "5": day, "7": [{ from: "10:00", until: "12:00" }] };
  expect(writeWeek(days, nameOf)).toBe("Mo–We 09:00–17:00; Fr 09:00–17:00; Su 10:00–12:00");
  expect(writeWeek({}, nameOf)).toBe("");
});

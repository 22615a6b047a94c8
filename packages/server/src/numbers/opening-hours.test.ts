import { expect, it } from "vitest";
import { isOpen } from "./opening-hours.ts";

const OFFICE = {
  timeZone: "Europe/Tallinn",
  days: {
    "1": [
      { from: "09:00", until: "12:00" },
      { from: "13:00", until: "17:00" },
    ],
    "6": [{ from: "22:00", until: "02:00" }],
  },
};
const at = (text: string): number => Date.parse(text);

it.each([
  // 23 November 2026 is a Monday; Tallinn is two hours ahead of UTC in winter.
  ["as it opens", "2026-11-23T07:00:00Z", true],
  ["a minute before", "2026-11-23T06:59:00Z", false],
  ["at lunch", "2026-11-23T10:30:00Z", false],
  ["as it closes", "2026-11-23T15:00:00Z", false],
  ["on a day that is not there", "2026-11-24T08:00:00Z", false],
  ["late on Saturday", "2026-11-28T21:30:00Z", true],
  ["after midnight, which is Saturday's still", "2026-11-28T23:30:00Z", true],
  ["on Sunday morning", "2026-11-29T00:30:00Z", false],
  ["in summer, an hour earlier by UTC", "2026-07-06T06:00:00Z", true],
])("an office with a lunch break, %s", (_, when, open) => {
  expect(isOpen(OFFICE, at(when))).toBe(open);
});

it("that closes when it opens is open all day", () => {
  const always = { timeZone: "UTC", days: { "1": [{ from: "00:00", until: "00:00" }] } };
  expect([isOpen(always, at("2026-11-23T00:00:00Z")), isOpen(always, at("2026-11-23T23:59:00Z"))]).toEqual([
    true,
    true,
  ]);
  expect(isOpen(always, at("2026-11-24T00:00:00Z"))).toBe(false);
});

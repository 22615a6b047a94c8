import * as fc from "fast-check";
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { isWithin, localTime } from "./hours.ts";

it("knows the day and the time as a calendar does, however long the call lasts", () => {
  void fc.assert(
    fc.property(
      fc.date({ min: new Date("1990-01-01"), max: new Date("2199-12-31"), noInvalidDate: true }),
      fc.nat(3 * 24 * 3_600_000),
      (start, afterMs) => {
        const startedAt = DateTime.fromJSDate(start, { zone: "UTC+5:45" });
        const then = startedAt.startOf("minute").plus(afterMs);
        expect(localTime(startedAt.toISO() ?? "", afterMs)).toEqual({
          weekday: then.weekday,
          time: then.toFormat("HH:mm"),
        });
      },
    ),
    { numRuns: 300, seed: 20_261_124 },
  );
});

it("has nothing to say of what is no time", () => {
  expect(localTime("tomorrow", 0)).toBeNull();
});

it("a night shift goes on after midnight, on Sunday's night into Monday too", () => {
  const night = { "7": [{ from: "22:00", until: "06:00" }] };
  expect(isWithin(night, { weekday: 7, time: "23:00" })).toBe(true);
  expect(isWithin(night, { weekday: 1, time: "05:59" })).toBe(true);
  expect(isWithin(night, { weekday: 1, time: "06:00" })).toBe(false);
  expect(isWithin(night, { weekday: 7, time: "05:00" })).toBe(false);
});

/** Schedules as people say them. */
import { expect, it } from "vitest";
import { everyWords } from "./every-words.ts";

it.each([
  [null, "byHand", 0],
  [15, "everyMinutes", 15],
  [60, "everyHours", 1],
  [90, "everyMinutes", 90],
  [360, "everyHours", 6],
  [1_440, "daily", 1],
])("%j minutes are %s", (minutes, name, count) => {
  expect(everyWords(minutes)).toEqual({ key: `providers.tests.${name}`, count });
});

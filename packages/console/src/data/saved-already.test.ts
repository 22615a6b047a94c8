/** What was saved by a try whose answer was lost is not called stale; whatever differs by a letter is. */
import { expect, it } from "vitest";
import { holds } from "./saved-already.ts";

it("is so where every changed field is there as it was typed", () => {
  const there = { name: "Desk", firstMessage: "Hello.", people: [{ id: "a", name: "Anna", number: "+14155550100" }] };
  expect(holds(there, { firstMessage: "Hello." })).toBe(true);
  expect(holds(there, { firstMessage: "Hello.", people: [...there.people] })).toBe(true);
  expect(holds(there, { firstMessage: "Hello!" })).toBe(false);
  expect(holds(there, { people: [] })).toBe(false);
  // A setting that was given back is there no more.
  expect(holds(there, { instructions: undefined })).toBe(true);
  expect(holds(there, { name: undefined })).toBe(false);
});

/** What the editor says of a place is what a call does with it: the engine's own functions are asked. */
import type { Pin } from "@offhook/engine/conversation";
import { expect, it } from "vitest";
import { firstMessageOf, instructionsOf } from "../../../../../engine/src/conversation/instructions.ts";
import { givenNames, KNOWN, placesIn, withPlace } from "./places.ts";

const spoken = { instructions: instructionsOf, firstMessage: firstMessageOf };
const filled = (where: keyof typeof spoken, text: string, variables: Record<string, string>): string => {
  const assistant = { instructions: text, firstMessage: text };
  return spoken[where]({ assistant, variables, startedAt: "2026-11-23T10:00:00Z", from: "+14155550100" } as Pin);
};

it.each(["instructions", "firstMessage"] as const)("says of each place in the %s what becomes of it", (where) => {
  const written = ["{{now}}", "{{ caller.number }}", "{{customer}}", "{{caller.name}}", "{{имя}}", "{{two words}}"];
  const outcome = (place: string): string => {
    if (filled(where, place, {}) === place) return "unread";
    if (filled(where, place, {}) !== "") return "known";
    const name = place.replace(/[{}\s]/g, "");
    return /^[a-zA-Z]\w*$/.test(name) && name !== "now" && filled(where, place, { [name]: "Ann" }) === "Ann"
      ? "given"
      : "empty";
  };
  for (const place of written) expect(placesIn(place, where)).toEqual([{ written: place, kind: outcome(place) }]);
  const kinds = placesIn(written.join(" "), where).map(({ kind }) => kind);
  expect(kinds.slice(2)).toEqual(["given", "empty", "unread", "unread"]);
});

it("offers what a prompt finds filled, and each place once", () => {
  for (const name of KNOWN) expect(filled("instructions", `{{${name}}}`, {})).not.toBe("");
  expect(placesIn("{{a}} and {{a}}, not { {b} }", "instructions")).toEqual([{ written: "{{a}}", kind: "given" }]);
});

it("puts a place where the cursor is, over what is marked", () => {
  expect(withPlace("It is .", "now", 6)).toEqual({ text: "It is {{now}}.", cursor: 13 });
  expect(withPlace("It is late.", "now", 6, 10)).toEqual({ text: "It is {{now}}.", cursor: 13 });
});

it("what a call is to be given is asked for once, in the order in which a caller meets it", () => {
  const settings = {
    firstMessage: "Hello {{ customer }}.",
    instructions: "{{now}} {{order}} {{customer}} {{a.b}} {{}}",
  };
  expect(givenNames(settings)).toEqual(["customer", "order"]);
  expect(givenNames({})).toEqual([]);
});

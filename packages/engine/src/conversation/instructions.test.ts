import { expect, it } from "vitest";
import type { Pin } from "./assistant.ts";
import { firstMessageOf, instructionsOf } from "./instructions.ts";

const pin = (text: string, variables: Record<string, string> = {}): Pin =>
  ({
    ...{ assistant: { firstMessage: text, instructions: text }, variables },
    ...{ startedAt: "2026-11-23T10:00:00+02:00", from: "+14155550101" },
  }) as unknown as Pin;

it.each([
  ["Hello {{ patient }}, this is Riverside Dental.", { patient: "Anna" }, "Hello Anna, this is Riverside Dental."],
  ["Hello {{patient}}, this is Riverside Dental.", {}, "Hello, this is Riverside Dental."],
  ["{{greeting}} How can I help?", {}, "How can I help?"],
  ["Hello  there !", {}, "Hello  there !"],
  // A value is words, and no template of its own.
  ["Hello {{patient}}.", { patient: "{{now}}" }, "Hello {{now}}."],
])("%s is spoken with its values", (text, variables, spoken) => {
  expect(firstMessageOf(pin(text, variables))).toBe(spoken);
});

it("instructions know the time and the caller besides; what nobody knows becomes nothing", () => {
  const text = "It is {{now}}. {{caller.number}} calls about {{order}}{{nothing}}.";
  expect(instructionsOf(pin(text, { order: "12345" }))).toBe(
    "It is 2026-11-23T10:00:00+02:00. +14155550101 calls about 12345.",
  );
});

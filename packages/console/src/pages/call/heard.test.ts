/** What the caller did not hear is shown as such. */
import { describe, expect, it } from "vitest";
import { heardOf, unheardMs } from "./heard.ts";
import { turn } from "./testing.ts";

describe("what was heard", () => {
  it.each([
    ["Tuesday it", "Tuesday it is. Shall I book it?", "is. Shall I book it?"],
    ["Hello, this is the automated", "Hello, this is the automated assistant.", "assistant."],
    ["All of it.", "All of it.", ""],
    ["No plan.", null, ""],
    // Punctuation differs where a clause was cut.
    ["We open at nine", "We open at nine, every day.", "every day."],
    ["", "Nothing was heard.", "Nothing was heard."],
  ])("of %j, meant as %j, lacks %j", (text, intendedText, unheard) => {
    expect(heardOf({ text, intendedText })).toEqual({ heard: text, unheard });
  });

  it("lasts about as long as its share of the words", () => {
    const cut = turn("agent", "0123456789", 1_000, 2_000, { intendedText: "0123456789 01234", interrupted: true });
    expect(unheardMs(cut)).toBe(500);
    expect(unheardMs({ ...cut, interrupted: false })).toBe(0);
  });
});

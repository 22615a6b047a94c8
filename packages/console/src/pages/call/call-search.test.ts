/** A link to a moment opens at that moment. */
import { describe, expect, it } from "vitest";
import { readCallSearch } from "./call-search.ts";

describe("a call's address", () => {
  it.each([
    [
      { at: "64100", log: "decision" },
      { at: 64_100, log: "decision" },
    ],
    [{ at: 64_100.4 }, { at: 64_100 }],
    [{ at: "-5", log: "noise" }, {}],
    [{ at: "soon" }, {}],
    [{ at: "" }, {}],
    [{ at: "1e999" }, {}],
    [{}, {}],
  ])("%j is read as %j", (search, read) => {
    expect(readCallSearch(search)).toEqual(read);
  });
});

/** One field finds calls by id, number or words. */
import { describe, expect, it } from "vitest";
import { callSearchHits, isMeant } from "./palette-search.ts";

describe("what was typed", () => {
  it.each([
    ["call_01M83AYH7MSZ1EJT18PXGTDS39", ["id call_01M83AYH7MSZ1EJT18PXGTDS39"]],
    ["http://127.0.0.1:3000/calls/call_01M83AYH7MSZ1EJT18PXGTDS39?at=3", ["id call_01M83AYH7MSZ1EJT18PXGTDS39"]],
    ["+1 415 555 0100", ["from +14155550100", "to +14155550100"]],
    ["night guards", ["q night guards"]],
    ["42", []],
    ["li", []],
    ["", []],
  ])("%j finds %j", (text, found) => {
    expect(callSearchHits(text).map(({ find, value }) => `${find} ${value}`)).toEqual(found);
  });
});

it("knows a page or a setting by pieces of its name", () => {
  expect([isMeant("", "Calls"), isMeant("dark col", "Colours Dark"), isMeant("dark calls", "Colours Dark")]).toEqual([
    true,
    true,
    false,
  ]);
});

import { describe, expect, it } from "vitest";
import { FRONT_DESK } from "../assistants/front-desk.ts";
import { assistantProblem } from "./assistant-problem.ts";

const spoilt = (change: object): unknown => JSON.parse(JSON.stringify({ ...FRONT_DESK, ...change }));

describe("a stored assistant", () => {
  it("that is whole has no problem", () => {
    expect(assistantProblem(spoilt({}))).toBeNull();
  });

  it.each([
    [null, /no object/],
    [[], /no object/],
    [{}, /name/],
    [spoilt({ timeZone: "Mars/Olympus" }), /timeZone/],
    [spoilt({ firstMessage: 7 }), /firstMessage/],
    [spoilt({ voice: "slt" }), /voice/],
    [spoilt({ tools: [null] }), /tools/],
    [spoilt({ timing: {} }), /timing\./],
    [spoilt({ phrases: { ...FRONT_DESK.phrases, goodbye: null } }), /phrases\.goodbye/],
    [spoilt({ flows: [{ id: "desk", start: "gone", nodes: {} }] }), /flow desk/],
    [spoilt({ flows: [{ id: "desk" }] }), /flow desk/],
  ])("that cannot take a call is told why: %j", (definition, problem) => {
    expect(assistantProblem(definition)).toMatch(problem);
  });
});

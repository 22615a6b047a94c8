/** Words as they come, from a growing log. */
import { describe, expect, it } from "vitest";
import { log } from "../call/testing.ts";
import { assistantNameOf, sayingsOf } from "./live-line.ts";

const ITEMS = log(
  [0, "input", "call-started", { pin: { assistant: { name: "Front desk" } } }],
  [10, "command", "speak", { utteranceId: "utt_1", text: "Hello." }],
  [10, "command", "speak", { utteranceId: "utt_1", text: "How can I help?" }],
  [900, "decision", "agent-turn", { id: "turn_1", text: "Hello. How", interrupted: true }],
  [950, "input", "transcript-partial", { text: "I'd like" }],
  [990, "input", "transcript-partial", { text: "I'd like to book" }],
  [1_500, "decision", "caller-turn", { id: "turn_2", text: "I'd like to book." }],
  [1_600, "command", "speak", { utteranceId: "utt_2", text: "May I have your name?" }],
);
const at = (count: number, most = 3) =>
  sayingsOf(ITEMS.slice(0, count), most).map(({ speaker, text, open }) => [speaker, text, open]);

describe("what is being said", () => {
  it("shows the agent's clauses while they are spoken, then what was heard of them", () => {
    expect(at(3)).toEqual([["agent", "Hello. How can I help?", true]]);
    expect(at(4)).toEqual([["agent", "Hello. How", false]]);
  });

  it("replaces the caller's words as they become clearer", () => {
    expect(at(6)).toEqual([
      ["agent", "Hello. How", false],
      ["caller", "I'd like to book", true],
    ]);
  });

  it("keeps to the last few", () => {
    expect(at(8, 2)).toEqual([
      ["caller", "I'd like to book.", false],
      ["agent", "May I have your name?", true],
    ]);
  });

  it("shows all that is still to be heard, one utterance after the other", () => {
    const more = log(
      [2_000, "command", "speak", { utteranceId: "utt_3", text: "And your number?" }],
      [2_500, "decision", "agent-turn", { id: "turn_3", text: "May I have your name?" }],
      [2_500, "decision", "utterance-heard", { utteranceId: "utt_2" }],
    );
    const said = (count: number) => sayingsOf([...ITEMS, ...more.slice(0, count)], 2).map(({ text }) => text);
    expect(said(1).at(-1)).toBe("May I have your name? And your number?");
    expect(said(3)).toEqual(["May I have your name?", "And your number?"]);
  });

  it("forgets what was dropped before it was heard", () => {
    const dropped = [...ITEMS, ...log([1_700, "command", "drop-playout"])];
    expect(sayingsOf(dropped, 1)[0]?.text).toBe("I'd like to book.");
  });

  it("knows whom the caller is talking to", () => {
    expect([assistantNameOf(ITEMS), assistantNameOf([])]).toEqual(["Front desk", null]);
  });
});

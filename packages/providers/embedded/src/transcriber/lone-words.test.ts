import { describe, expect, it } from "vitest";
import { checkGrammar } from "./check-grammar.ts";
import { judgeLone, LONE_WORDS_GRAMMAR } from "./lone-words.ts";

const hearing = (openText: string, closed: string, probability: number, change: { durationMs?: number } = {}) => ({
  openText,
  words: closed
    .split(" ")
    .map((text) => ({ text, startMs: 100, endMs: 100 + (change.durationMs ?? 350), probability })),
  voicedShare: 0.5,
  speechMs: 380,
});

describe("a second opinion on a lone word", () => {
  it.each([
    ["Go, Ken.", "okay"],
    ["Lord,", "good"],
    ["A tour.", "of course"],
  ])("doubts %j where the grammar hears %j", (open, closed) => {
    const verdict = judgeLone({ ...hearing(open, closed, 0.88), speechMs: closed.includes(" ") ? 760 : 380 });
    expect(verdict).toMatchObject({ text: open, by: "open" });
    expect(verdict.confidence).toBeLessThan(0.5);
  });

  it.each(["Stop.", "Seven,", "No.", "A person.", "Tuesday,", "Twelve."])("believes a caller who says %j", (open) => {
    expect(judgeLone(hearing(open, "okay", 0.9)).confidence).toBeNull();
  });

  it("believes four words, whatever the grammar makes of them", () => {
    expect(judgeLone(hearing("I want it now.", "alright", 0.9)).confidence).toBeNull();
  });

  it("hears the digit over which Moonshine was silent", () => {
    expect(judgeLone(hearing("", "four", 0.86))).toEqual({ text: "four", confidence: 0.86, by: "closed" });
    expect(judgeLone(hearing("Oh,", "four", 0.86)).text).toBe("four");
  });

  it("puts no command into a silence, and no digit into a cough or a toneless bang", () => {
    expect(judgeLone(hearing("", "stop", 0.92)).text).toBe("");
    expect(judgeLone(hearing("", "seven", 0.86, { durationMs: 900 })).text).toBe("");
    expect(judgeLone({ ...hearing("", "seven", 0.86), voicedShare: 0.1 }).text).toBe("");
  });

  it("is a grammar that the decoder takes", async () => {
    expect(await checkGrammar(LONE_WORDS_GRAMMAR)).toBeNull();
  });
});

import { noise, pcmToMulaw, silence } from "@offhook/engine/audio";
import { describe, expect, it } from "vitest";
import { judgeClosed } from "./arbitration.ts";
import { lowerCaseGrammar, wordsOfGrammar } from "./grammar-words.ts";
import { plausibleWords } from "./plausible-words.ts";
import { edits, similarity, spokenWords } from "./spoken-words.ts";

const loud = pcmToMulaw(noise({ seed: 1, durationMs: 1_000, levelDb: -20 }));

describe("words of a grammar", () => {
  const grammar = `#JSGF V1.0;
grammar Answers; // a comment with words
public <Answer> = /0.9/ [Uh] (Yes | no thanks {tag words})+ | /0.1/ <day>;
/* more words */ <day> = monday | o'clock;`;

  it("are all there is to hear, in lower case", () => {
    expect(wordsOfGrammar(grammar)).toEqual(["uh", "yes", "no", "thanks", "monday", "o'clock"]);
  });

  it("leave JSGF's first line as it is", () => {
    expect(lowerCaseGrammar(grammar)).toMatch(/^#JSGF V1\.0;\ngrammar answers;/);
  });
});

describe("spoken words", () => {
  it.each([
    ["At 10:30, on Forty-Second Street!", "at ten thirty on forty second street"],
    ["5551234", "five five five one two three four"],
    ["$45 and 07", "forty five and zero seven"],
    ["", ""],
  ])("of %j are %j", (text, words) => {
    expect(spokenWords(text).join(" ")).toBe(words);
  });

  it("count the edits between two sentences", () => {
    expect(edits(["a", "b", "c"], ["a", "x", "c", "d"])).toBe(2);
    expect(similarity("kitten", "kitten")).toBe(1);
    expect(similarity("abc", "xyz")).toBe(0);
  });
});

describe("arbitration", () => {
  const grammar = "#JSGF V1.0;\ngrammar x;\npublic <a> = yes | no | next tuesday;";
  const hearing = (openText: string, probability: number, voicedShare = 0.6) => ({
    words: [{ text: "yes", startMs: 100, endMs: 500, probability }],
    grammar,
    openText,
    speechMs: 500,
    voicedShare,
  });

  it.each([
    ["Yes.", 0.74, true],
    ["Yet.", 0.74, true],
    ["Yes.", 0.6, false],
    ["Chess match.", 0.82, true],
    ["Chess match.", 0.76, false],
    ["I want to cancel my order.", 0.95, false],
    ["", 0.9, true],
    ["", 0.82, false],
  ])("beside %j and a probability of %d believes the grammar: %s", (openText, probability, believed) => {
    expect(judgeClosed(hearing(openText, probability)).believed).toBe(believed);
  });

  it("believes no grammar over a sound without a voice", () => {
    expect(judgeClosed(hearing("", 0.95, 0.05)).believed).toBe(false);
  });

  it("believes no word that fills only a bit of the speech", () => {
    expect(judgeClosed({ ...hearing("Yes.", 0.95), speechMs: 3_000 }).believed).toBe(false);
  });

  it("believes nothing where nothing was heard", () => {
    expect(judgeClosed({ ...hearing("Yes.", 0.95), words: [] }).believed).toBe(false);
  });
});

describe("plausible words", () => {
  it.each([
    ["To-morrow at ten.", "Tomorrow at ten."],
    ["...", ""],
    ["you you you you you you you you", ""],
    ["thank you so thank you so thank you so thank you so thank you so thank you so", ""],
    ["zero zero zero zero zero zero zero", "zero zero zero zero zero zero zero"],
    ["No, no, no, no.", "No, no, no, no."],
  ])("turn %j into %j", (text, words) => {
    expect(plausibleWords(text, loud, 4_000)).toBe(words);
  });

  it("are not said faster than people can", () => {
    expect(plausibleWords("This is a whole sentence of many words.", loud, 400)).toBe("");
  });

  it("are not heard in near silence", () => {
    expect(plausibleWords("Thank you.", pcmToMulaw(silence(1_000)), 1_000)).toBe("");
  });
});

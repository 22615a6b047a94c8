import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitClauses, takeClauses } from "./clauses.ts";

describe("a reply as it is written", () => {
  it.each([
    [
      "the lines of a list",
      "We have:\n- Tuesday at ten\n- Friday at two\nWhich",
      ["We have:", "- Tuesday at ten", "- Friday at two"],
      "Which",
    ],
    ["Chinese", "我们星期二有空。您要几点？好", ["我们星期二有空。", "您要几点？"], "好"],
    ["Hindi", "हम मंगलवार को खुले हैं। आप", ["हम मंगलवार को खुले हैं।"], "आप"],
    ["abbreviations", "Dr. Lee is in at 9.30 today. He", ["Dr. Lee is in at 9.30 today."], "He"],
    ["Russian abbreviations", "Мы на ул. Ленина, дом пять. Ждём", ["Мы на ул. Ленина, дом пять."], "Ждём"],
  ])("%s: each is spoken as soon as it is whole", (_, written, clauses, rest) => {
    expect(takeClauses(written)).toEqual({ clauses, rest });
  });

  it("code is never spoken, and what follows it is", () => {
    const written = "Try this: ```js\nx = 1. Then. y\n``` That is all. Now";
    expect(takeClauses(written).clauses).toEqual(["Try this:", "That is all."]);
  });

  it("a block of code that is still being written is waited for; one that never ends is left out", () => {
    expect(takeClauses("Look. ```js\na. b. c")).toEqual({ clauses: ["Look."], rest: "```js\na. b. c" });
    expect(splitClauses("Look. ```js\na. b. c")).toEqual(["Look."]);
  });

  it("without any stop it is cut at a word, and nobody waits for the end", () => {
    const { clauses, rest } = takeClauses("word ".repeat(60));
    expect(clauses.join(" ").length).toBeLessThanOrEqual(200);
    expect(`${clauses.join(" ")} ${rest}`.trim()).toBe("word ".repeat(60).trim());
  });

  it("loses no letter of prose, makes no endless clause, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab .,!?:\n。।-😀"), maxLength: 900 }), (text) => {
        const letters = (one: string) => one.replaceAll(/\s/g, "");
        const { clauses, rest } = takeClauses(text);
        expect(letters(clauses.join("") + rest)).toBe(letters(text));
        for (const clause of [...clauses, ...splitClauses(text)]) expect(clause.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

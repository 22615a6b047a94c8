import { describe, expect, it } from "vitest";
import { speakable } from "./speakable.ts";

describe("what a model writes is read as a person would", () => {
  it.each([
    [
      "That is €1,250.50 on 3/11 at 14:05.",
      "That is one thousand two hundred and fifty euros and fifty cents on the third of November at two oh five in the afternoon.",
    ],
    [
      "It costs $1 or 0.99 EUR, and £2.01 by post.",
      "It costs one dollar or ninety nine cents, and two pounds and one penny by post.",
    ],
    [
      "We open at 9 am and close at 5:30 p.m. today.",
      "We open at nine o'clock in the morning and close at half past five in the afternoon today.",
    ],
    ["Your visit is on 2026-12-03 at 12:00.", "Your visit is on Thursday the third of December at noon."],
    [
      "On December 3, 2026, or on the 21st of May 1904.",
      "On the third of December twenty twenty six, or on the twenty first of May nineteen oh four.",
    ],
    [
      "Call +1 415 555 2671 or (415) 555-2671.",
      "Call plus one, four one five, five five five, two six seven one or four one five, five five five, two six seven one.",
    ],
    [
      "Your order 4471 and invoice #90210 are paid.",
      "Your order four four seven one and invoice number nine zero, two one zero are paid.",
    ],
    [
      "Write to info@river-side.example or see https://www.riverside.example/prices?x=1.",
      "Write to info at river dash side dot example or see riverside dot example.",
    ],
    [
      "It is 3.5 km away, 12–15 min on foot, with 20% off.",
      "It is three point five kilometres away, twelve to fifteen minutes on foot, with twenty percent off.",
    ],
    [
      "Dr. Smith sees children, e.g. on the 2nd, since 2005.",
      "Doctor Smith sees children, for example on the second, since two thousand and five.",
    ],
    [
      "We have 2 dentists, 120 chairs & 1,000,001 brushes.",
      "We have two dentists, one hundred and twenty chairs and one million and one brushes.",
    ],
    ["**Prices**: see [our page](https://x.example/a), `now`.", "Prices: see our page, now."],
    ["1. Come at ten.", "Come at ten."],
    ["Here they are: - Monday at ten. - Tuesday.", "Here they are: Monday at ten. Tuesday."],
    ["We have: 1. Monday.", "We have: Monday."],
    ["Nothing to write out here. Not at all.", "Nothing to write out here. Not at all."],
  ])("%s", (written, said) => {
    expect(speakable(written, "en")).toBe(said);
  });

  it("an American date has its month first", () => {
    expect(speakable("Come on 3/11/2026.", "en-US")).toBe("Come on the eleventh of March twenty twenty six.");
    expect(speakable("Come on 13/2/2026.", "en-GB")).toBe("Come on the thirteenth of February twenty twenty six.");
  });

  it("other languages are left to their voice", () => {
    expect(speakable("See maksab 1 250 € kell 14:05.", "et")).toBe("See maksab 1 250 € kell 14:05.");
  });
});

/** Names that voices get wrong. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { pronounced } from "./pronounce.ts";

const LIST = [
  { written: "Siim", spoken: "Seem" },
  { written: "Dr. Õun", spoken: "doctor Un" },
  { written: "C++", spoken: "see plus plus" },
  { written: "Siim Tamm", spoken: "Seem Tum" },
];

it.each([
  ["Siim is here.", "Seem is here."],
  ["Ask SIIM, not Siimon.", "Ask Seem, not Siimon."],
  ["Siim Tamm knows C++!", "Seem Tum knows see plus plus!"],
  ["Dr. Õun is in.", "doctor Un is in."],
  ["Nothing of it.", "Nothing of it."],
])("%s", (written, spoken) => {
  expect(pronounced(written, LIST)).toBe(spoken);
});

it("leaves every text as it is without a list, and takes any list", () => {
  const word = fc.string({ maxLength: 8 });
  void fc.assert(
    fc.property(fc.string(), fc.array(fc.record({ written: word, spoken: word })), (text, list) => {
      expect(pronounced(text)).toBe(text);
      expect(typeof pronounced(text, list)).toBe("string");
    }),
  );
});

/** Both languages say the same things: no key lacks, every plural has its forms, every blank is filled in both. */
import { describe, expect, it } from "vitest";
import { en } from "./en/index.ts";
import { ru } from "./ru/index.ts";

type Texts = { [key: string]: string | Texts };

function flat(texts: Texts, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
}
const bare = (key: string) => key.replace(/_(one|few|many|other)$/, "_plural");
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const [english, russian] = [flat(en as Texts), flat(ru as Texts)];

describe("the languages", () => {
  it("have the same keys", () => {
    const keys = (texts: [string, string][]) => [...new Set(texts.map(([key]) => bare(key)))].sort();
    expect(keys(russian)).toEqual(keys(english));
  });

  it("have every form of every plural", () => {
    const has = new Set(russian.map(([key]) => key));
    const lacking = english
      .filter(([key]) => key.endsWith("_other"))
      .flatMap(([key]) => ["one", "few", "many", "other"].map((form) => key.replace(/other$/, form)))
      .filter((key) => !has.has(key));
    expect(lacking).toEqual([]);
  });

  it("fill the same blanks", () => {
    const wanted = new Map(english.map(([key, text]) => [bare(key), blanks(text)]));
    const different = russian.filter(([key, text]) => {
      const own = blanks(text);
      // "every hour" needs no number in English; every Russian form may have one.
      return !key.includes("_") && String(own) !== String(wanted.get(key));
    });
    expect(different).toEqual([]);
  });

  it("leave nothing untranslated but names, commands and examples", () => {
    const same = russian.filter(
      ([key, text]) =>
        /[a-z]{4}/i.test(text.replace(/\{\{\w+\}\}/g, "")) && english.some(([k, t]) => k === key && t === text),
    );
    expect(same.map(([key]) => key)).toEqual(["providers.tests.saysPlaceholder", "providers.tests.hearsPlaceholder"]);
  });
});

/** Choices of before are kept; whatever else lies in the storage is passed over. */
import { describe, expect, it } from "vitest";
import { languageFor, readPreferences, regionFor } from "./stored.ts";

describe("kept choices", () => {
  it("come back as they were", () => {
    const chosen = { theme: "dark", density: "compact", language: "ru" } as const;
    expect(readPreferences(JSON.stringify(chosen))).toEqual(chosen);
  });

  it.each([null, "", "null", "7", "{", '{"theme":"pink","density":3,"language":"fi"}'])(
    "are the defaults for %j",
    (text) => {
      expect(readPreferences(text)).toEqual({ theme: "system", density: "comfortable", language: null });
    },
  );

  it("follow the browser's language until one is chosen", () => {
    expect(languageFor(null, ["et-EE", "ru-EE", "en"])).toBe("ru");
    expect(languageFor("en", ["ru"])).toBe("en");
    expect(languageFor(null, ["fi"])).toBe("en");
  });

  it("write dates as the browser's country does", () => {
    expect([regionFor("en", ["ru-RU", "en-GB"]), regionFor("ru", ["en-GB"])]).toEqual(["en-GB", "ru"]);
  });
});

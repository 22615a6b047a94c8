import { describe, expect, it } from "vitest";
import type { AssistantSettings } from "../../data/assistants.ts";
import { englishOnly } from "./english-only.ts";

const EMBEDDED = { provider: "embedded" };
const OTHER = { provider: "deepgram", id: "nova-3" };
const russian = (slots: Partial<AssistantSettings>) => englishOnly({ name: "Desk", language: "ru", ...slots });

describe("an assistant whose language is not English", () => {
  it("neither hears nor speaks it by what comes along, chosen or left out, whoever thinks", () => {
    expect(russian({})).toBe("both");
    expect(russian({ transcriber: [EMBEDDED], voice: [{ ...EMBEDDED, id: "slt" }] })).toBe("both");
    expect(russian({ model: [{ provider: "openai", id: "gpt-4o" }] })).toBe("both");
    expect(englishOnly({ name: "Desk", language: "de-DE" })).toBe("both");
  });

  it("is told which of the two is missing", () => {
    expect(russian({ voice: [OTHER] })).toBe("hears");
    expect(russian({ transcriber: [OTHER] })).toBe("speaks");
    expect(russian({ transcriber: [OTHER], voice: [] })).toBe("speaks");
  });

  it("is told as well of one that only stands in: it would be asked when the first has failed", () => {
    expect(russian({ transcriber: [OTHER, EMBEDDED], voice: [OTHER] })).toBe("hears");
    expect(russian({ transcriber: [OTHER], voice: [OTHER, EMBEDDED] })).toBe("speaks");
  });

  it("has nothing to be told with a transcriber and a voice of others, even without a model", () => {
    expect(russian({ transcriber: [OTHER], voice: [OTHER] })).toBeNull();
  });
});

it.each([undefined, "en", "en-US", "EN-gb"])("English is heard and spoken: %s", (language) => {
  expect(englishOnly({ name: "Desk", ...(language ? { language } : {}) })).toBeNull();
});

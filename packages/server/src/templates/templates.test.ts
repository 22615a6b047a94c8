/** Every template, in each language: it can be published as it is, and its callers get what they came for. */
import { describe, expect, it } from "vitest";
import { settingsShape } from "../assistants/settings-shape.ts";
import { TEMPLATES } from "./index.ts";
import type { TemplateLanguage } from "./template.ts";
import { compiled, problemsOf } from "./testing/template-call.ts";

const ALL = TEMPLATES.flatMap(({ id, texts }) =>
  (Object.keys(texts) as TemplateLanguage[]).map((language) => ({ id, language, text: texts[language] })),
);
const SCENARIOS = ALL.flatMap((one) => one.text.scenarios.map((scenario) => ({ ...one, scenario })));

describe.each(ALL)("$id in $language", ({ language, text }) => {
  it("is a whole assistant without a problem", () => {
    expect(settingsShape.parse(text.settings)).toEqual(text.settings);
    const { definition, problems } = compiled(text);
    expect(problems).toEqual([]);
    expect(definition.language).toBe(language);
    expect(definition.model).toEqual([]);
    expect(definition.flows.length).toBeGreaterThan(1);
    expect(definition.instructions.length).toBeGreaterThan(500);
  });

  it("says at once that it is automated, in the words that the disclosure looks for", () => {
    const { disclosure, firstMessage } = compiled(text).definition;
    expect(firstMessage).toContain(disclosure?.phrase);
  });

  it("comes with things to try", () => {
    expect(text.examples.length).toBeGreaterThanOrEqual(3);
    expect(text.examples.length).toBeLessThanOrEqual(5);
    expect(text.scenarios.length).toBeGreaterThanOrEqual(2);
    for (const { expects } of text.scenarios) expect(expects.length).toBeGreaterThan(0);
    expect(text.description).toMatch(/^[^.]+\.$/);
  });
});

it("has no English in what Russian callers hear", () => {
  for (const { text } of ALL.filter(({ language }) => language === "ru")) {
    const { definition } = compiled(text);
    const heard = [
      definition.firstMessage,
      ...definition.flows.flatMap(({ nodes }) => Object.values(nodes).map(heardIn)),
    ];
    for (const words of heard) expect(words).not.toMatch(/[a-z]/i);
    expect(definition.firstMessage).toMatch(/[а-яё]/i);
  }
});

const heardIn = (node: object): string => {
  const { text = "", help = "", again = [], otherwise = "", intents = [] } = node as Record<string, never>;
  const answers = (intents as { answer?: string }[]).map(({ answer }) => answer ?? "");
  // What stands in braces is a value of the call.
  return [text, help, ...(again as string[]), otherwise, ...answers].join(" ").replace(/\{\{.*?\}\}/g, "");
};

describe("the scenarios", () => {
  it.each(SCENARIOS)("$id $language: $scenario.name", async ({ text, scenario }) => {
    expect(await problemsOf(text, scenario)).toEqual([]);
  });

  it.each(SCENARIOS)("$id $language: $scenario.name, expecting what nobody says, fails", async ({ text, scenario }) => {
    const wrong = { ...scenario, expects: ["a flight to the moon"] };
    expect(await problemsOf(text, wrong)).toEqual(['The agent did not say "a flight to the moon".']);
  });
});

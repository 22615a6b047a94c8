/** Whatever keeps an assistant from answering is said in the page's language: every kind that the server knows. */
import i18next, { type TFunction } from "i18next";
import { beforeEach, describe, expect, it } from "vitest";
import { compileSettings } from "../../../../server/src/assistants/compile-settings.ts";
import { startLanguages } from "../../locales/i18n.ts";
import { problemWords } from "./problem-words.tsx";

beforeEach(() => startLanguages("ru", "ru"));

const say = (next: string | null, text = "Hi.") => ({ type: "say", text, next: { otherwise: next } });

/** Everything wrong at once, as far as one assistant can have it. */
const WRONG = {
  name: " ",
  timeZone: "Mars/Base",
  language: "en",
  people: [{ id: "Anna", name: "Anna", number: "0049 30 1234" }],
  tools: ["teleport"],
  voice: [{ provider: "elevenlabs" }, { provider: "nobody", id: "x" }],
  transcriber: [{ provider: "local" }],
  model: [{ provider: "openai-compatible", id: "own" }, { provider: "openai" }],
  realtime: [{ provider: "openai-compatible" }],
  flow: [
    { id: "first", start: "nowhere", nodes: {} },
    {
      id: "second",
      start: "a",
      nodes: {
        a: say("gone", "{{colour}}"),
        lost: say("lost"),
        run: { type: "run", tool: "beam", args: {}, next: { otherwise: null } },
        person: { type: "transfer", person: "Bob", onFailed: "" },
        other: { type: "go", flow: "third", next: { otherwise: null } },
      },
    },
    { id: "second", start: "a", nodes: { a: say(null) } },
  ],
};
/** Begins where nothing can be gone back to: only without a model. */
const LOST_END = { name: "x", timeZone: "Europe/Tallinn", flow: [{ id: "only", start: "a", nodes: { a: say(null) } }] };

const problemsOf = (settings: object) => compileSettings(settings as never, []).problems;
const all = () => [...problemsOf(WRONG), ...problemsOf(LOST_END)];

describe("problems of an assistant", () => {
  it("have Russian words, each", () => {
    const words = all().map((sentence) => [sentence, problemWords(sentence, i18next.t)]);
    expect(words.filter(([sentence, said]) => sentence === said || !/[а-яё]/i.test(said ?? ""))).toEqual([]);
    expect(words.length).toBeGreaterThan(15);
  });

  it("name what is meant", () => {
    const said = all()
      .map((sentence) => problemWords(sentence, i18next.t))
      .join("\n");
    expect(said).toContain("Номер для «Anna» пишется так: +14155550100, а не 0049 30 1234.");
    expect(said).toContain("Инструмента «teleport» нет.");
    expect(said).toContain("Голос: поставщика «nobody» нет.");
    expect(said).toContain("Сценарий «second»: «a» ведёт в «gone», а такого узла нет.");
    expect(said).toContain("Сценарий «only»: «a» возвращается назад");
    expect(said).not.toContain("{{");
    expect(said).not.toMatch(/undefined|problem\./);
  });

  it("are the server's own sentence where nobody has translated them", () => {
    expect(problemWords("the moon is in the wrong place", i18next.t)).toBe("the moon is in the wrong place");
    expect(problemWords('in the flow "a", the moon is wrong', i18next.t)).toBe('in the flow "a", the moon is wrong');
  });

  it("use every one of the words", () => {
    const said = all().map((sentence) =>
      problemWords(sentence, ((key: unknown) => String(key)) as unknown as TFunction),
    );
    const kinds = Object.keys(i18next.getResourceBundle("ru", "console").assistants.problem);
    const used = new Set(said.map((key) => key.replace("assistants.problem.", "")));
    // Two tools of one name come only from code, and slots stand within the others.
    expect(kinds.filter((kind) => !used.has(kind) && kind !== "slots" && kind !== "twoTools")).toEqual([]);
  });
});

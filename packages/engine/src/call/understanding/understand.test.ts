import { describe, expect, it } from "vitest";
import type { SlotSpec } from "../../flow/definition.ts";
import type { FlowWant } from "../../flow/meaning.ts";
import { ENGLISH_NUMERALS } from "./number-words.ts";
import { spokenDigits } from "./numerals.ts";
import { understand } from "./understand.ts";

// A Sunday morning in Tallinn.
const NOW = "2026-11-22T10:00:00+02:00";

function wanting(...specs: SlotSpec[]): FlowWant {
  const slots = specs.map((spec) => ({ name: spec.kind, spec }));
  return { slots, intents: [], now: NOW, timeZone: "Europe/Tallinn", language: "en", country: "US" };
}

async function meant(text: string, ...specs: SlotSpec[]): Promise<Record<string, unknown>> {
  const { slots } = await understand(text, wanting(...specs));
  return Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, slot.value]));
}

const DATE: SlotSpec = { kind: "date", future: true };
const TIME: SlotSpec = { kind: "time" };

describe("dates and times", () => {
  it.each([
    ["Tomorrow at ten.", { date: "2026-11-23", time: "10:00" }],
    ["To-morrow at ten.", { date: "2026-11-23", time: "10:00" }],
    ["half ten", { time: "10:30" }],
    ["Half past two, please", { time: "14:30" }],
    ["the day after tomorrow in the afternoon at three", { date: "2026-11-24", time: "15:00" }],
    ["next Tuesday", { date: "2026-11-24" }],
    ["the 3rd", { date: "2026-12-03" }],
    ["the third", { date: "2026-12-03" }],
    ["on the twenty fourth of November at two p.m.", { date: "2026-11-24", time: "14:00" }],
    ["no, Tuesday", { date: "2026-11-24" }],
    ["Sunday", { date: "2026-11-29" }],
    ["ten thirty in the morning", { time: "10:30" }],
    ["quarter to nine", { time: "08:45" }],
    ["at noon on Friday", { date: "2026-11-27", time: "12:00" }],
  ])("%s", async (text, expected) => {
    expect(await meant(text, DATE, TIME)).toEqual(expected);
  });

  it("takes a bare hour only where a time was asked for", async () => {
    expect(await meant("ten", TIME, DATE)).toEqual({ time: "10:00" });
    expect(await meant("ten", DATE, TIME)).toEqual({});
  });
});

describe("numbers", () => {
  it.each([
    ["five five five, oh one two three four five six", "5550123456"],
    ["double five triple zero nine", "550009"],
    ["twenty three forty", "2340"],
    ["555-0123", "5550123"],
  ])("%s", (text, digits) => {
    expect(spokenDigits(ENGLISH_NUMERALS, text)).toBe(digits);
  });

  it("reads a telephone number in the called number's country", async () => {
    expect(await meant("my number is four one five, five five five, two six seven one", { kind: "phone" })).toEqual({
      phone: "+14155552671",
    });
  });

  it("finds a telephone number among other numbers", async () => {
    const said = "Tomorrow at ten. My number is four, one, five, five, five, five, two, six, seven, one.";
    expect(await meant(said, DATE, TIME, { kind: "phone" })).toEqual({
      date: "2026-11-23",
      time: "10:00",
      phone: "+14155552671",
    });
  });

  it("leaves words that are no numbers alone", () => {
    expect(ENGLISH_NUMERALS.withFigures("the first one please")).toBe("the 1st one please");
  });
});

describe("names and choices", () => {
  it.each([
    ["My name is John Smith", "John Smith"],
    ["My name is John Smith and my number is 415-555-2671.", "John Smith"],
    ["It's Mary.", "Mary"],
    ["John Smith", "John Smith"],
    ["S as in Sam, M, I, T, H", "Smith"],
  ])("%s", async (text, name) => {
    expect(await meant(text, { kind: "name" })).toEqual({ name });
  });

  it("does not take a question for a name", async () => {
    expect(await meant("what do you need that for?", { kind: "name" })).toEqual({});
    expect(await meant("are you open tomorrow", { kind: "name" })).toEqual({});
    expect(await meant("Good-by.", { kind: "name" })).toEqual({});
  });

  it("finds three slots in one breath", async () => {
    expect(await meant("tomorrow at seven for John", DATE, TIME, { kind: "name" })).toEqual({
      date: "2026-11-23",
      time: "19:00",
      name: "John",
    });
  });

  it("picks a choice by its words or its place", async () => {
    const spec: SlotSpec = {
      kind: "choice",
      choices: [
        { id: "10:30", label: "half past ten" },
        { id: "11:00", label: "eleven o'clock" },
      ],
    };
    expect(await meant("half past ten please", spec)).toEqual({ choice: "10:30" });
    expect(await meant("the second one", spec)).toEqual({ choice: "11:00" });
  });

  it("takes a bare hour for the time on the dot", async () => {
    const times = ["09:00", "09:30", "10:30"].map((label) => ({ id: label, label }));
    const spec: SlotSpec = { kind: "choice", choices: times };
    expect(await meant("Nine, please.", spec)).toEqual({ choice: "09:00" });
    expect(await meant("half past nine", spec)).toEqual({ choice: "09:30" });
    expect(await meant("ten thirty", spec)).toEqual({ choice: "10:30" });
  });
});

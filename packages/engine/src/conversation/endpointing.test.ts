import { describe, expect, it } from "vitest";
import { DEFAULT_TIMING } from "./defaults.ts";
import { type Awaited, endpointWait } from "./endpointing.ts";
import type { Ending } from "./inputs.ts";

const FALLEN: Ending = { pitchSemitones: -7, fadeDb: -18 };
const KEPT_UP: Ending = { pitchSemitones: -0.4, fadeDb: -10 };

const waitMs = (text: string, ending: Ending | null = null, awaited: Awaited | null = null, spokenMs = 1_500): number =>
  endpointWait({ text, ending, spokenMs }, awaited, DEFAULT_TIMING).waitMs;
const { waitCompleteMs, waitUsualMs, waitUnsureMs, waitIncompleteMs } = DEFAULT_TIMING;

describe("the end of a turn, by its melody", () => {
  it("answers a sentence that ends low at once", () => {
    expect(waitMs("I need to cancel my order.", FALLEN)).toBe(waitCompleteMs);
  });

  it("waits where the voice stays up, though the transcriber wrote a full stop", () => {
    expect(waitMs("My tooth has been hurting.", KEPT_UP)).toBeGreaterThan(700);
  });

  it("waits the longer, the higher the voice ends, between its two bounds", () => {
    const waits = [-8, -5, -3, -1, 1].map((pitchSemitones) =>
      waitMs("I want to come on Friday.", { pitchSemitones, fadeDb: -15 }),
    );
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect(waits[0]).toBe(waitCompleteMs);
    expect(waits.at(-1)).toBe(waitUnsureMs);
  });

  it("does not believe a falling voice over a sentence that lacks its end", () => {
    expect(waitMs("I would like to know if", FALLEN)).toBe(waitIncompleteMs);
  });

  it('answers "Yes." within 0.7 s even where it sounds as if more might come', () => {
    expect(waitMs("Yes.", KEPT_UP)).toBe(waitUsualMs);
    expect(waitMs("Yes.", KEPT_UP, { kind: "yes-no", minDigits: 0 })).toBe(waitCompleteMs);
  });

  it.each(["That's all, bye.", "Thanks, by,", "Good-by."])(
    "a farewell is answered at once, however it is written: %j",
    (text) => {
      expect(waitMs(text, KEPT_UP)).toBe(waitCompleteMs);
    },
  );

  it("goes by the words where nothing is known of the sound", () => {
    expect(waitMs("I need to cancel my order.")).toBe(waitCompleteMs);
    expect(waitMs("are you open on Sunday mornings")).toBe(waitUsualMs);
  });
});

describe("the end of a turn, by its words", () => {
  it.each([
    "My number is.",
    "I am calling about",
    "I ordered a lamp and",
    "I would like to.",
    "Could you tell me?",
    "I think I need a new.",
    "uhm… let me see…",
    "My number is four one five.",
  ])("%j is not over", (text) => {
    expect(waitMs(text, FALLEN)).toBe(waitIncompleteMs);
  });

  it.each(["What is it for?", "Yes, it is.", "Where are you?", "Can I speak to a person?", "No, thank you."])(
    "%j is",
    (text) => {
      expect(waitMs(text, FALLEN)).toBe(waitCompleteMs);
    },
  );
});

describe("the end of a dictated number", () => {
  const phone: Awaited = { kind: "phone", minDigits: 10 };
  const group = "four one five five five five";

  it("waits after six digits of ten", () => {
    expect(waitMs(group, FALLEN, phone, 2_700)).toBe(waitIncompleteMs);
  });

  it("ends at ten digits, or when the time of ten was spoken though one was lost", () => {
    expect(waitMs(`${group} zero one two three`, KEPT_UP, phone, 3_000)).toBe(waitCompleteMs);
    expect(waitMs(`${group} zero one two`, KEPT_UP, phone, 4_500)).toBe(waitCompleteMs);
    expect(waitMs(`${group} zero one two`, KEPT_UP, phone, 3_700)).toBe(waitUsualMs);
  });

  it("does not count the time of a short code", () => {
    expect(waitMs("four one five", KEPT_UP, { kind: "digits", minDigits: 4 }, 4_000)).toBe(waitIncompleteMs);
  });
});

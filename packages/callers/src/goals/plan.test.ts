/** The booker's answers, by words alone. */
import { describe, expect, it } from "vitest";
import { MANNERS } from "../personas.ts";
import { answerTo, opening, openPlan } from "./plan.ts";
import { compareDigits, digitsIn, inGroups, sayTime, timesIn } from "./spoken-values.ts";

const WANTED = { day: "next Tuesday", time: "ten in the morning", name: "Anna Berg", phone: "+1 415 555 0134" };

describe("a patient caller", () => {
  const answer = (heard: string, plan = openPlan(WANTED)) => answerTo(heard, plan, MANNERS.patient).say;

  it("answers what is asked, digits in groups", () => {
    expect(answer("Which day suits you?")).toBe("Next Tuesday, please.");
    expect(answer("And at what time?")).toBe("At ten in the morning, please.");
    expect(answer("May I have your name?")).toBe("My name is Anna Berg.");
    expect(answer("And a phone number?")).toBe("My number is four one five, five five five, zero one three four.");
  });

  it("confirms what is right and corrects what is not", () => {
    expect(answer("Tuesday the second at ten o'clock in the morning for Anna. Shall I book it?")).toBe("Yes, please.");
    expect(answer("Thursday the fourth at ten o'clock in the morning. Shall I book it?")).toBe("No, Tuesday.");
    expect(answer("Tuesday the second at two o'clock in the afternoon. Shall I book it?")).toBe(
      "No, at ten in the morning.",
    );
    expect(answer("That is 415-555-7777. Is that right?")).toBe(
      "No, it is four one five, five five five, zero one three four.",
    );
  });

  it("gives way after two corrections, because the own ears may be wrong", () => {
    const plan = openPlan(WANTED);
    const wrong = "That is 415-555-7777. Is that right?";
    expect([answer(wrong, plan), answer(wrong, plan), answer(wrong, plan)].map((said) => said.slice(0, 3))).toEqual([
      "No,",
      "No,",
      "Yes",
    ]);
  });

  it("has a doubtful read-back said again before correcting it", () => {
    const plan = openPlan(WANTED);
    const doubtful = "That is 415-555-3134. Is that right?";
    expect(answer(doubtful, plan)).toBe("Sorry, could you say that again?");
    expect(answer(doubtful, plan)).toMatch(/^No, it is four one five/);
  });

  it("takes an offered time and stands by it", () => {
    const plan = openPlan(WANTED);
    const offer =
      "ten o'clock in the morning is taken. On that day I have half past ten in the morning, or eleven o'clock. Which one?";
    expect(answer(offer, plan)).toBe("Half past ten, please.");
    expect(answer("Tuesday at half past ten in the morning. Shall I book it?", plan)).toBe("Yes, please.");
    expect(answer("At what time?", plan)).toBe("At half past ten, please.");
  });

  it("gives up when the same is asked for the sixth time", () => {
    const plan = openPlan(WANTED);
    const answers = Array.from({ length: 6 }, () => answerTo("What is your name?", plan, MANNERS.patient));
    expect(answers.map(({ isLast }) => isLast)).toEqual([false, false, false, false, false, true]);
  });

  it("says its last answer again when it was not heard, and goodbye when it is booked", () => {
    const plan = openPlan(WANTED);
    answer("May I have your name?", plan);
    expect(answer("Sorry, I didn't get that.", plan)).toBe("My name is Anna Berg.");
    expect(answerTo("It is booked: Tuesday. Anything else?", plan, MANNERS.patient)).toEqual({
      say: "No, thank you, that is all. Goodbye.",
      isLast: true,
    });
  });
});

describe("an impatient caller", () => {
  it("gives everything in one breath, and answers in a word", () => {
    const plan = openPlan(WANTED);
    expect(opening(plan, MANNERS.impatient)).toBe(
      "I'd like to book an appointment for next Tuesday at ten in the morning. My name is Anna Berg, my number is four one five, five five five, zero one three four.",
    );
    expect(answerTo("May I have your name?", plan, MANNERS.impatient).say).toBe("Anna Berg.");
    expect(answerTo("Sorry, just your name, please?", plan, MANNERS.impatient).say).toBe("My name is Anna Berg.");
  });
});

describe("spoken values", () => {
  it.each([
    ["ten o'clock in the morning", [600]],
    ["at half past two in the afternoon", [150]],
    ["10:30 or 2.45 p.m.", [630, 165]],
    ["quarter to nine, or noon", [525, 0]],
    ["at ten thirty", [630]],
    ["the twenty third of November", []],
  ])("times in “%s”", (text, minutes) => {
    expect(timesIn(text)).toEqual(minutes);
  });

  it("a read-back of which a digit was not heard is not contradicted", () => {
    const heard = "That is four, one, five, five, five, five, we are one, three, four is that right?";
    expect(digitsIn(heard)).toBe("415555134");
    expect(answerTo(heard, openPlan(WANTED), MANNERS.patient).say).toBe("Yes, please.");
  });

  it("a country code before the number is no difference", () => {
    const heard = digitsIn("That is one for one side, five, five, five, zero, one, zero, zero is that right?");
    expect(compareDigits(heard, "4155550100")).toBe("same");
  });

  it("digits, spoken and written", () => {
    expect(digitsIn("That is four one five, 555, zero one three four, right?")).toBe("4155550134");
    expect(inGroups("5551234")).toBe("five five five, one two three four");
    expect(sayTime(630)).toBe("half past ten");
  });
});

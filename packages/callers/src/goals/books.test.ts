/** People who book an appointment by voice at an agent that asks for it by voice. */
import { closeEmbedded } from "@offhook/provider-embedded";
import { afterAll, describe, expect, it } from "vitest";
import { tryCall } from "../testing/try-call.ts";
import { books } from "./books.ts";

const WANTED = { day: "tomorrow", time: "ten in the morning", name: "Anna Berg", phone: "+1 415 555 0134" };
const GREETING = "Hello, this is the automated assistant of Riverside Dental. How can I help you?";

afterAll(closeEmbedded);

/** Asks one thing after the other, whatever it hears. */
const asking = (...questions: string[]) => ({
  greeting: GREETING,
  understands: false,
  answer: (_heard: string, turn: number) => questions[turn - 1] ?? null,
});

const DONE =
  "It is booked: Tuesday the third of December at ten o'clock in the morning. Is there anything else I can do for you?";
const BYE = "Thank you for calling Riverside Dental. Goodbye!";

describe("a patient caller", () => {
  it("answers each question, takes another time, and says goodbye", async () => {
    const { result } = await tryCall(
      books(WANTED),
      asking(
        "Which day suits you?",
        "And at what time?",
        "Ten o'clock in the morning is taken. On that day I have eleven o'clock in the morning, or half past two in the afternoon. Which one would you like?",
        "May I have your name?",
        "And a phone number to reach you?",
        "That is the number you called from. Is that right?",
        "Tuesday the third of December at eleven o'clock in the morning for Anna Berg. Shall I book it?",
        DONE,
        BYE,
      ),
    );
    expect(result.problems).toEqual([]);
    expect(result.said.map(({ text }) => text)).toEqual([
      "Hello, I would like to book an appointment.",
      "Tomorrow, please.",
      "At ten in the morning, please.",
      "Eleven o'clock, please.",
      "My name is Anna Berg.",
      "My number is four one five, five five five, zero one three four.",
      "Yes, please.",
      "Yes, please.",
      "No, thank you, that is all. Goodbye.",
    ]);
  });

  it("corrects a number that was misheard", async () => {
    const { result } = await tryCall(
      books(WANTED),
      asking(
        "And a phone number to reach you?",
        "That is two one nine, five five five, seven seven seven seven. Is that right?",
        DONE,
        BYE,
      ),
    );
    expect(result.problems).toEqual([]);
    expect(result.said[2]?.text).toBe("No, it is four one five, five five five, zero one three four.");
  });

  it("has failed when the agent hangs up without a booking", async () => {
    const { result } = await tryCall(books(WANTED), asking("Which day suits you?"));
    expect(result.problems).toEqual([
      'the call ended without an answer to "Tomorrow, please."',
      "the agent never said that the appointment is booked",
    ]);
  });
});

describe("an impatient caller", () => {
  it("cuts the greeting short with everything at once", async () => {
    const { agent, result } = await tryCall(
      books(WANTED, "impatient"),
      asking("Tuesday at ten o'clock in the morning for Anna Berg. Shall I book it?", DONE, BYE),
    );
    expect(result.problems).toEqual([]);
    expect(agent.interrupted).toBe(1);
    expect(result.said[0]).toMatchObject({ overAgent: true });
    expect(result.said[0]?.text).toMatch(/tomorrow at ten .* Anna Berg/);
    expect(result.said.map(({ text }) => text).slice(1)).toEqual(["Yes, please.", "Thanks, bye."]);
  });
});

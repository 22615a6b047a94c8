/** Questions as Front desk asks them, and as a transcription of its voice has them. */
import { describe, expect, it } from "vitest";
import { type Question, questionIn } from "./question.ts";

const CASES: readonly (readonly [Question, string])[] = [
  ["help", "Hello, this is the alternated assistance of river size until how can I help you?"],
  ["day", "Which day suits you?"],
  ["day", "Sorry, I didn't get the day. Which day would you like to come?"],
  ["day", "Which they sued you."],
  ["day", "All right, let's change it, which I supe you."],
  ["day", "Sorry, I didn't ev'tate, which they would need like to come."],
  ["time", "And at what time?"],
  ["time", "Sorry, at what time would you like to come?"],
  ["alternatives", "ten o'clock in the morning is taken. On that day I have nine or eleven. Which one would you like?"],
  ["name", "May I have your name?"],
  ["name", "Sorry, could you tell me just your name, please?"],
  ["phone", "And a phone number to reach you?"],
  ["phone", "Sorry, I didn't get the number. Please say it digit by digit."],
  ["confirm", "That is four one five, five five five, zero one three four. Is that right?"],
  ["confirm", "Sunday the twenty third of November at ten o'clock for an' a verb shall I book it?"],
  ["phone", "And the film number to read to."],
  ["phone", "Sorry, I didn't reconumber, please say a digit by digit."],
  ["confirm", "Sunday, at ten o'clock in the morning, for an aburged shall I, but it."],
  [
    "alternatives",
    "Ten o'clock is taken on that day I have half a past ten. Eleven o'clock, which one would you like?",
  ],
  ["booked", "It is book Sunday, the twenty third of November. Is there any thing else I can do for you?"],
  ["goodbye", "M. D. for calling riversides until good-by"],
  ["confirm", "Please say yes or no. Shall I book it?"],
  ["booked", "It is booked: Sunday the twenty third of November at ten. Is there anything else I can do for you?"],
  ["booked", "It is booked Tuesday the third of December at half past two."],
  ["anything-else", "Is there anything else I can do for you?"],
  [
    "anything-else",
    "Please leave a message with your name and number, and the colleague of mine will call you back. Is there any thing else I can do for you?",
  ],
  ["still-there", "Are you still there?"],
  ["repeat", "I'm sorry, I didn't get that. Could you say it again?"],
  ["person", "I'm sorry about that. Would you like to speak with a person?"],
  ["goodbye", "Thank you for calling Riverside Dental. Goodbye!"],
  ["unknown", "The weather is fine."],
];

describe("a caller recognises", () => {
  it.each(CASES)("%s in “%s”", (question, heard) => {
    expect(questionIn(heard)).toBe(question);
  });
});

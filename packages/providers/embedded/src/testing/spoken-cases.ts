/** What synthetic callers say: open sentences, and closed answers with the grammar that expects them. */
import type { Expectation } from "@offhook/engine/ports";

export const OPEN_SENTENCES: readonly string[] = [
  "I would like to book an appointment for tomorrow at ten.",
  "Can you tell me what your opening hours are?",
  "I need to cancel my order because it never arrived.",
  "My name is Sarah and I am calling about an invoice.",
  "Is there any way to get a refund for this?",
  "I would rather come in the afternoon if that is possible.",
  "Do you have anything available on Friday morning?",
  "Please send the documents to my office address.",
  "I have a question about the price of a cleaning.",
  "Could I speak to a real person, please?",
  "The package was damaged when I opened it.",
  "How long does the delivery usually take?",
  "I want to change the time of my visit.",
  "My tooth has been hurting since last night.",
  "We are looking for a table for four people.",
  "What do I have to bring with me?",
  "I already paid for this last month.",
  "Can somebody call me back later today?",
];

export interface ClosedCase {
  expectation: Expectation;
  /** What is said and must be heard. */
  answers: readonly string[];
}

const polite = "<before> = uh | um | well | okay | yes | it's | maybe; <after> = please | thanks | thank you;";

function grammar(body: string): string {
  return `#JSGF V1.0;\ngrammar answer;\npublic <answer> = [<before>] <said> [<after>];\n${polite}\n${body}`;
}

const DIGIT = "zero | oh | one | two | three | four | five | six | seven | eight | nine";

export const CLOSED_CASES: readonly ClosedCase[] = [
  {
    expectation: {
      kind: "yes-no",
      phrases: [],
      grammar: grammar(
        "<said> = yes | yeah | yep | sure | of course | that's right | correct | no | nope | not really;",
      ),
    },
    answers: ["yes", "no", "yeah", "that's right", "not really", "yes please", "sure", "no thank you"],
  },
  {
    expectation: { kind: "digits", phrases: [], grammar: grammar(`<said> = <digit>+; <digit> = ${DIGIT};`) },
    answers: ["five five five one two three four", "nine oh two one oh", "three seven", "eight six four two", "one"],
  },
  {
    expectation: {
      kind: "choice",
      phrases: ["cleaning", "check up", "whitening", "filling"],
      grammar: grammar("<said> = [a | the] (cleaning | check up | whitening | filling);"),
    },
    answers: ["a cleaning", "check up", "the whitening please", "filling"],
  },
  {
    expectation: {
      kind: "date",
      phrases: [],
      grammar: grammar(
        `<said> = today | tomorrow | [next | this | on] <day>;
<day> = monday | tuesday | wednesday | thursday | friday | saturday | sunday;`,
      ),
    },
    answers: ["tomorrow", "next tuesday", "on friday please", "wednesday", "today"],
  },
  {
    expectation: {
      kind: "time",
      phrases: [],
      grammar: grammar(
        `<said> = [at] (<hour> | <hour> <minute> | half past <hour> | quarter to <hour>) [a m | p m | o'clock];
<hour> = one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | noon;
<minute> = fifteen | thirty | forty five;`,
      ),
    },
    answers: ["at ten", "half past three", "two thirty p m", "eleven fifteen", "noon"],
  },
];

/** Said where a closed answer was expected: the grammar must not claim to have heard one. */
export const OUTSIDE_ANSWERS: readonly string[] = [
  "Actually I want to cancel my order.",
  "What do you mean by that?",
  "Can I talk to somebody?",
  "I have no idea, you tell me.",
  "How much does it cost?",
  "Hang on, let me get my glasses.",
];

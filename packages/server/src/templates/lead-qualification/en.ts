/** What sales asks an interested caller, in English. */
import { deskFlow } from "../parts/desk-flow.ts";
import { EVERYDAY_EN as WORDS } from "../parts/everyday-en.ts";
import { messageFlows } from "../parts/message-flows.ts";
import type { TemplateText } from "../template.ts";
import { leadFlow } from "./lead-flow.ts";

const NAME = "Lead Qualification";

const desk = deskFlow(
  {
    canDo: "I can tell you when we are here and what happens next, or take a message.",
    cannot: "I'm sorry, I don't know that.",
    first: "lead",
    errands: [],
    answers: [
      {
        id: "when",
        say: "A colleague usually calls back within one working day.",
        asked: [
          "when will you call me back",
          "how soon will somebody call",
          "what happens next",
          "when do I hear from you",
        ],
      },
      {
        id: "hours",
        say: "We are here from nine to six, Monday to Friday.",
        asked: ["when are you open", "what are your hours", "when can I reach you", "are you there on Saturday"],
      },
      {
        id: "prices",
        say: "The price depends on what you need. My colleague will give you one when they call.",
        asked: ["how much does it cost", "what are your prices", "what will it cost me", "how expensive is it"],
      },
    ],
  },
  WORDS,
);

export const en: TemplateText = {
  name: NAME,
  description:
    "Asks interested callers what they need, what it may cost and by when, and has your sales team call back.",
  examples: [
    "We need a new web site for our shop.",
    "About five thousand dollars.",
    "When will you call me back?",
    "How much does it cost?",
  ],
  scenarios: [
    {
      name: "Is interested",
      says: [
        "We need a new web site for our shop.",
        "About five thousand dollars.",
        "Before the summer, if possible.",
        "Yes, please.",
        "John Smith",
        "four one five, five five five, two six seven one",
        "Yes.",
        "When will you call me back?",
        "No, that's all.",
      ],
      expects: ["what budget", "call you back about this", "one working day", "Goodbye"],
    },
    {
      name: "Does not want to be called",
      says: ["I'm looking for somebody to paint our office.", "I don't know yet.", "Next month.", "No, thank you."],
      expects: ["then nobody will call you"],
    },
  ],
  settings: {
    name: NAME,
    language: "en",
    firstMessage:
      "Hello, this is the automated assistant of our company. I have a few short questions, so that the right person can call you back. What are you looking for?",
    instructions: [
      "You answer the telephone of our sales team. Find out, one question at a time: what the caller needs, which budget",
      "they have in mind, by when they need it, and whether we may call them back. Only with a clear yes to that, ask",
      "their name and telephone number and read the number back.",
      "Then use takeMessage: one text with the need, the budget and the time in the caller's own words, and the name and",
      "number. Say that a colleague usually calls back within one working day.",
      "Do not press anybody: whoever has no budget or no date yet is just as welcome. Never name a price or a discount.",
      WORDS.onTelephone,
    ].join(" "),
    tools: ["takeMessage"],
    flow: [
      desk,
      leadFlow({
        need: { text: "What are you looking for?", help: "Tell me in a sentence what you would like to have done." },
        budget: {
          text: "And roughly what budget do you have in mind?",
          help: "A rough amount is enough, or say not yet.",
        },
        start: { text: "By when would you need it?", help: "For example, say next month, or as soon as possible." },
        consent: {
          text: "Thank you. May we call you back about this?",
          again: ["Please say yes or no. May we call you back?"],
        },
        declined: "All right, then nobody will call you.",
        taken: "Thank you. I have passed it on, and a colleague will call you back.",
        failed: WORDS.message.failed,
      }),
      ...messageFlows(WORDS),
    ],
  },
};

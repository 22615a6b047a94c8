/** What the support team's callers ask and hear, in English. */
import { deskFlow } from "../parts/desk-flow.ts";
import { EVERYDAY_EN as WORDS } from "../parts/everyday-en.ts";
import { messageFlows } from "../parts/message-flows.ts";
import type { TemplateText } from "../template.ts";

const NAME = "Customer Support";

const desk = deskFlow(
  {
    canDo:
      "I can tell you about our hours, returns, refunds and passwords, or open a case so that a colleague calls you.",
    cannot: "I'm sorry, I don't know that.",
    errands: [
      {
        // A case is a message to the team: the same flow takes it when nobody can come to the telephone.
        flow: "message",
        asked: [
          "I have a problem",
          "something does not work",
          "it is broken",
          "it stopped working",
          "I need help with my order",
          "I want to report a fault",
          "open a case",
          "what I bought arrived damaged",
          "there is a mistake in my bill",
          "I was charged twice",
        ],
      },
    ],
    answers: [
      {
        id: "hours",
        say: "Our team is here from nine to six, Monday to Friday.",
        asked: [
          "when are you open",
          "what are your hours",
          "when can I reach you",
          "are you there on Saturday",
          "what time do you close",
        ],
      },
      {
        id: "returns",
        say: "You can send anything back within thirty days. Please keep the receipt, and use its own box if you can.",
        asked: [
          "how do I return something",
          "can I send it back",
          "what is your return policy",
          "how long can I return it",
          "I want to return what I bought",
        ],
      },
      {
        id: "refunds",
        say: "Your money is back within five working days after we have received what you sent.",
        asked: [
          "where is my refund",
          "when do I get my money back",
          "how long does a refund take",
          "I am waiting for my refund",
        ],
      },
      {
        id: "password",
        say: "Choose forgot password on the sign-in page, and follow the link in the message that we send you.",
        asked: [
          "I forgot my password",
          "how do I reset my password",
          "I can't sign in",
          "I can't log in to my account",
          "change my password",
        ],
      },
    ],
  },
  WORDS,
);

export const en: TemplateText = {
  name: NAME,
  description: "A support agent who answers your customers' usual questions and opens a case for everything else.",
  examples: [
    "How do I return something?",
    "When do I get my money back?",
    "I can't sign in.",
    "I have a problem.",
    "I'd like to speak to a person.",
  ],
  scenarios: [
    {
      name: "Asks about a return",
      says: ["How do I return something?", "And when do I get my money back?", "No, that's all."],
      expects: ["within thirty days", "five working days"],
    },
    {
      name: "Opens a case",
      says: [
        "I have a problem.",
        "The lamp that I bought last week does not turn on.",
        "John Smith",
        "four one five, five five five, two six seven one",
        "Yes.",
        "No, thank you.",
      ],
      expects: ["what is wrong", "your case is open", "Goodbye"],
    },
    {
      name: "Wants a person",
      says: ["I'd like to speak to a person."],
      expects: ["nobody can come to the phone", "open a case"],
    },
  ],
  settings: {
    name: NAME,
    language: "en",
    firstMessage: "Hello, you have reached our support team. This is an automated assistant. How can I help you?",
    instructions: [
      "You are on our support team's telephone. Find out what the caller needs, answer from what you were told, and open",
      "a case for the rest.",
      "What you know: the team is here from nine to six, Monday to Friday. Anything can be sent back within thirty days,",
      "with the receipt. A refund takes five working days after we have received it. A new password is set by the link",
      "on the sign-in page.",
      "To open a case, ask what is wrong, the caller's name and their telephone number, read the number back, and use",
      "takeMessage with everything a colleague has to know. Then say that the case is open and that somebody calls back.",
      "Stay kind when somebody is upset: say that you are sorry once, then help. Never ask for passwords or card numbers.",
      WORDS.onTelephone,
    ].join(" "),
    tools: ["takeMessage"],
    flow: [
      desk,
      ...messageFlows(WORDS, {
        text: "Let me open a case for you. Please tell me in a sentence or two what is wrong.",
        taken: "Thank you, your case is open. A colleague will look into it and call you back.",
      }),
    ],
  },
};

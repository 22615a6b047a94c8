/** A small company's telephone in English. */
import { deskFlow } from "../parts/desk-flow.ts";
import { EVERYDAY_EN as WORDS } from "../parts/everyday-en.ts";
import { messageFlows } from "../parts/message-flows.ts";
import type { TemplateText } from "../template.ts";

const NAME = "General Assistant";

const desk = deskFlow(
  {
    canDo: "I can tell you when we are open, where we are and what we do, or take a message.",
    cannot: "I'm sorry, I don't know that.",
    errands: [],
    answers: [
      {
        id: "hours",
        say: "We are open from nine to five, Monday to Friday.",
        asked: [
          "when are you open",
          "what are your opening hours",
          "are you open on Saturday",
          "what time do you close",
          "are you open today",
        ],
      },
      {
        id: "place",
        say: "You will find our address and a map on our web site.",
        asked: [
          "where are you",
          "what is your address",
          "how do I find you",
          "how do I get there",
          "where is your office",
        ],
      },
      {
        id: "services",
        say: "We are a small company that looks after its customers in person. Tell me what you need, and I will pass it on.",
        asked: [
          "what do you do",
          "what can you help me with",
          "which services do you offer",
          "what kind of company is this",
        ],
      },
      {
        id: "automated",
        say: "I am an automated assistant. I answer the usual questions and take messages for my colleagues.",
        asked: ["are you a robot", "am I talking to a machine", "who are you", "is this a computer"],
      },
    ],
  },
  WORDS,
);

export const en: TemplateText = {
  name: NAME,
  description: "Answers the questions that you write down for it, and takes a message for all others.",
  examples: ["When are you open?", "Where are you?", "Are you a robot?", "Can I leave a message?"],
  scenarios: [
    {
      name: "Asks for the hours",
      says: ["When are you open?", "No, that's all."],
      expects: ["from nine to five", "Goodbye"],
    },
    {
      name: "Leaves a message",
      says: [
        "Can I leave a message?",
        "Please tell the manager that the parcel has arrived.",
        "John Smith",
        "four one five, five five five, two six seven one",
        "Yes.",
      ],
      expects: ["What would you like to tell us", "written your message down"],
    },
    {
      name: "Asks what it cannot know",
      says: ["Can you sing me a song in French?", "No, that's all."],
      expects: ["I don't know that", "take a message"],
    },
  ],
  settings: {
    name: NAME,
    language: "en",
    firstMessage: "Hello, this is an automated assistant. How can I help you?",
    instructions: [
      "You answer our company's telephone. Help with what you know, and take a message for everything else.",
      "What you know: we are open from nine to five, Monday to Friday; our address and a map are on our web site.",
      "For a message, ask what it is about, the caller's name and their telephone number, read the number back, and use",
      "takeMessage. Then say that somebody will call back.",
      WORDS.onTelephone,
    ].join(" "),
    tools: ["takeMessage"],
    flow: [desk, ...messageFlows(WORDS)],
  },
};

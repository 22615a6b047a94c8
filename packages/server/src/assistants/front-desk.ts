/** "Front desk", the sample assistant: a dental clinic's receptionist that works without a key. */
import { type AssistantDefinition, DEFAULT_TIMING, phrasesOf } from "@offhook/engine/conversation";
import { bookingFlow } from "./booking-flow.ts";
import { deskFlow } from "./desk-flow.ts";
import { messageFlow } from "./message-flow.ts";

const SLOT = {
  type: "object",
  properties: {
    day: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
    time: { type: "string", pattern: "^\\d{2}:\\d{2}$" },
  },
  required: ["day", "time"],
};

export const FRONT_DESK: AssistantDefinition = {
  name: "Front desk",
  language: "en",
  timeZone: "Europe/Tallinn",
  firstMessage: "Hello, this is the automated assistant of Riverside Dental. How can I help you?",
  disclosure: { phrase: "automated assistant", short: "Just so you know, this is an automated assistant." },
  instructions: "You are the receptionist of Riverside Dental.",
  transcriber: [{ provider: "embedded" }],
  // The clearest of the three at 8 kHz: see docs/embedded-speech.md.
  voice: [{ provider: "embedded", id: "rms" }],
  model: [],
  tools: [
    {
      name: "findSlots",
      description: "Is this time free? If not, which are the nearest free ones?",
      parameters: SLOT,
      effect: false,
      sayWhileRunning: "One moment, I'm looking at the calendar.",
      deadlineMs: 8_000,
    },
    {
      name: "bookSlot",
      description: "Books an appointment.",
      parameters: {
        type: "object",
        properties: { ...SLOT.properties, name: { type: "string" }, phone: { type: "string" } },
        required: ["day", "time", "name", "phone"],
      },
      effect: true,
      sayWhileRunning: "One moment, I'm booking it.",
      deadlineMs: 8_000,
    },
    {
      name: "takeMessage",
      description: "Takes a message for the clinic's staff.",
      parameters: {
        type: "object",
        properties: { text: { type: "string" }, name: { type: "string" }, phone: { type: "string" } },
        required: ["text"],
      },
      effect: true,
      deadlineMs: 8_000,
    },
  ],
  flows: [deskFlow, bookingFlow, messageFlow],
  people: [],
  timing: DEFAULT_TIMING,
  phrases: phrasesOf("en"),
  recording: true,
};

/** The bench's assistant: greets from the cache, then a scripted model answers. No flow, no recording. */
import { type AssistantDefinition, DEFAULT_TIMING, type Pin, phrasesOf } from "@offhook/engine/conversation";

export const GREETING = "Hello, this is the automated assistant.";

const ASSISTANT: AssistantDefinition = {
  name: "Bench",
  language: "en",
  timeZone: "Europe/Tallinn",
  firstMessage: GREETING,
  disclosure: { phrase: "automated assistant", short: "I'm an automated assistant." },
  instructions: "You are the receptionist of Riverside Dental.",
  transcriber: [{ provider: "scripted" }],
  voice: [{ provider: "scripted" }],
  model: [{ provider: "scripted" }],
  tools: [],
  flows: [],
  people: [],
  timing: DEFAULT_TIMING,
  phrases: phrasesOf("en"),
  recording: false,
};

export function pinOf(callId: string): Pin {
  const numbers = { from: "+14155550100", to: "+14155550199" };
  const version = { engineVersion: "0.1.0", assistantId: "asst_bench", assistantVersion: 1, assistant: ASSISTANT };
  const rest = { direction: "inbound" as const, carrier: "twin", variables: {}, seed: 1 };
  return { callId, startedAt: "2026-11-22T10:00:00+02:00", ...version, ...numbers, ...rest };
}

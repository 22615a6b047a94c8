/** Small assistants for attacking the core: one decided by a flow, one by a model. */
import type { AssistantDefinition, Pin } from "../assistant.ts";
import { DEFAULT_TIMING } from "../defaults.ts";
import { phrasesOf } from "../phrases.ts";

const ASSISTANT: AssistantDefinition = {
  name: "Test desk",
  language: "en",
  timeZone: "Europe/Tallinn",
  firstMessage: "Hello, this is an automated assistant. How can I help?",
  disclosure: { phrase: "automated assistant", short: "I'm an automated assistant." },
  instructions: "Be brief.",
  transcriber: [{ provider: "scripted" }],
  voice: [{ provider: "scripted" }],
  model: [],
  tools: [
    {
      name: "bookSlot",
      description: "Books.",
      parameters: { type: "object", properties: { day: { type: "string" } } },
      effect: true,
      deadlineMs: 5_000,
    },
  ],
  flows: [],
  people: [{ id: "desk", name: "Desk", number: "+14155550111" }],
  timing: DEFAULT_TIMING,
  phrases: phrasesOf("en"),
  recording: false,
};

export const TEST_PIN: Pin = {
  callId: "call_test",
  engineVersion: "0.1.0",
  assistantId: "asst_test",
  assistantVersion: 1,
  assistant: ASSISTANT,
  direction: "inbound",
  carrier: "twin",
  from: "+14155550100",
  to: "+14155550199",
  variables: {},
  startedAt: "2026-11-22T10:00:00+02:00",
  seed: 1,
};

export const withModel = (): Pin => ({
  ...TEST_PIN,
  assistant: { ...ASSISTANT, model: [{ provider: "scripted" }], whileUnsure: "duck" },
});

/** A model that hears and speaks itself, and one that reads behind it. */
export const withRealtime = (): Pin => ({
  ...TEST_PIN,
  assistant: { ...ASSISTANT, model: [{ provider: "scripted" }], realtime: [{ provider: "scripted" }] },
});

export const withFlow = (): Pin => ({
  ...TEST_PIN,
  assistant: {
    ...ASSISTANT,
    flows: [
      {
        id: "desk",
        start: "floor",
        nodes: {
          floor: {
            type: "listen",
            text: "Anything else?",
            otherwise: "I can't help with that.",
            intents: [
              { id: "hours", examples: ["when are you open"], answer: "We are open from nine to five." },
              { id: "book", examples: ["book"], node: "sure" },
              { id: "nothing", examples: ["nothing"], node: "bye" },
            ],
          },
          sure: {
            type: "ask",
            slot: "sure",
            text: "Shall I book it?",
            spec: { kind: "yes-no" },
            next: { when: [{ path: "sure", op: "eq", value: true, to: "run" }], otherwise: "run" },
          },
          run: { type: "run", tool: "bookSlot", args: { day: "=2026-11-23" }, next: { otherwise: "floor" } },
          bye: { type: "end", text: "Goodbye!" },
        },
      },
    ],
  },
});

/** A model that greets in its own words, and a flow that can take a message once it is gone; nobody is there to put through to. */
export const withModelAndFlow = (): Pin => {
  const { assistant } = withFlow();
  return {
    ...TEST_PIN,
    assistant: {
      ...assistant,
      model: [{ provider: "scripted" }],
      greeting: "generated",
      people: [],
      flows: [
        ...assistant.flows,
        {
          id: "message",
          start: "phone",
          nodes: {
            phone: {
              type: "ask",
              slot: "phone",
              text: "Which number can we call you back on?",
              spec: { kind: "phone" },
              confirm: true,
              next: { otherwise: "done" },
            },
            done: { type: "say", text: "Somebody will call you back.", next: { otherwise: null } },
          },
        },
      ],
    },
  };
};

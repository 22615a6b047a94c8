/** The shop's telephone in English. */
import { deskFlow } from "../parts/desk-flow.ts";
import { EVERYDAY_EN as WORDS } from "../parts/everyday-en.ts";
import { messageFlows } from "../parts/message-flows.ts";
import type { TemplateText } from "../template.ts";
import { orderFlow } from "./order-flow.ts";

const NAME = "Order Status";

const desk = deskFlow(
  {
    canDo: "I can look up your order, tell you about delivery and returns, or take a message.",
    cannot: "I'm sorry, I don't know that.",
    errands: [
      {
        flow: "order",
        asked: [
          "where is my order",
          "what is the status of my order",
          "when will my order arrive",
          "my order has not arrived",
          "my parcel is late",
          "where is my package",
          "I'm calling about my order",
          "can you check my order",
          "has my order been sent",
          "track my order",
        ],
      },
    ],
    answers: [
      {
        id: "delivery",
        say: "Delivery usually takes two to four working days.",
        asked: [
          "how long does delivery take",
          "how fast do you deliver",
          "what is your delivery time",
          "how many days does shipping take",
        ],
      },
      {
        id: "cost",
        say: "Delivery costs five dollars, and it is free from fifty dollars upwards.",
        asked: ["how much is delivery", "what does shipping cost", "is delivery free", "how much is shipping"],
      },
      {
        id: "returns",
        say: "You can send anything back within thirty days. A return label is in the box.",
        asked: ["how do I return something", "can I send it back", "what is your return policy", "I want to return it"],
      },
      {
        id: "change",
        say: "I can't change orders myself. Leave a message, and a colleague will call you back about it.",
        asked: [
          "I want to cancel my order",
          "can I change my order",
          "I need to change the delivery address",
          "cancel the order please",
        ],
      },
    ],
  },
  WORDS,
);

export const en: TemplateText = {
  name: NAME,
  description:
    "Looks a customer's order up, has them called back where it is not found, and explains delivery and returns.",
  examples: [
    "Where is my order?",
    "How long does delivery take?",
    "How much is shipping?",
    "I want to cancel my order.",
  ],
  scenarios: [
    {
      name: "Asks where an order is",
      says: ["Where is my order?", "one zero zero one", "Yes.", "No, that's all."],
      expects: ["one zero zero one", "is on its way", "Goodbye"],
    },
    {
      name: "Asks about an order that is not found",
      says: [
        "Where is my order?",
        "four four seven one two",
        "Yes.",
        "John Smith",
        "four one five, five five five, two six seven one",
        "Yes.",
        "No, that's all.",
      ],
      expects: ["four four, seven one two", "look up your order", "Goodbye"],
    },
    {
      name: "Asks about delivery",
      says: ["How long does delivery take?", "And how much is it?", "No, thank you."],
      expects: ["two to four working days"],
    },
  ],
  settings: {
    name: NAME,
    language: "en",
    firstMessage: "Hello, this is the automated assistant of our shop. How can I help you?",
    instructions: [
      "You answer our shop's telephone. Most callers want to know where their order is.",
      "Ask for the order number, read it back, and use lookUpOrder; say nothing of an order but what it answers. If it finds",
      "none, ask for the caller's name and their telephone number, read the number back, and use takeMessage with all of",
      "them: a colleague looks for the order and calls back. Never guess where an order is or when it will arrive.",
      "What you know: delivery takes two to four working days and costs five dollars, or nothing from fifty dollars",
      "upwards. Anything can be sent back within thirty days. To change or cancel an order, take a message.",
      WORDS.onTelephone,
    ].join(" "),
    tools: ["lookUpOrder", "takeMessage"],
    flow: [
      desk,
      orderFlow({
        text: "What is your order number?",
        again: ["Sorry, I didn't get the number. It has four to eight digits. Please say them one by one."],
        help: "You will find it in the message that confirmed your order. You can also type it on the keys of your phone.",
        packed: "Your order {{orderNumber | digits}} is packed, and waits for the carrier.",
        onItsWay: "Your order {{orderNumber | digits}} is on its way. It should arrive on {{result.arrives | date}}.",
        delivered: "Your order {{orderNumber | digits}} has been delivered.",
        notFound: "I can't find that order, but a colleague can look for it.",
        silent: "I'm sorry, I can't look into the orders right now, but a colleague can.",
        taken: "Thank you. A colleague will look up your order and call you back.",
        failed: WORDS.message.failed,
      }),
      ...messageFlows(WORDS),
    ],
  },
};
